// RUN: %threadwise %s unbounded-spawn -std=c++17
//
// Connections and messages from a class of the project's own, one each round.

#include <chrono>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

struct Message {
  std::string Text;
};
void reply(Message M);
struct Socket {
  std::optional<Message> receive();
  std::unique_ptr<Message> poll();
  bool read(Message &M);
  std::shared_ptr<Socket> accept();
};
struct Visitor;
struct Tree {
  int accept(Visitor &V);
};

void inCondition(Socket &S) {
  while (auto M = S.receive())
    std::thread(reply, *M).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per item that 'S.receive()' yields: nothing bounds how many threads run at once
}
void movedOn(Socket &S) {
  while (auto M = S.poll())
    std::thread([M = std::move(M)] { reply(*M); }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per item that 'S.poll()' yields: nothing bounds how many threads run at once
}
void accepted(Socket &S) {
  while (auto Client = S.accept())
    std::thread([Client] { Client->poll(); }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per accepted connection: nothing bounds how many threads run at once
}
void assigned(Socket &S) {
  std::shared_ptr<Socket> Client;
  while ((Client = S.accept()))
    std::thread([Client] { Client->poll(); }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per accepted connection: nothing bounds how many threads run at once
}
void stepped(Socket &S) {
  for (auto Client = S.accept(); Client; Client = S.accept())
    std::thread([Client] { Client->poll(); }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per accepted connection: nothing bounds how many threads run at once
}
void leftInside(Socket &S) {
  for (;;) {
    auto M = S.receive();
    if (!M)
      break;
    std::thread(reply, *M).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per item that 'S.receive()' yields: nothing bounds how many threads run at once
  }
}
void filled(Socket &S) {
  while (true) {
    Message M;
    if (!S.read(M))
      return;
    std::thread(reply, M).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per item that 'S.read(M)' yields: nothing bounds how many threads run at once
  }
}
void collected(Socket &S) {
  std::vector<std::thread> Threads;
  while (auto M = S.receive())
    Threads.emplace_back(reply, *M);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per item that 'S.receive()' yields: nothing bounds how many threads run at once
  for (auto &T : Threads)
    T.join();
}

// Joined before the next, one at a time, or not about what is received.
void joined(Socket &S) {
  while (auto M = S.receive()) {
    std::thread Thread(reply, *M);
    Thread.join();
  }
}
void timer(Socket &S) {
  for (;;) {
    auto M = S.poll();
    std::this_thread::sleep_for(std::chrono::seconds(60));
    std::thread([] { reply({}); }).detach();
  }
}
void visited(Tree &T, Visitor &V) {
  while (T.accept(V) == 0)
    std::thread([] { reply({}); }).detach();
}

namespace {
void serveOne(std::shared_ptr<Socket> Client) {
  std::thread([Client] { Client->poll(); }).detach();
}
} // namespace
void startUp() { serveOne(std::make_shared<Socket>()); }
