// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#pragma once

#include <cstdlib>
#include <iostream>
#include <source_location>

/// Ends the program when a claim does not hold.
inline void
expect(bool holds,
       std::source_location where = std::source_location::current()) {
  if (holds)
    return;
  std::cerr << where.file_name() << ':' << where.line()
            << ": the claim does not hold\n";
  std::_Exit(EXIT_FAILURE);
}
