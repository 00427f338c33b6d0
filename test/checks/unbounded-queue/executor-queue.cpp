// Loops that hand a task to an executor for each item from outside.
// RUN: %threadwise %s unbounded-queue -std=c++20
#include <boost/asio/dispatch.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <atomic>
#include <chrono>
#include <future>
#include <iostream>
#include <semaphore>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <vector>

void handle(int socket);
void parse(const std::string &line);

class Server {
public:
  void serve(int listener) {
    for (;;) {
      const int socket = accept(listener, nullptr, nullptr);
      if (socket < 0)
        break;
      boost::asio::post(pool_, [socket] { handle(socket); });
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: nothing holds this 'boost::asio::post' back: tasks pile up as long as items come faster than they are worked on
    }
  }
  // In a function of its own.
  void receive(int socket) {
    char buffer[512];
    ssize_t size = 0;
    while ((size = recv(socket, buffer, sizeof buffer, 0)) > 0)
      queue(std::string(buffer, static_cast<size_t>(size)));
  }

private:
  void queue(std::string text) {
    boost::asio::post(context_, [text] { parse(text); });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing holds this 'boost::asio::post' back
  }
  boost::asio::thread_pool pool_{4};
  boost::asio::io_context context_;
};
void readAll(boost::asio::thread_pool &pool) {
  std::string line;
  while (std::getline(std::cin, line))
    boost::asio::post(pool, [line] { parse(line); });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: nothing holds this 'boost::asio::post' back
  pool.join();
}

// A permit; a count; a wait; a pace.
std::counting_semaphore<64> room(64);
void permits(int listener, boost::asio::thread_pool &pool) {
  for (;;) {
    const int socket = accept(listener, nullptr, nullptr);
    room.acquire();
    boost::asio::post(pool, [socket] {
      handle(socket);
      room.release();
    });
  }
}
void refuses(int listener, boost::asio::thread_pool &pool) {
  for (;;) {
    const int socket = accept(listener, nullptr, nullptr);
    if (!room.try_acquire())
      continue;
    boost::asio::post(pool, [socket] {
      handle(socket);
      room.release();
    });
  }
}
std::atomic<int> queued{0};
void counts(int listener, boost::asio::thread_pool &pool) {
  for (;;) {
    const int socket = accept(listener, nullptr, nullptr);
    if (queued >= 100)
      continue;
    ++queued;
    boost::asio::post(pool, [socket] {
      handle(socket);
      --queued;
    });
  }
}
void waits(boost::asio::thread_pool &pool) {
  std::string line;
  while (std::getline(std::cin, line)) {
    std::promise<void> done;
    boost::asio::post(pool, [&] {
      parse(line);
      done.set_value();
    });
    done.get_future().wait();
  }
}
void paced(int listener, boost::asio::thread_pool &pool) {
  for (;;) {
    const int socket = accept(listener, nullptr, nullptr);
    boost::asio::post(pool, [socket] { handle(socket); });
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
  }
}

// What is in memory already, a number that was chosen, a call that runs it.
void known(const std::vector<std::string> &lines, int n,
           boost::asio::thread_pool &pool) {
  for (const std::string &line : lines)
    boost::asio::post(pool, [&line] { parse(line); });
  for (int i = 0; i < n; ++i)
    boost::asio::post(pool, [i] { handle(i); });
}
void inPlace(int listener, boost::asio::thread_pool &pool) {
  for (;;) {
    const int socket = accept(listener, nullptr, nullptr);
    boost::asio::dispatch(pool, [socket] { handle(socket); });
  }
}
