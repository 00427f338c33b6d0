//===--- UnboundedQueueCheck.h - a queue without a limit --------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_CHECKS_UNBOUNDEDQUEUECHECK_H
#define THREADWISE_CHECKS_UNBOUNDEDQUEUECHECK_H

#include "Check.h"

namespace threadwise {

/// Finds queues between threads on which nothing holds the producer back.
class UnboundedQueueCheck : public Check {
public:
  using Check::Check;
  void ask(const ConcurrencyModel &Model) override;
};

} // namespace threadwise

#endif // THREADWISE_CHECKS_UNBOUNDEDQUEUECHECK_H
