// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
///
/// A game room: a state machine that many feed and one owner runs.
#include "expect.h"
#include "strand.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <future>
#include <map>
#include <memory>
#include <string>

using namespace std::chrono_literals;

namespace {

/// The state. It knows nothing of threads: only its owner calls it.
class Game {
public:
  void join(const std::string &player) { positions.emplace(player, 0); }
  void leave(const std::string &player) { positions.erase(player); }
  void step(const std::string &player, int distance) {
    const auto found = positions.find(player);
    if (found != positions.end())
      found->second += distance;
  }
  void tick() { ++ticks; }

  std::map<std::string, int> positions;
  unsigned long ticks = 0;
};

/// The room: each call leaves a message for the owner and returns at once, or
/// says that the room is too busy.
class Room {
public:
  explicit Room(Pool &pool) : strand(pool, /*capacity=*/64) {}

  [[nodiscard]] bool join(std::string player) {
    return strand.post(
        [this, player = std::move(player)] { game.join(player); });
  }
  [[nodiscard]] bool leave(std::string player) {
    return strand.post(
        [this, player = std::move(player)] { game.leave(player); });
  }
  [[nodiscard]] bool step(std::string player, int distance) {
    return strand.post([this, player = std::move(player), distance] {
      game.step(player, distance);
    });
  }
  [[nodiscard]] bool tick() {
    return strand.post([this] { game.tick(); });
  }
  /// The copy is made by the owner, between two messages.
  [[nodiscard]] bool snapshot(std::function<void(Game)> receive) {
    return strand.post([this, receive = std::move(receive)] { receive(game); });
  }

private:
  Game game;
  Strand strand; // last: what it runs uses the game
};

/// Ticks all rooms at 60 Hz. A room that is too busy misses a tick.
class Metronome {
public:
  explicit Metronome(std::vector<std::unique_ptr<Room>> &rooms)
      : thread([this, &rooms](std::stop_token stop) { beat(rooms, stop); }) {}

  unsigned long missed() const { return missedTicks; }

private:
  void beat(std::vector<std::unique_ptr<Room>> &rooms, std::stop_token stop) {
    constexpr auto period = std::chrono::nanoseconds(1s) / 60;
    auto next = std::chrono::steady_clock::now();
    std::mutex mutex;
    std::condition_variable_any never;
    while (!stop.stop_requested()) {
      for (const std::unique_ptr<Room> &room : rooms)
        missedTicks += !room->tick();
      next += period;
      std::unique_lock lock(mutex);
      never.wait_until(lock, stop, next, [] { return false; });
    }
  }

  std::atomic<unsigned long> missedTicks{0};
  std::jthread thread; // last: it uses the member above
};

Game snapshotOf(Room &room) {
  const auto promise = std::make_shared<std::promise<Game>>();
  std::future<Game> game = promise->get_future();
  while (!room.snapshot([promise](Game copy) { promise->set_value(copy); }))
    std::this_thread::sleep_for(1ms);
  return game.get();
}

void feed(Room &room, const std::string &player, std::atomic<int> &taken) {
  for (int i = 0; i < 1000; ++i)
    if (room.step(player, 1))
      ++taken;
}

/// Eight players feed one room without a lock in sight, and no step is lost
/// that the room took.
void everyStepThatIsTakenCounts() {
  constexpr int players = 8;
  Pool pool(2, /*maxStrands=*/1);
  Room room(pool);
  std::vector<std::atomic<int>> taken(players);
  for (int i = 0; i < players; ++i)
    expect(room.join("player " + std::to_string(i)));
  {
    std::vector<std::jthread> threads;
    for (int i = 0; i < players; ++i)
      threads.emplace_back([&room, &taken, i] {
        feed(room, "player " + std::to_string(i), taken[i]);
      });
  }
  const Game game = snapshotOf(room);
  for (int i = 0; i < players; ++i)
    expect(game.positions.at("player " + std::to_string(i)) == taken[i]);
}

/// What is too much is refused at the edge.
void fullInboxRefuses() {
  std::promise<void> open, entered;
  const std::shared_future<void> gate = open.get_future().share();
  Pool pool(1, /*maxStrands=*/1);
  Strand strand(pool, /*capacity=*/4); // after what its messages use
  expect(strand.post([&] {
    entered.set_value();
    gate.wait();
  }));
  entered.get_future().wait();
  for (int i = 0; i < 4; ++i)
    expect(strand.post([] {}));
  expect(!strand.post([] {}));
  open.set_value();
}

void roomsTick() {
  Pool pool(2, /*maxStrands=*/100);
  std::vector<std::unique_ptr<Room>> rooms;
  for (int i = 0; i < 100; ++i)
    rooms.push_back(std::make_unique<Room>(pool));
  {
    const Metronome metronome(rooms);
    while (snapshotOf(*rooms.back()).ticks < 6)
      std::this_thread::sleep_for(5ms);
  }
  for (const std::unique_ptr<Room> &room : rooms)
    expect(snapshotOf(*room).ticks >= 1);
}

void whoLeftIsNotMoved() {
  Pool pool(1, /*maxStrands=*/1);
  Room room(pool);
  expect(room.join("ada"));
  expect(room.leave("ada"));
  expect(room.step("ada", 1));
  expect(snapshotOf(room).positions.empty());
}

} // namespace

int main() {
  everyStepThatIsTakenCounts();
  fullInboxRefuses();
  roomsTick();
  whoLeftIsNotMoved();
}
