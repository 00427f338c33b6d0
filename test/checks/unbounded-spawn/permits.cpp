// RUN: %threadwise %s unbounded-spawn -std=c++20
//
// A permit that is taken only if there is one bounds the number as well, where
// somebody looks at what the try says.

#include <chrono>
#include <memory>
#include <mutex>
#include <semaphore.h>
#include <semaphore>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace std::chrono_literals;

void serve(int Fd);
void store(const std::string &Page);

std::counting_semaphore<64> Room(64);

void refused(int Listener) {
  for (;;) {
    int Fd = accept(Listener, nullptr, nullptr);
    if (!Room.try_acquire()) {
      close(Fd);
      continue;
    }
    std::thread([Fd] {
      serve(Fd);
      Room.release();
    }).detach();
  }
}

void onlyWithRoom(int Listener) {
  for (;;) {
    int Fd = accept(Listener, nullptr, nullptr);
    if (Room.try_acquire())
      std::thread([Fd] {
        serve(Fd);
        Room.release();
      }).detach();
    else
      close(Fd);
  }
}

void triedAgain(int Listener) {
  for (;;) {
    int Fd = accept(Listener, nullptr, nullptr);
    while (!Room.try_acquire_for(1s)) {
    }
    std::thread([Fd] {
      serve(Fd);
      Room.release();
    }).detach();
  }
}

void remembered(int Listener) {
  for (;;) {
    int Fd = accept(Listener, nullptr, nullptr);
    const bool HasRoom = Room.try_acquire();
    if (!HasRoom)
      continue;
    std::thread(serve, Fd).detach();
  }
}

sem_t Places;
void ofPosix(int Listener) {
  for (;;) {
    int Fd = accept(Listener, nullptr, nullptr);
    if (sem_trywait(&Places) != 0) {
      close(Fd);
      continue;
    }
    std::thread([Fd] {
      serve(Fd);
      sem_post(&Places);
    }).detach();
  }
}

// Nobody looks: it starts whatever the semaphore says.
void ignored(int Listener) {
  for (;;) {
    int Fd = accept(Listener, nullptr, nullptr);
    Room.try_acquire();
    std::thread(serve, Fd).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per accepted connection: nothing bounds how many threads run at once
  }
}

class Sessions {
public:
  void onConnection(int Fd) {
    if (!Free.try_acquire())
      return;
    std::thread([this, Fd] {
      serve(Fd);
      Free.release();
    }).detach();
  }
  void onUnlimited(int Fd) {
    std::thread([Fd] { serve(Fd); }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per call of 'Sessions::onUnlimited': nothing bounds how many threads run at once
  }

private:
  std::counting_semaphore<8> Free{8};
};

// A guard object that the task shares takes it in its constructor.
struct Permit {
  explicit Permit(std::counting_semaphore<64> &From) : From(From) {
    From.acquire();
  }
  ~Permit() { From.release(); }
  std::counting_semaphore<64> &From;
};
void guarded(const std::vector<std::string> &Pages) {
  for (const auto &Page : Pages) {
    auto Held = std::make_shared<Permit>(Room);
    std::thread([Held, Page] { store(Page); }).detach();
  }
}

// A limit that another file keeps.
bool isFull();
void askedFirst(int Listener) {
  for (;;) {
    int Fd = accept(Listener, nullptr, nullptr);
    if (isFull()) {
      close(Fd);
      continue;
    }
    std::thread(serve, Fd).detach();
  }
}
