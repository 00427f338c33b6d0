// RUN: %threadwise %s unbounded-spawn -std=c++17
//
// A call through the base is a call of what overrides it.

#include <memory>
#include <string>
#include <thread>
#include <vector>

void work();

struct Task {
  virtual ~Task();
  virtual void execute() = 0;
};
struct Background : Task {
  void execute() override {
    std::thread([] { work(); }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per call of 'Background::execute': nothing bounds how many threads run at once
  }
};
struct Direct : Task {
  void execute() override { work(); }
};
void runAll(std::vector<std::unique_ptr<Task>> &Tasks) {
  for (auto &T : Tasks)
    T->execute();
}

struct Job {
  virtual ~Job();
  virtual void run() = 0;
};
struct Indexed : Job {
  std::vector<std::thread> Threads;
  void run() override {
    Threads.emplace_back([] { work(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per call of 'Indexed::run': nothing bounds how many threads run at once
  }
};
struct Scheduler {
  std::vector<Job *> Due();
  void turn() {
    for (Job *J : Due())
      J->run();
  }
};

// The parts of a program are started once each.
struct Module {
  virtual ~Module();
  virtual void start() = 0;
  virtual void attachTo(int Level) = 0;
};
struct Network : Module {
  void start() override {
    std::thread([] { work(); }).detach();
  }
  void attachTo(int) override {
    std::thread([this] {
      while (!Stop)
        work();
    }).detach();
  }
  volatile bool Stop = false;
};
void startAll(std::vector<std::unique_ptr<Module>> &Modules) {
  for (auto &M : Modules) {
    M->start();
    M->attachTo(1);
  }
}

// Called for one object, once.
struct Report {
  virtual ~Report();
  virtual void print() = 0;
};
struct Slow : Report {
  void print() override {
    std::thread([] { work(); }).detach();
  }
};
void printOne(Report &R) { R.print(); }
