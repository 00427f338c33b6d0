// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fetch.h"
#include "gallery.h"

#include <algorithm>
#include <atomic>
#include <future>

/// What the picture hosts take from one client before they refuse.
static constexpr std::size_t maxConnections = 8;

std::vector<Image> downloadAll(const std::vector<std::string> &sources) {
  std::vector<Image> images(sources.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i; (i = next++) < sources.size();)
      images[i] = decode(fetch(sources[i]));
  };

  const std::size_t connections = std::min(maxConnections, sources.size());
  std::vector<std::future<void>> workers;
  for (std::size_t i = 0; i < connections; ++i)
    workers.push_back(std::async(std::launch::async, work));
  for (std::future<void> &worker : workers)
    worker.get();
  return images;
}
