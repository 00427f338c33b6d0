// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "gallery.h"

#include <thread>

std::vector<Image> makeThumbnails(const std::vector<Image> &images,
                                  unsigned width) {
  std::vector<Image> thumbnails(images.size());
  for (std::size_t i = 0; i < images.size(); ++i) {
    std::thread worker([&] { thumbnails[i] = shrink(images[i], width); });
    worker.join();
  }
  return thumbnails;
}
