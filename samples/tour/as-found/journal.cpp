// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "gallery.h"

#include <fstream>
#include <future>

void Journal::append(const std::string &line) {
  const std::lock_guard<std::mutex> lock(mutex);
  std::ofstream(path, std::ios::app) << line << '\n';
}

void Journal::record(const std::string &line) {
  // The disk may be slow: the caller must not wait for it.
  (void)std::async(std::launch::async, [this, line] { append(line); });
}
