// RUN: %threadwise %s unbounded-spawn -std=c++17 --allow-errors
// REQUIRES: llvm-22-or-later
//
// Boost is missing: an acceptor says by its name or its type what it accepts,
// and a name that only handlers are registered by says so. Older clang drops the calls.

#include <boost/not-here/asio.hpp>
#include <string>
#include <thread>

using boost::asio::ip::tcp;
void session(tcp::socket Socket);

void server(boost::asio::io_context &Io, unsigned short Port) {
  tcp::acceptor A(Io, tcp::endpoint(tcp::v4(), Port));
  for (;;)
    std::thread(session, A.accept()).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per accepted connection: nothing bounds how many threads run at once
}

class Server {
public:
  void startAccept() {
    Acceptor.async_accept([this](boost::system::error_code, tcp::socket Socket) {
      std::thread([Socket = std::move(Socket)]() mutable { session(std::move(Socket)); }).detach();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'std::thread' called once per event: nothing bounds how many threads run at once
      startAccept();
    });
  }
  void loop(boost::asio::io_context &Io) {
    for (;;) {
      tcp::socket Socket(Io);
      Acceptor.accept(Socket);
      std::thread(session, std::move(Socket)).detach();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'std::thread' called once per accepted connection: nothing bounds how many threads run at once
    }
  }
  // A visitor, and a lambda of which nothing says how often it is called.
  void visit(Node &Root, Printer &P) {
    for (;;) {
      Root.accept(P);
      std::thread([] { work(); }).detach();
    }
  }
  void compute(Cache &C) {
    C.Get("key", [] { std::thread([] { work(); }).detach(); });
    C.get_or_make("key", [] { std::thread([] { work(); }).detach(); });
  }

private:
  static void work();
  tcp::acceptor Acceptor;
};
