// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "gallery.h"
#include "request.h"

#include <exception>
#include <iostream>
#include <sys/socket.h>
#include <thread>

/// Clients beyond these wait in the listener's backlog.
static constexpr unsigned maxClients = 32;

static void answer(int client, const std::vector<Entry> &entries) {
  std::string body;
  if (readRequest(client) == "/")
    for (const Entry &entry : entries)
      body += entry.name + '\n';
  respond(client, body);
}

static void answerAll(int listener, const std::vector<Entry> &entries) {
  for (int client; (client = ::accept(listener, nullptr, nullptr)) >= 0;)
    try {
      answer(client, entries);
    } catch (const std::exception &error) {
      std::clog << "gallery: " << error.what() << '\n';
    }
}

void serve(int listener, const std::vector<Entry> &entries) {
  std::vector<std::thread> workers;
  for (unsigned i = 0; i < maxClients; ++i)
    workers.emplace_back([&] { answerAll(listener, entries); });
  for (std::thread &worker : workers)
    worker.join();
}
