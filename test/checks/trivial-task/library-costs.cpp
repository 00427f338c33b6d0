// RUN: %threadwise %s trivial-task

// What the functions of the libraries cost, where how much there is to do
// shows.

#include <algorithm>
#include <atomic>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <future>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <unistd.h>
#include <unordered_map>
#include <vector>

struct Key {
  int Id;
  bool operator<(const Key &Other) const;
};
struct State {
  std::vector<int> V;
  std::string Text;
  char Raw[128];
  std::map<int, int> Ordered;
  std::map<Key, int> ByKey;
  std::unordered_map<int, int> Hashed;
  std::atomic<int> Shared;
};

// One task for each of 1,000.
#define FOR_EACH(WORK)                                                         \
  std::vector<std::future<void>> All;                                          \
  for (int I = 0; I < 1000; ++I)                                               \
    All.push_back(std::async(std::launch::async, [&S, I] { WORK; }));          \
  for (auto &F : All)                                                          \
  F.get()

void block(State &S) {
  FOR_EACH(std::memcpy(S.Raw, S.Raw + 64, 32));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'std::async' is started for at most
}
void blockOfAnySize(State &S, size_t Size) {
  std::vector<std::future<void>> All;
  for (int I = 0; I < 1000; ++I)
    All.push_back(std::async(std::launch::async,
                             [&S, Size] { std::memset(S.Raw, 0, Size); }));
}
void allocated(State &S) {
  FOR_EACH(void *P = std::malloc(16); std::free(P));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'std::async' is started for at most
}
void array(State &S) {
  FOR_EACH(delete[] new int[16]);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'std::async' is started for at most
}
void number(State &S) {
  FOR_EACH(S.V[I] = std::atoi(S.Raw));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'std::async' is started for at most
}
void printed(State &S) {
  FOR_EACH(std::snprintf(S.Raw, 16, "%d", I));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'std::async' is started for at most
}
void printedText(State &S) {
  FOR_EACH(std::snprintf(S.Raw, 16, "%s", S.Text.c_str()));
}
void upper(State &S) {
  FOR_EACH(S.V[I] = std::isupper(I));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'std::async' is started for at most
}
void appended(State &S) {
  FOR_EACH(S.Text += "abc");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'std::async' is started for at most
}
void copiedText(State &S) { FOR_EACH(std::string Copy = S.Text); }
void keyword(State &S) {
  FOR_EACH(S.V[I] = S.Text == "end");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'std::async' is started for at most
}
void twoTexts(State &S, std::string &Other) {
  std::vector<std::future<bool>> All;
  for (int I = 0; I < 1000; ++I)
    All.push_back(std::async(std::launch::async,
                             [&S, &Other] { return S.Text == Other; }));
}
void part(State &S) {
  FOR_EACH(S.V[I] = std::stoi(S.Text.substr(0, 4)));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'std::async' is started for at most
}
void lookedUp(State &S) {
  FOR_EACH(S.V[I] = S.Ordered.find(I) != S.Ordered.end());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'std::async' is started for at most
}
void inserted(State &S) {
  FOR_EACH(S.Ordered[I] = I);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'std::async' is started for at most
}
void ownOrder(State &S) { FOR_EACH(S.V[I] = int(S.ByKey.count(Key{I}))); }
void hashed(State &S) {
  FOR_EACH(S.V[I] = int(S.Hashed.count(I)));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'std::async' is started for at most
}
void held(State &S) {
  FOR_EACH(auto P = std::make_shared<int>(I); S.V[I] = *P);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'std::async' is started for at most
}
void sortedArray(State &S) {
  FOR_EACH(int A[8] = {}; std::sort(A, A + 8); S.V[I] = A[0]);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'std::async' is started for at most
}
void searched(State &S) {
  FOR_EACH(int A[8] = {}; S.V[I] = *std::lower_bound(A, A + 8, I));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'std::async' is started for at most
}
void exchanged(State &S) {
  FOR_EACH(int Old = 0; S.Shared.compare_exchange_strong(Old, I));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'std::async' is started for at most
}
void process(State &S) {
  FOR_EACH(S.V[I] = getpid());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'std::async' is started for at most
}
// It may wait for whoever writes.
void input(State &S) { FOR_EACH(S.V[I] = int(read(0, S.Raw, 16))); }
