// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
// Two members that two threads of one object write.
#include "../layout.h"

namespace VARIANT {
namespace {
class Pump {
public:
  explicit Pump(long Rounds) : rounds_(Rounds) {}
  void run() {
    std::thread In(&Pump::readAll, this), Out(&Pump::writeAll, this);
    In.join();
    Out.join();
  }

private:
  const long rounds_;
  APART unsigned long bytesIn_ = 0;
  APART unsigned long bytesOut_ = 0;

  void readAll() {
    for (long I = 0; I < rounds_; ++I)
      bytesIn_ += opaque(I);
  }
  void writeAll() {
    for (long I = 0; I < rounds_; ++I)
      bytesOut_ += opaque(I);
  }
};
void run(long Rounds) { Pump(Rounds).run(); }
KERNEL(2000000)
} // namespace
} // namespace VARIANT
