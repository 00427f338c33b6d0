// RUN: %threadwise %s serial-spawn -std=c++17 --allow-errors

#include "renderer.h"
#include <future>
#include <thread>
#include <vector>

void Renderer::reload() {
  auto task = std::async(std::launch::async, &Renderer::load, this);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'std::async' is started and waited for at once: nothing runs beside it
  task.get();
}

void Renderer::connected(const std::string &cause) {
  std::async(std::launch::async, &Callback::connected, callback_, cause);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the future of 'std::async' is discarded: its destructor waits, so the call runs as if it were made directly
}

void Renderer::draw(Frame frame) {
  std::thread worker(&Renderer::decode, this, frame);
  present(previous_);
  worker.join();
}

// What clang drops lies in between all the same.
void Renderer::sort(int *first, int *last) {
  auto left = std::async(std::launch::async, &Renderer::sort, this, first, last);
  sort(first, last);
  left.wait();
}

// The arguments fit nothing that is declared.
static int combine(Node a, Node b);
int Renderer::merge(unsigned a, unsigned b) {
  auto future = std::async(combine, a, b, depth_);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'std::async' is started and waited for at once: nothing runs beside it
  return future.get();
}

// What owns a thread is asked for the pointer, which is no wait.
class Group {
public:
  template <class Function> std::thread *add(Function function) {
    util::owner<std::thread> created(new std::thread(function));
    threads.push_back(created.get());
    return created.release();
  }

private:
  std::vector<std::thread *> threads;
};
