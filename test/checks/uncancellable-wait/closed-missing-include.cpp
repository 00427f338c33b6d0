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

// A base class of another file starts the thread, and joins it.
void Server::listen() {
  while (isRunning_) {
    int connection = accept(listener_, nullptr, nullptr);
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'accept' blocks on 'listener_', and closing the descriptor does not wake it: the loop that should stop waits on
    if (connection >= 0)
      serve(connection);
  }
}
bool Server::stopListening() {
  close(listener_);
  return Base::stopListening();
}

// It is shut down first.
void QuietServer::listen() {
  while (isRunning_)
    serve(accept(quiet_, nullptr, nullptr));
}
void QuietServer::stopListening() {
  shutdown(quiet_, SHUT_RDWR);
  close(quiet_);
}

// Asked before it is accepted on.
void PollingServer::listen() {
  while (isRunning_)
    if (isReadable(polled_))
      serve(accept(polled_, nullptr, nullptr));
}
void PollingServer::stopListening() { close(polled_); }

// Closed when the loop is over.
void OnceServer::listen() {
  while (isRunning_)
    serve(accept(once_, nullptr, nullptr));
  release();
}
void OnceServer::release() { close(once_); }
