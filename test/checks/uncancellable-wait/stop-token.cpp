// RUN: %threadwise %s uncancellable-wait -std=c++20
#include <condition_variable>
#include <deque>
#include <mutex>
#include <stop_token>
#include <thread>

class Reader {
public:
  void run(std::stop_token Token) {
    while (!Token.stop_requested()) {
      std::unique_lock<std::mutex> Lock(M);
      Wake.wait(Lock, [this] { return !Queue.empty(); });
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'wait' is not given the stop token 'Token': a request to stop does not wake it
      Queue.pop_front();
    }
  }
  void runWithToken(std::stop_token Token) {
    while (!Token.stop_requested()) {
      std::unique_lock<std::mutex> Lock(M);
      if (!Wake.wait(Lock, Token, [this] { return !Queue.empty(); }))
        return;
      Queue.pop_front();
    }
  }
  void runWithCallback(std::stop_token Token) {
    std::stop_callback Woken(Token, [this] {
      std::lock_guard<std::mutex> Lock(M);
      Wake.notify_all();
    });
    std::unique_lock<std::mutex> Lock(M);
    Wake.wait(Lock, [&] { return Token.stop_requested() || !Queue.empty(); });
  }

private:
  std::mutex M;
  std::condition_variable_any Wake;
  std::deque<int> Queue;
};
