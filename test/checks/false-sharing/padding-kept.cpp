// RUN: %threadwise %s false-sharing -std=c++17

// Layout that the code visibly relies on stays as it is.

#include <atomic>
#include <cstddef>
#include <cstring>
#include <new>
#include <thread>
#include <type_traits>
#include <unistd.h>
#include <vector>

void work();
std::atomic<bool> stop{false};

struct Copied {
  long Count;
};
// CHECK-MESSAGES: :[[@LINE-3]]:8: warning: each thread writes
// CHECK-FIXES: {{^}}struct Copied {
void save(char *To, const Copied &C) { std::memcpy(To, &C, 8); }

struct Written {
  long Count;
};
// CHECK-MESSAGES: :[[@LINE-3]]:8: warning: each thread writes
// CHECK-FIXES: {{^}}struct Written {
bool save(int File, const Written &W) { return ::write(File, &W, 8) == 8; }

struct Seen {
  long Count;
};
// CHECK-MESSAGES: :[[@LINE-3]]:8: warning: each thread writes
// CHECK-FIXES: {{^}}struct Seen {
const char *bytesOf(const Seen &S) { return reinterpret_cast<const char *>(&S); }

struct Found {
  long Count;
};
// CHECK-MESSAGES: :[[@LINE-3]]:8: warning: each thread writes
// CHECK-FIXES: {{^}}struct Found {
constexpr std::size_t Begin = offsetof(Found, Count);

struct Viewed {
  long Count;
};
// CHECK-MESSAGES: :[[@LINE-3]]:8: warning: each thread writes
// CHECK-FIXES: {{^}}struct Viewed {
union View {
  Viewed As;
  unsigned char Raw[8];
};

struct Asserted {
  long Count;
};
// CHECK-MESSAGES: :[[@LINE-3]]:8: warning: each thread writes
// CHECK-FIXES: {{^}}struct Asserted {
static_assert(std::has_unique_object_representations_v<Asserted>, "hashed as bytes");

// Handed to a thread as it is: nobody looks at its bytes.
struct Handed {
  long Count;
};
// CHECK-MESSAGES: :[[@LINE-3]]:8: warning: each thread writes
// CHECK-FIXES: {{^}}struct alignas(std::hardware_destructive_interference_size) Handed {
void *start(Handed *H) { return H; }

#define COUNT_EACH(Type)                                                       \
  void count##Type(int N) {                                                    \
    std::vector<Type> Slots(N);                                                \
    std::vector<std::thread> All;                                              \
    for (int I = 0; I < N; ++I)                                                \
      All.emplace_back([&Slots, I] {                                           \
        while (!stop) {                                                        \
          work();                                                              \
          Slots[I].Count++;                                                    \
        }                                                                      \
      });                                                                      \
    for (std::thread & T : All)                                                \
      T.join();                                                                \
  }
COUNT_EACH(Copied)
COUNT_EACH(Written)
COUNT_EACH(Seen)
COUNT_EACH(Found)
COUNT_EACH(Viewed)
COUNT_EACH(Asserted)
COUNT_EACH(Handed)
