// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "fetch.h"
#include "gallery.h"

#include <future>

std::vector<Image> downloadAll(const std::vector<std::string> &sources) {
  std::vector<std::future<Image>> pending;
  for (const std::string &source : sources)
    pending.push_back(std::async(std::launch::async,
                                 [&source] { return decode(fetch(source)); }));

  std::vector<Image> images;
  images.reserve(pending.size());
  for (std::future<Image> &image : pending)
    images.push_back(image.get());
  return images;
}
