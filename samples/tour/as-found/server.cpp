// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "gallery.h"
#include "request.h"

#include <functional>
#include <sys/socket.h>
#include <thread>

static void answer(int client, const std::vector<Entry> &entries) {
  std::string body;
  if (readRequest(client) == "/")
    for (const Entry &entry : entries)
      body += entry.name + '\n';
  respond(client, body);
}

void serve(int listener, const std::vector<Entry> &entries) {
  for (;;) {
    const int client = ::accept(listener, nullptr, nullptr);
    if (client < 0)
      return;
    std::thread(answer, client, std::cref(entries)).detach();
  }
}
