//===--- kernel.h - what every task kernel is written with ------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Each kernel is a namespace with the same work twice, `sequential()` and
/// `parallel()`, and ends in KERNEL. The check reads the file as it is, the
/// driver times both forms.
///
//===----------------------------------------------------------------------===//

#ifndef TASKS_KERNEL_H
#define TASKS_KERNEL_H

#include <string>
#include <vector>

/// Can what the work costs be known from the source? Not where it does input or
/// output, calls what no body is in sight of, or loops as often as the data
/// say.
enum class Sight { Knowable, Opaque };

struct Kernel {
  /// \p Items: the tasks or elements of one run, where all are alike; 0: not.
  Kernel(const char *Name, const char *File, int Line, double Items, Sight S,
         double (*Sequential)(), double (*Parallel)());
};

/// The result keeps the optimiser from dropping the work.
#define KERNEL(NAME, ITEMS, SIGHT)                                             \
  static const Kernel registered(#NAME, __FILE__, __LINE__, ITEMS,             \
                                 Sight::SIGHT, sequential, parallel);

/// Numbers without an order, the same in each run.
std::vector<double> someDoubles(std::size_t Count);
std::vector<int> someInts(std::size_t Count);
std::string someText(std::size_t Count);
/// Not in sight of the optimiser.
int opaque(int);

#endif // TASKS_KERNEL_H
