// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
///
/// Prices of items, for many tenants, from a cache and three replicas.
#include "expect.h"
#include "service.h"

#include <future>

using namespace std::chrono_literals;

namespace {

using Prices = std::map<std::string, int>;

struct Settings {
  unsigned workers = 4;       ///< at the edge: they mostly wait
  std::size_t maxQueued = 16; ///< what is answered within the promise
  int maxCalls = 6;           ///< what the back ends take
  double perSecond = 1000;    ///< requests of one tenant
  double burst = 1000;        ///< of one tenant
  std::chrono::milliseconds refresh = 5ms;
};

class PriceService {
public:
  PriceService(const Settings &settings, BackEnd::Ask ask,
               std::function<Prices()> loadAll)
      : limit(settings.perSecond, settings.burst),
        replicas(3, settings.maxCalls, std::move(ask), signals),
        refresher(settings.refresh,
                  [this, loadAll] { prices.replace(loadAll()); }),
        edge(settings.workers, settings.maxQueued, signals) {}

  /// Calls answer with the price, or with nothing when there is none to be had;
  /// returns false, and does not call it, when the request is refused.
  [[nodiscard]] bool price(const std::string &tenant, const std::string &item,
                           std::function<void(std::optional<int>)> answer) {
    if (!limit.admits(tenant, Clock::now())) {
      ++signals.limited;
      return false;
    }
    return edge.handle([this, item, answer] { answer(find(item)); });
  }

  const Signals &watch() const { return signals; }

private:
  std::optional<int> find(const std::string &item) {
    const std::shared_ptr<const Prices> known = prices.read();
    if (const auto found = known->find(item); found != known->end()) {
      ++signals.answered;
      return found->second;
    }
    try {
      const int price = replicas.lookUp(item);
      ++signals.answered;
      return price;
    } catch (const QuorumLost &) {
      ++signals.failed;
      return std::nullopt;
    }
  }

  Signals signals;
  Snapshot<Prices> prices;
  RateLimit limit;
  BackEnd replicas;
  Background refresher;
  Edge edge; // last: its workers use the members above
};

Prices nothingKnown() { return {}; }

int promptly(std::size_t, const std::string &, std::stop_token) { return 7; }

std::optional<int> ask(PriceService &service, const std::string &item) {
  const auto promise = std::make_shared<std::promise<std::optional<int>>>();
  std::future<std::optional<int>> price = promise->get_future();
  const auto answer = [promise](std::optional<int> found) {
    promise->set_value(found);
  };
  while (!service.price("tenant", item, answer))
    std::this_thread::sleep_for(1ms);
  return price.get();
}

void cachedStateNeedsNoBackEnd() {
  const auto never = [](std::size_t, const std::string &,
                        std::stop_token) -> int {
    throw std::runtime_error("nobody should ask");
  };
  PriceService service({}, never, [] { return Prices{{"tea", 3}}; });
  while (ask(service, "tea") != 3)
    std::this_thread::sleep_for(1ms);
}

void missGoesToTheBackEnd() {
  PriceService service({}, promptly, nothingKnown);
  expect(ask(service, "tea") == 7);
}

void oneSlowReplicaDoesNotMakeTheTail() {
  const auto oneHangs = [](std::size_t replica, const std::string &,
                           std::stop_token stop) {
    const Clock::time_point end = Clock::now() + 20s;
    while (replica == 0 && !stop.stop_requested() && Clock::now() < end)
      std::this_thread::sleep_for(1ms);
    return 7;
  };
  PriceService service({}, oneHangs, nothingKnown);
  const Clock::time_point start = Clock::now();
  expect(ask(service, "tea") == 7);
  expect(Clock::now() - start < 10s);
}

void failureOfAllReplicasIsAnAnswer() {
  const auto down = [](std::size_t, const std::string &,
                       std::stop_token) -> int {
    throw std::runtime_error("down");
  };
  PriceService service({}, down, nothingKnown);
  expect(ask(service, "tea") == std::nullopt);
  expect(service.watch().failed == 1);
}

void tenantThatAsksTooOftenIsLimited() {
  Settings settings;
  settings.perSecond = 0.001;
  settings.burst = 2;
  PriceService service(settings, promptly, nothingKnown);
  const auto ignore = [](std::optional<int>) {};
  expect(service.price("loud", "tea", ignore));
  expect(service.price("loud", "tea", ignore));
  expect(!service.price("loud", "tea", ignore));
  expect(service.price("quiet", "tea", ignore));
  expect(service.watch().limited == 1);
}

void fullServiceRefusesAndTheBoundsHold() {
  Settings settings;
  settings.workers = 2;
  settings.maxQueued = 3;
  settings.maxCalls = 2;
  std::atomic<int> most{0};
  std::promise<void> open;
  const std::shared_future<void> gate = open.get_future().share();
  std::atomic<int> inside{0};
  const auto slowly = [&](std::size_t, const std::string &, std::stop_token) {
    const int now = ++inside;
    for (int seen = most; seen < now && !most.compare_exchange_weak(seen, now);)
      ;
    gate.wait();
    --inside;
    return 7;
  };
  std::atomic<int> answers{0};
  {
    PriceService service(settings, slowly, nothingKnown);
    int taken = 0;
    while (service.watch().refused == 0)
      taken += service.price("tenant", "tea", [&](std::optional<int> price) {
        expect(price == 7);
        ++answers;
      });
    expect(taken >= 3 && taken <= 5);
    open.set_value();
    while (answers < taken)
      std::this_thread::sleep_for(1ms);
    expect(service.watch().queued == 0);
  }
  expect(most <= 2);
}

} // namespace

int main() {
  cachedStateNeedsNoBackEnd();
  missGoesToTheBackEnd();
  oneSlowReplicaDoesNotMakeTheTail();
  failureOfAllReplicasIsAnAnswer();
  tenantThatAsksTooOftenIsLimited();
  fullServiceRefusesAndTheBoundsHold();
}
