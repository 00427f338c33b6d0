//===--- CancelJoins.h - who waits for a thread to end ----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// What joins is what counts, not its name: a destructor, a stop function, the
/// function that started the thread.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_CANCELJOINS_H
#define THREADWISE_ANALYSIS_CANCELJOINS_H

#include "analysis/CancelScope.h"
#include "model/Evidence.h"

namespace threadwise {

/// A thread that an object starts and that something joins so as to end it.
struct JoinedTask {
  const Spawn *Start = nullptr;
  /// What runs on the thread.
  CodeReach Runs;
  /// What is done before the joins, in all functions that join or call one
  /// that does.
  CodeReach Ending;
  /// The function that joins, as a person names it: `~Pool`.
  std::string JoinedBy;
  clang::SourceRange JoinedAt;
  /// The handle's destructor asks to stop by itself (std::jthread).
  bool AsksByToken = false;

  explicit JoinedTask(const ConcurrencyModel &Model)
      : Runs(Model), Ending(Model) {}
};

/// The threads that a destructor joins, or a function that changes something
/// first. A function that starts threads and joins them waits for their work,
/// unless it sets what they look at in between.
std::vector<JoinedTask> joinedTasks(const ConcurrencyModel &Model);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_CANCELJOINS_H
