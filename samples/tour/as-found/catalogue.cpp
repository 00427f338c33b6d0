// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#include "gallery.h"

#include <algorithm>
#include <future>

using Position = std::vector<Entry>::iterator;

static bool isEarlier(const Entry &left, const Entry &right) {
  return left.taken < right.taken;
}

static void quickSort(Position first, Position last) {
  if (last - first < 2)
    return;
  const Position middle = first + (last - first) / 2;
  std::nth_element(first, middle, last, isEarlier);
  std::future<void> left =
      std::async(std::launch::async, quickSort, first, middle);
  quickSort(middle + 1, last);
  left.get();
}

void sortByDate(std::vector<Entry> &entries) {
  quickSort(entries.begin(), entries.end());
}
