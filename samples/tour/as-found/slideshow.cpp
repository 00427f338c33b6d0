// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "gallery.h"

#include <algorithm>
#include <thread>

void play(const std::function<bool(Image &)> &next,
          const std::function<void(const Image &)> &show) {
  const unsigned bands = std::max(1u, std::thread::hardware_concurrency());
  Image image;
  while (next(image)) {
    std::vector<std::thread> threads;
    for (unsigned band = 0; band < bands; ++band)
      threads.emplace_back([&image, band, bands] {
        sharpen(image, image.height * band / bands,
                image.height * (band + 1) / bands);
      });
    for (std::thread &thread : threads)
      thread.join();
    show(image);
  }
}
