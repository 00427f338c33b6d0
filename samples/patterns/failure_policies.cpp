// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
///
/// Asks replicas for a price, under each of the three policies.
#include "failure_policies.h"
#include "expect.h"

#include <algorithm>
#include <chrono>
#include <string>

using namespace std::chrono_literals;

namespace {

struct Unreachable : std::runtime_error {
  explicit Unreachable(std::size_t replica)
      : std::runtime_error("replica " + std::to_string(replica)) {}
};

/// Waits in small steps, so that a stop is seen.
void answerAfter(std::chrono::milliseconds delay, const std::stop_token &stop) {
  const auto end = std::chrono::steady_clock::now() + delay;
  while (!stop.stop_requested() && std::chrono::steady_clock::now() < end)
    std::this_thread::sleep_for(1ms);
}

void firstErrorStopsTheSiblings() {
  std::atomic<int> stopped{0};
  const auto ask = [&](std::size_t replica, std::stop_token stop) {
    if (replica == 1)
      throw Unreachable(replica);
    answerAfter(20s, stop);
    stopped += stop.stop_requested();
    return 100;
  };
  const auto start = std::chrono::steady_clock::now();
  try {
    allOrNothing(4, 4, ask);
    expect(false);
  } catch (const Unreachable &error) {
    expect(error.what() == std::string("replica 1"));
  }
  expect(std::chrono::steady_clock::now() - start < 10s);
  expect(stopped <= 3);
}

void allResultsComeInOrder() {
  const auto square = [](std::size_t i, std::stop_token) { return i * i; };
  const std::vector<std::size_t> squares = allOrNothing(5, 2, square);
  expect(squares == std::vector<std::size_t>{0, 1, 4, 9, 16});
}

void bestEffortLosesNothing() {
  const auto ask = [](std::size_t replica, std::stop_token) {
    if (replica % 2 == 1)
      throw Unreachable(replica);
    return static_cast<int>(replica);
  };
  const std::vector<Outcome<int>> outcomes = bestEffort(6, 3, ask);
  expect(outcomes.size() == 6);
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    expect(outcomes[i].value.has_value() == (i % 2 == 0));
    expect((outcomes[i].error != nullptr) == (i % 2 == 1));
  }
}

void quorumDoesNotWaitForTheSlowest() {
  const auto ask = [](std::size_t replica, std::stop_token stop) {
    answerAfter(replica == 2 ? 20s : 1ms, stop);
    return 100;
  };
  const auto start = std::chrono::steady_clock::now();
  expect(quorum(2, 3, 3, ask).size() == 2);
  expect(std::chrono::steady_clock::now() - start < 10s);
}

void lostQuorumIsAnError() {
  const auto ask = [](std::size_t replica, std::stop_token) {
    if (replica != 0)
      throw Unreachable(replica);
    return 100;
  };
  try {
    quorum(2, 3, 3, ask);
    expect(false);
  } catch (const QuorumLost &error) {
    expect(error.what() == std::string("fewer than 2 of 3 parts succeeded"));
  }
}

void neverMoreThanTheLimit() {
  std::atomic<int> alive{0}, most{0};
  const auto part = [&](std::size_t, std::stop_token stop) {
    const int now = ++alive;
    for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);)
      ;
    answerAfter(2ms, stop);
    --alive;
    return 0;
  };
  allOrNothing(40, 4, part);
  expect(most >= 1 && most <= 4);
}

} // namespace

int main() {
  firstErrorStopsTheSiblings();
  allResultsComeInOrder();
  bestEffortLosesNothing();
  quorumDoesNotWaitForTheSlowest();
  lostQuorumIsAnError();
  neverMoreThanTheLimit();
}
