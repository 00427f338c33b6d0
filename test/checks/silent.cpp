// RUN: %threadwise %s '*' -std=c++11-or-later --both-stdlibs

// The checks load, run against both standard libraries in every standard, and
// have nothing to say about a file without a thread.
#include <string>
#include <thread>
#include <vector>

std::size_t total(const std::vector<std::string> &Words) {
  std::size_t Sum = 0;
  for (const std::string &Word : Words)
    Sum += Word.size();
  return Sum;
}
