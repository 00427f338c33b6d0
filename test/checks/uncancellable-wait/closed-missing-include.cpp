// RUN: %threadwise %s uncancellable-wait -std=c++17 --allow-errors
//
// The header with the project's socket type and its macros is missing.

#include "socket_types.h"

class Server {
public:
  void start() { Thread = std::thread(&Server::acceptLoop, this); }
  void stop() {
    Log("stopping");
    Running.store(false);
    if (Socket != NET_INVALID_SOCKET) {
      NET_SOCKET_CLOSE(Socket);
      Socket = NET_INVALID_SOCKET;
    }
    Thread.join();
  }

private:
  void acceptLoop() {
    while (Running.load()) {
      struct sockaddr_in Address;
      net_socklen_t Length = sizeof(Address);
      net_socket_t Client =
          accept(Socket, (struct sockaddr *)&Address, &Length);
      // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'accept' blocks on 'Socket', and closing the descriptor does not wake it: 'stop' waits on
      if (Client != NET_INVALID_SOCKET)
        serve(Client);
    }
  }
  void serve(net_socket_t Client);

  std::thread Thread;
  std::atomic<bool> Running{true};
  net_socket_t Socket;
};

// A function of another file may well shut down first; what is a member of a
// class that is missing may do anything.
class WithFunction {
public:
  void start() { Thread = std::thread(&WithFunction::acceptLoop, this); }
  void stop() {
    Running.store(false);
    closeSocket(Socket);
    Thread.join();
  }

private:
  void acceptLoop() {
    while (Running.load())
      serve(accept(Socket, nullptr, nullptr));
  }
  std::thread Thread;
  std::atomic<bool> Running{true};
  net_socket_t Socket;
};

class Derived : public Endpoint {
public:
  void start() { Thread = std::thread(&Derived::acceptLoop, this); }
  void stop() {
    Running.store(false);
    wakeUp();
    NET_SOCKET_CLOSE(Socket);
    Thread.join();
  }

private:
  void acceptLoop() {
    while (Running.load())
      serve(accept(Socket, nullptr, nullptr));
  }
  std::thread Thread;
  std::atomic<bool> Running{true};
  net_socket_t Socket;
};
