//===--- SerialSpawnCheck.h - spawn and wait at once ------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_CHECKS_SERIALSPAWNCHECK_H
#define THREADWISE_CHECKS_SERIALSPAWNCHECK_H

#include "Check.h"

namespace threadwise {

struct Overlap;
struct Spawn;
struct StartCost;

/// Finds a task that is started and waited for with nothing in between, and
/// threads made and joined anew in each iteration.
class SerialSpawnCheck : public Check {
public:
  using Check::Check;
  void ask(const ConcurrencyModel &Model) override;

private:
  void judge(const ConcurrencyModel &Model, const Spawn &S);
  void reportSerial(Subject What, const Overlap &Seen, const std::string &Name,
                    const StartCost &Start,
                    llvm::ArrayRef<clang::FixItHint> Fixes);
};

} // namespace threadwise

#endif // THREADWISE_CHECKS_SERIALSPAWNCHECK_H
