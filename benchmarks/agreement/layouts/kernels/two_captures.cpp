// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two locals that two lambdas capture by reference.
#include "../layout.h"

namespace VARIANT {
namespace {
void run(long Rounds) {
  APART long Even = 0;
  APART long Odd = 0;
  std::thread One([&] {
    for (long I = 0; I < Rounds; ++I)
      if (opaque(I) % 2 == 0)
        ++Even;
  });
  std::thread Other([&] {
    for (long I = 0; I < Rounds; ++I)
      if (opaque(I) % 2)
        ++Odd;
  });
  One.join();
  Other.join();
}
KERNEL(2000000)
} // namespace
} // namespace VARIANT
