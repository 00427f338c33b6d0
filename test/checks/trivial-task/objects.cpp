// RUN: %threadwise %s trivial-task

// What constructors and destructors do that nobody wrote out, and how large
// what is copied is.

#include <array>
#include <cstring>
#include <memory>
#include <string>
#include <thread>
#include <vector>

void other();
int readConfiguration();
struct Connection {
  Connection();
  ~Connection();
  int Descriptor;
};

struct Settings {
  int Level = readConfiguration();
};
struct Session {
  int Id = 0;
  Connection Peer;
};
struct Logged : Connection {
  int Level = 1;
};
struct Frame {
  char Pixels[100000000];
};
struct Point {
  int X = 1, Y = 2;
};

void defaultOfAMember() {
  std::thread Thread([] { Settings Now; });
  other();
  Thread.join();
}

void memberWithAConstructor() {
  std::thread Thread([] { Session Open; });
  other();
  Thread.join();
}

void baseWithAConstructor() {
  std::thread Thread([] { Logged Open{}; });
  other();
  Thread.join();
}

void takenOver(std::unique_ptr<Connection> &Last,
               std::vector<Connection> &Others) {
  std::thread Thread([&] {
    std::unique_ptr<Connection> Mine(std::move(Last));
    std::vector<Connection> All(std::move(Others));
  });
  other();
  Thread.join();
}

void manyOfThem() {
  std::thread Thread([] { std::array<Connection, 100> All; });
  other();
  Thread.join();
}

void copied(Frame &From, Frame &To, char *Raw) {
  std::thread One([&] { To = From; });
  std::thread Two([&] { std::memcpy(Raw, From.Pixels, sizeof From.Pixels); });
  other();
  One.join();
  Two.join();
}

void cleared(int *First) {
  std::thread Thread([=] {
    int Table[10000000] = {};
    *First = Table[3];
  });
  other();
  Thread.join();
}

void failed(int *Count) {
  std::thread Thread([=] {
    try {
      if (*Count < 0)
        throw 1;
    } catch (int) {
      readConfiguration();
    }
  });
  other();
  Thread.join();
}

void plainMembers(int *Sum) {
  std::thread Thread([=] {
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'std::thread' is started for at most {{[0-9,]+}} ns of work
    Point At;
    *Sum = At.X + At.Y;
  });
  other();
  Thread.join();
}

void shortOnes(int *Sum) {
  std::thread Thread([=] {
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'std::thread' is started for at most {{[0-9,]+}} ns of work
    std::string Name = "none";
    std::vector<int> Few(16);
    auto Held = std::make_unique<int>(3);
    *Sum = Few[3] + *Held;
  });
  other();
  Thread.join();
}
