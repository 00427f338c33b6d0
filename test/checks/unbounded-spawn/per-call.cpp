// RUN: %threadwise %s unbounded-spawn -std=c++11-or-later --both-stdlibs
//
// No loop in sight: the function is entered once per request.

#include <functional>
#include <future>
#include <list>
#include <memory>
#include <string>
#include <thread>
#include <vector>

struct Connection {
  std::string read();
  void write(const std::string &);
};

class Handler {
public:
  virtual ~Handler() = default;
  virtual void onRequest(std::shared_ptr<Connection> C) = 0;
};

class Echo : public Handler {
public:
  void onRequest(std::shared_ptr<Connection> C) override {
    std::thread([C] { C->write(C->read()); }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per call of 'Echo::onRequest': nothing bounds how many threads run at once
  }
};

class Archive {
public:
  ~Archive() {
    for (auto &T : Threads)
      T.join();
  }
  void save(std::shared_ptr<Connection> C) {
    Threads.emplace_back([C] { C->read(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per call of 'Archive::save': nothing bounds how many threads run at once
  }

private:
  std::list<std::thread> Threads;
};

void inBackground(std::function<void()> Work) {
  std::thread(std::move(Work)).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'std::thread' called once per call of 'inBackground': nothing bounds how many threads run at once
}

// Entered once per element by a caller in sight.
static void startOne(int Level) {
  std::thread([Level] { (void)Level; }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'std::thread' called once per call of 'startOne': nothing bounds how many threads run at once
}
void startMany(const std::vector<int> &Levels) {
  for (int Level : Levels)
    startOne(Level);
}

// Registered, to be entered per event.
struct Bus {
  void subscribe(std::function<void(std::string)> F);
};
void listen(Bus &B) {
  B.subscribe([](std::string Event) {
    std::thread([Event] { (void)Event; }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per event: nothing bounds how many threads run at once
  });
}

// Once in an object's or the program's life.
class Service {
public:
  Service() {
    Worker = std::thread([this] { loop(); });
    std::thread([this] { loop(); }).detach();
  }
  void start() { std::thread([this] { loop(); }).detach(); }

private:
  void loop();
  std::thread Worker;
};

class Lazy {
public:
  void wake(std::shared_ptr<Connection> C) {
    if (Started)
      return;
    Started = true;
    std::thread([C] { C->read(); }).detach();
  }

private:
  bool Started = false;
};

class Limited {
public:
  bool serve(std::shared_ptr<Connection> C) {
    if (Active >= 16)
      return false;
    ++Active;
    std::thread([this, C] {
      C->read();
      --Active;
    }).detach();
    return true;
  }

private:
  int Active = 0;
};

// Each call adds a future to those that somebody else waits for; a task of
// std::async ends by itself, so they are no standing workers.
class Checksums {
public:
  void sector(const char *Data) {
    Jobs.push_back(std::async(std::launch::async, [this] { compute(); }));
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'std::async' called once per call of 'Checksums::sector': nothing bounds how many threads run at once
  }
  void startWorkers() {
    Jobs.push_back(std::async(std::launch::async, [this] { compute(); }));
  }
  void serve() {
    Jobs.push_back(std::async(std::launch::async, [this] {
      while (!Stop)
        compute();
    }));
  }
  void few() {
    if (Jobs.size() < 8)
      Jobs.push_back(std::async(std::launch::async, [this] { compute(); }));
  }
  void wait() {
    for (auto &Job : Jobs)
      Job.get();
    Jobs.clear();
  }

private:
  void compute();
  std::vector<std::future<void>> Jobs;
  bool Stop = false;
};

// The caller's to decide.
std::future<std::string> readLater(std::shared_ptr<Connection> C) {
  return std::async(std::launch::async, [C] { return C->read(); });
}

// A number that stands for a client, and an object that comes into being.
void probe(unsigned client_id) {
  std::thread([client_id] { (void)client_id; }).detach();
}
struct View {
  void onCreateView(int width) {
    std::thread([width] { (void)width; }).detach();
  }
};

// Whoever hands over a promise waits for it.
class VersionCheck {
public:
  void operator()(std::promise<bool> done) {
    std::thread(&VersionCheck::ask, std::move(done)).detach();
  }

private:
  static void ask(std::promise<bool> done);
};

int main() {
  std::thread([] {}).detach();
  return 0;
}
