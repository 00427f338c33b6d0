// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "gallery.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <thread>

std::vector<Image> makeThumbnails(const std::vector<Image> &images,
                                  unsigned width) {
  std::vector<Image> thumbnails(images.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t i; (i = next++) < images.size();)
      thumbnails[i] = shrink(images[i], width);
  };

  const unsigned cores = std::max(1u, std::thread::hardware_concurrency());
  std::vector<std::future<void>> workers;
  for (unsigned i = 1; i < cores; ++i)
    workers.push_back(std::async(std::launch::async, work));
  work(); // this thread is one of them
  for (std::future<void> &worker : workers)
    worker.get();
  return thumbnails;
}
