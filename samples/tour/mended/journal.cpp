// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "gallery.h"

#include <fstream>

void Journal::append(const std::string &line) {
  const std::lock_guard<std::mutex> lock(mutex);
  std::ofstream(path, std::ios::app) << line << '\n';
}

void Journal::record(const std::string &line) {
  // The caller waits for the disk, as it always did.
  append(line);
}
