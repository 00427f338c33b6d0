//===--- UnfulfilledPromiseCheck.h - a promise left unset -------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_CHECKS_UNFULFILLEDPROMISECHECK_H
#define THREADWISE_CHECKS_UNFULFILLEDPROMISECHECK_H

#include "Check.h"

namespace threadwise {

/// Finds paths on which a promise that somebody waits for is neither set nor
/// destroyed nor handed on.
class UnfulfilledPromiseCheck : public Check {
public:
  using Check::Check;
  void ask(const ConcurrencyModel &Model) override;
};

} // namespace threadwise

#endif // THREADWISE_CHECKS_UNFULFILLEDPROMISECHECK_H
