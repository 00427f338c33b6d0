// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fetch.h"

#include <fstream>
#include <iterator>
#include <memory>
#include <netdb.h>
#include <stdexcept>
#include <sys/socket.h>
#include <unistd.h>

namespace {

struct Url {
  std::string host, port = "80", path = "/";
};

Url parse(const std::string &text) {
  Url url;
  const std::size_t slash = text.find('/');
  url.host = text.substr(0, slash);
  if (slash != std::string::npos)
    url.path = text.substr(slash);
  const std::size_t colon = url.host.find(':');
  if (colon != std::string::npos) {
    url.port = url.host.substr(colon + 1);
    url.host.resize(colon);
  }
  return url;
}

class Socket {
public:
  explicit Socket(int descriptor) : descriptor(descriptor) {}
  Socket(const Socket &) = delete;
  Socket &operator=(const Socket &) = delete;
  ~Socket() {
    if (descriptor >= 0)
      ::close(descriptor);
  }
  int get() const { return descriptor; }

private:
  int descriptor;
};

void connectTo(const Socket &socket, const addrinfo &address) {
  if (socket.get() < 0 ||
      ::connect(socket.get(), address.ai_addr, address.ai_addrlen) != 0)
    throw std::runtime_error("cannot connect");
}

std::string fetchHttp(const Url &url) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  addrinfo *found = nullptr;
  if (::getaddrinfo(url.host.c_str(), url.port.c_str(), &hints, &found) != 0)
    throw std::runtime_error("unknown host " + url.host);
  const std::unique_ptr<addrinfo, decltype(&::freeaddrinfo)> address(
      found, ::freeaddrinfo);

  const Socket socket(
      ::socket(address->ai_family, address->ai_socktype, address->ai_protocol));
  connectTo(socket, *address);
  const std::string request =
      "GET " + url.path + " HTTP/1.0\r\nHost: " + url.host + "\r\n\r\n";
  if (::send(socket.get(), request.data(), request.size(), MSG_NOSIGNAL) !=
      static_cast<ssize_t>(request.size()))
    throw std::runtime_error("cannot send to " + url.host);

  std::string answer;
  char buffer[4096];
  for (ssize_t got; (got = ::recv(socket.get(), buffer, sizeof buffer, 0)) > 0;)
    answer.append(buffer, static_cast<std::size_t>(got));
  const std::size_t body = answer.find("\r\n\r\n");
  if (body == std::string::npos)
    throw std::runtime_error("no answer from " + url.host);
  return answer.substr(body + 4);
}

std::string readFile(const std::string &path) {
  std::ifstream in(path, std::ios::binary);
  if (!in)
    throw std::runtime_error("cannot read " + path);
  return {std::istreambuf_iterator<char>(in), {}};
}

} // namespace

std::string fetch(const std::string &source) {
  const std::string scheme = "http://";
  if (source.compare(0, scheme.size(), scheme) == 0)
    return fetchHttp(parse(source.substr(scheme.size())));
  return readFile(source);
}
