// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <string>

/// The bytes behind `http://host[:port]/path` or in a local file. Blocks until
/// they are there; throws std::runtime_error.
std::string fetch(const std::string &source);
