// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
///
/// A bounded fan-out, and the three policies for partial failure.
///
/// A part is called as `part(index, stop)`, on one of at most `limit` threads.
/// It returns its result, or throws; a long one looks at `stop` meanwhile.
#pragma once

#include <atomic>
#include <cstddef>
#include <exception>
#include <mutex>
#include <optional>
#include <stdexcept>
#include <stop_token>
#include <thread>
#include <type_traits>
#include <utility>
#include <vector>

/// What became of one part.
template <typename T> struct Outcome {
  std::optional<T> value;
  std::exception_ptr error; ///< set when there is no value
};

template <typename Part>
using ResultOf = std::invoke_result_t<Part, std::size_t, std::stop_token>;

/// Calls body(index) for each index below count, at most limit at a time, until
/// all are done or a stop is requested. The body does not throw.
template <typename Body>
void fanOut(std::size_t count, unsigned limit, std::stop_token stop,
            Body body) {
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i; !stop.stop_requested() && (i = next++) < count;)
      body(i);
  };
  std::vector<std::jthread> workers; // joined at the end of the scope
  for (unsigned i = 0; i < limit && i < count; ++i)
    workers.emplace_back(work);
}

/// All or nothing: the first error stops the siblings and is thrown once they
/// have ended. Otherwise the results, in the order of the parts.
template <typename Part>
std::vector<ResultOf<Part>> allOrNothing(std::size_t count, unsigned limit,
                                         Part part) {
  std::vector<std::optional<ResultOf<Part>>> results(count);
  std::stop_source stop;
  std::mutex mutex;
  std::exception_ptr first;
  fanOut(count, limit, stop.get_token(), [&](std::size_t i) {
    try {
      results[i] = part(i, stop.get_token());
    } catch (...) {
      const std::lock_guard lock(mutex);
      if (!first)
        first = std::current_exception();
      stop.request_stop();
    }
  });
  if (first)
    std::rethrow_exception(first);

  std::vector<ResultOf<Part>> all;
  all.reserve(count);
  for (std::optional<ResultOf<Part>> &result : results)
    all.push_back(std::move(*result));
  return all;
}

/// Best effort: every part runs, whatever becomes of the others, and nothing is
/// lost: each outcome is a value or the error.
template <typename Part>
std::vector<Outcome<ResultOf<Part>>> bestEffort(std::size_t count,
                                                unsigned limit, Part part) {
  std::vector<Outcome<ResultOf<Part>>> outcomes(count);
  const std::stop_source never;
  fanOut(count, limit, never.get_token(), [&](std::size_t i) {
    try {
      outcomes[i].value = part(i, never.get_token());
    } catch (...) {
      outcomes[i].error = std::current_exception();
    }
  });
  return outcomes;
}

/// Thrown when too many parts failed for a quorum.
struct QuorumLost : std::runtime_error {
  QuorumLost(std::size_t needed, std::size_t count)
      : std::runtime_error("fewer than " + std::to_string(needed) + " of " +
                           std::to_string(count) + " parts succeeded") {}
};

/// Quorum: the first `needed` results in the order of their arrival. The rest
/// is stopped, as are all when the quorum can no longer be reached.
template <typename Part>
std::vector<ResultOf<Part>> quorum(std::size_t needed, std::size_t count,
                                   unsigned limit, Part part) {
  std::vector<ResultOf<Part>> results;
  std::size_t failed = 0;
  std::stop_source stop;
  std::mutex mutex;
  fanOut(count, limit, stop.get_token(), [&](std::size_t i) {
    std::optional<ResultOf<Part>> result;
    try {
      result = part(i, stop.get_token());
    } catch (const std::exception &) {
      // Counted below: that it failed is all that the policy asks.
    }
    const std::lock_guard lock(mutex);
    if (!result)
      ++failed;
    else if (results.size() < needed)
      results.push_back(std::move(*result));
    if (results.size() == needed || count - failed < needed)
      stop.request_stop();
  });
  if (results.size() < needed)
    throw QuorumLost(needed, count);
  return results;
}
