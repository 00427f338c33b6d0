//===--- Jobs.h - how many units at a time ----------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_JOBS_H
#define THREADWISE_TOOL_JOBS_H

namespace threadwise {

/// As many worker processes as the processors that this process may use, the
/// cgroup's quota and the free memory allow; at least one.
unsigned jobsForThisMachine();
/// \p Asked, if it is any.
inline unsigned jobsFor(unsigned Asked) {
  return Asked ? Asked : jobsForThisMachine();
}

} // namespace threadwise

#endif // THREADWISE_TOOL_JOBS_H
