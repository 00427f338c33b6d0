// RUN: %threadwise %s unbounded-spawn -std=c++17
//
// A callable that a class keeps is entered where the class calls what it keeps.

#include <functional>
#include <map>
#include <string>
#include <thread>
#include <vector>

void work();
struct Request {
  std::string Path;
};

class Router {
public:
  void route(const std::string &Path, std::function<void(const Request &)> F) {
    Handlers[Path] = std::move(F);
  }
  void alsoRoute(const std::string &Path, std::function<void(const Request &)> F) {
    route(Path, std::move(F));
  }
  void whenClosed(std::function<void()> F) { Closed = std::move(F); }
  void loop() {
    for (;;) {
      Request R = next();
      auto It = Handlers.find(R.Path);
      if (It != Handlers.end())
        It->second(R);
    }
  }
  ~Router() {
    if (Closed)
      Closed();
  }

private:
  Request next();
  std::map<std::string, std::function<void(const Request &)>> Handlers;
  std::function<void()> Closed;
};

void set(Router &R) {
  R.route("/a", [](const Request &) {
    std::thread([] { work(); }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per item that 'next()' yields: nothing bounds how many threads run at once
  });
  R.alsoRoute("/b", [](const Request &) {
    std::thread([] { work(); }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per item that 'next()' yields: nothing bounds how many threads run at once
  });
  R.whenClosed([] { std::thread([] { work(); }).detach(); });
}

static void serveIndex(const Request &) {
  std::thread([] { work(); }).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'std::thread' called once per call of 'serveIndex': nothing bounds how many threads run at once
}
void setFunction(Router &R) { R.route("/index", serveIndex); }

// A loop through what is kept calls each of them once.
class Startup {
public:
  void add(std::function<void()> F) { Steps.push_back(std::move(F)); }
  void runAll() {
    for (auto &Step : Steps)
      Step();
  }

private:
  std::vector<std::function<void()>> Steps;
};
void setSteps(Startup &S) {
  S.add([] { std::thread([] { work(); }).detach(); });
}

namespace httplib {
struct Request;
struct Response;
class Server {
public:
  using Handler = std::function<void(const Request &, Response &)>;
  Server &Get(const std::string &Pattern, Handler H);
};
} // namespace httplib
void page(httplib::Server &S) {
  S.Get("/x", [](const httplib::Request &, httplib::Response &) {
    std::thread([] { work(); }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per event: nothing bounds how many threads run at once
  });
}

namespace boost::signals2 {
template <class Signature> class signal {
public:
  template <class F> void connect(F Slot);
};
} // namespace boost::signals2
struct Button {
  boost::signals2::signal<void()> Clicked;
  void set() {
    Clicked.connect([] { std::thread([] { work(); }).detach(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'std::thread' called once per event: nothing bounds how many threads run at once
  }
};

// Of what is not in sight nothing is known.
struct Unseen {
  void configure(std::function<void()> Step);
};
void configureOnce(Unseen &U) {
  U.configure([] { std::thread([] { work(); }).detach(); });
}
