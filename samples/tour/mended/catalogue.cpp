// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "gallery.h"

#include <algorithm>
#include <future>
#include <thread>

using Position = std::vector<Entry>::iterator;

static bool isEarlier(const Entry &left, const Entry &right) {
  return left.taken < right.taken;
}

/// Catalogues up to this length are sorted on the caller's thread.
static constexpr std::ptrdiff_t minParallel = 10000;

/// Splits depth times, and never a range that is small.
static void quickSort(Position first, Position last, unsigned depth) {
  if (depth == 0 || last - first < minParallel) {
    std::sort(first, last, isEarlier);
    return;
  }
  const Position middle = first + (last - first) / 2;
  std::nth_element(first, middle, last, isEarlier);
  std::future<void> left =
      std::async(std::launch::async, quickSort, first, middle, depth - 1);
  quickSort(middle + 1, last, depth - 1);
  left.get();
}

void sortByDate(std::vector<Entry> &entries) {
  unsigned depth = 0;
  while ((1u << depth) < std::thread::hardware_concurrency())
    ++depth;
  quickSort(entries.begin(), entries.end(), depth);
}
