// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "request.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sstream>
#include <sys/socket.h>
#include <unistd.h>

int listenOn(unsigned short port) {
  const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
  if (listener < 0)
    return -1;
  const int yes = 1;
  ::setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  address.sin_port = htons(port);
  if (::bind(listener, reinterpret_cast<sockaddr *>(&address),
             sizeof address) == 0 &&
      ::listen(listener, SOMAXCONN) == 0)
    return listener;
  ::close(listener);
  return -1;
}

std::string readRequest(int client) {
  char buffer[2048];
  const ssize_t got = ::recv(client, buffer, sizeof buffer, 0);
  if (got <= 0)
    return {};
  std::istringstream line(std::string(buffer, static_cast<std::size_t>(got)));
  std::string method, path;
  line >> method >> path;
  return path;
}

void respond(int client, const std::string &body) {
  std::string text =
      "HTTP/1.0 200 OK\r\nContent-Length: " + std::to_string(body.size()) +
      "\r\n\r\n" + body;
  for (std::size_t sent = 0; sent < text.size();) {
    const ssize_t now =
        ::send(client, text.data() + sent, text.size() - sent, MSG_NOSIGNAL);
    if (now <= 0)
      break;
    sent += static_cast<std::size_t>(now);
  }
  ::close(client);
}
