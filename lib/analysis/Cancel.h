//===--- Cancel.h - what is the way out of a wait ---------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_CANCEL_H
#define THREADWISE_ANALYSIS_CANCEL_H

#include "analysis/CancelJoins.h"
#include "analysis/CancelState.h"
#include "model/Evidence.h"
#include <vector>

namespace threadwise {

enum class WayOutKind : uint8_t {
  Found,   ///< Because says what it is
  None,    ///< Because says what was looked at
  Unknown, ///< Because names what was not seen
};

/// What the way out would have to be.
enum class NoWayOut : uint8_t {
  OnlyData,    ///< the test reads nothing that the ending changes
  NotNotified, ///< the ending changes what the test reads, and wakes nobody
  Blocked,     ///< the ending does not wake who blocks here
  OnlyClosed,  ///< the ending closes the descriptor, which wakes nobody
  Endless,     ///< the loop of the thread has no exit
  OneNotified, ///< the ending wakes one of the threads that it joins
  Polls,       ///< poll and its like, and the ending writes to no descriptor
  Sleeps,      ///< a sleep of seconds, which the ending has to sit out
  BusyWait,    ///< a loop that tests again and again, but nothing that ends
};

/// The way out of a wait, or of a loop, of a thread that something joins.
struct WayOut {
  WayOutKind Kind = WayOutKind::Unknown;
  NoWayOut Lacks = NoWayOut::OnlyData;
  /// Null for a loop.
  const Wait *Of = nullptr;
  /// Where to mend it.
  clang::SourceRange At;
  /// What the ending changes, or what is waited on.
  const clang::NamedDecl *State = nullptr;
  WaitTest Test;
  std::string Runs;     ///< the function of the thread, for a loop
  std::string JoinedBy; ///< `~Pool`
  std::string HowLong;  ///< of a sleep: `30 s`
  /// The notification that wakes one, for OneNotified, the place of its name,
  /// and what to call instead.
  std::string Notice, NewName;
  clang::SourceLocation Rename;
  llvm::SmallVector<Evidence, 4> Because;
};

/// For each wait and endless loop of the threads that something joins.
std::vector<WayOut> waysOut(const ConcurrencyModel &Model);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_CANCEL_H
