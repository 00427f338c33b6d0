//===--- layout.h - what every layout kernel is written with ----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Each kernel is compiled twice into one program: as found, and with APART in
/// front of what the fix gives a line of its own. The checks read it as found.
///
//===----------------------------------------------------------------------===//

#ifndef LAYOUT_H
#define LAYOUT_H

#include <atomic>
#include <thread>

#ifdef FIXED
#define VARIANT fixed
#define APART alignas(64)
constexpr bool IsFixed = true;
#else
#define VARIANT found
#define APART
constexpr bool IsFixed = false;
#endif

/// Registers `void run(long Rounds)` of a kernel with the driver.
struct Kernel {
  Kernel(const char *File, bool Fixed, void (*Run)(long), long Rounds);
};

#define KERNEL(ROUNDS)                                                         \
  static const Kernel registered(__FILE__, IsFixed, run, ROUNDS);

/// Not in sight of the optimiser.
long opaque(long);
/// About so many nanoseconds of private work.
void busyFor(unsigned Nanoseconds);

#endif // LAYOUT_H
