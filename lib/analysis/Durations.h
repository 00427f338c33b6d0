//===--- Durations.h - how long a time limit is -----------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_DURATIONS_H
#define THREADWISE_ANALYSIS_DURATIONS_H

#include "model/Waits.h"
#include <optional>
#include <string>

namespace threadwise {

/// The least that a time limit amounts to.
struct LeastTime {
  double Nanoseconds = 0;
  /// A number that is not known of seconds, of something longer, or of what
  /// says by its name that it is long: Nanoseconds is one of them.
  bool IsUnits = false;
  /// As a person says it: `30 s`, `a number of seconds`, `as long as
  /// 'interval' says`.
  std::string Text;

  static std::string seconds(double Nanoseconds);

  /// Whoever waits for a stop notices it: two seconds or more.
  bool isNoticed() const { return IsUnits || Nanoseconds >= 2e9; }
};

/// The limit of \p W; nothing when it is not known.
std::optional<LeastTime> leastTime(const clang::ASTContext &Context,
                                   const Wait &W);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_DURATIONS_H
