// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>

/// A socket that listens on the port, or -1.
int listenOn(unsigned short port);

/// The path that a client asks for; empty when it asks for nothing.
std::string readRequest(int client);

/// Sends the body and closes the connection.
void respond(int client, const std::string &body);
