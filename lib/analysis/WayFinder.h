//===--- WayFinder.h - the ways out of one thread's waits -------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// How the waits of a thread that something joins are looked at, a file a kind:
/// CancelConditions.cpp, CancelBlocking.cpp, CancelLoops.cpp. Only Cancel.cpp
/// and these know it.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_WAYFINDER_H
#define THREADWISE_ANALYSIS_WAYFINDER_H

#include "analysis/Cancel.h"

namespace threadwise {

class WayFinder {
public:
  WayFinder(const ConcurrencyModel &Model, const JoinedTask &Task)
      : Model(Model), Resolver(Model.resolver()), Task(Task) {}

  std::optional<WayOut> look(const Wait &W) const;
  /// The first loop of the thread's own functions that keeps it.
  std::optional<WayOut> lookAtLoops() const;

private:
  const ConcurrencyModel &Model;
  const CalleeResolver &Resolver;
  const JoinedTask &Task;

  WayOut make(WayOutKind Kind, clang::SourceRange At, std::string Text) const;
  WayOut none(NoWayOut Lacks, clang::SourceRange At) const;
  WayOut comesBack(const Wait &W) const;
  WayOut cancelled() const;
  WayOut unseenEnding() const;
  Evidence joined() const;
  clang::SourceRange placeOf(const Wait &W) const;
  bool endingCancels() const;
  bool endsByItem() const;

  /// Who changes what a test reads, but for the thread itself.
  struct Changes {
    /// Set when that alone answers the question.
    std::optional<WayOut> Answer;
    /// What the ending changes, and where; null when it changes nothing.
    const clang::NamedDecl *ByEnding = nullptr;
    StateChange Change;
  };
  Changes changesOf(const WaitTest &Test, const Body &In) const;
  WayOut condition(const Wait &W) const;
  /// Does it notify \p On once it has made the change?
  bool endingNotifies(const clang::NamedDecl *On,
                      const StateChange &Change) const;
  /// The one notification of the ending, where it wakes one of several.
  std::optional<WayOut> onlyOneWoken(const clang::NamedDecl *On) const;

  std::optional<WayOut> blocking(const Wait &W) const;
  std::optional<WayOut> polling(const Wait &W) const;
  std::optional<WayOut> sleeping(const Wait &W) const;

  std::optional<WayOut> busyWait(const Body &B, const clang::Stmt *Loop) const;
  std::optional<WayOut> endless(const Body &B, const clang::Stmt *Loop) const;
  bool mayThrowOut() const;
  std::string runs(const Stretch &S) const;
};

/// Loops that accept on a descriptor which a function that stops them only
/// closes; the thread that runs them may be started by another file.
std::vector<WayOut> closedWhileAccepting(const ConcurrencyModel &Model);

/// Does the loop have no exit at all?
bool neverEnds(const ConcurrencyModel &Model, const Body &B,
               const clang::Stmt *Loop);

/// `'stop_'`
std::string quotedName(const clang::NamedDecl &D);

/// The class of which \p Member is one; null for none.
const clang::CXXRecordDecl *recordWith(const clang::NamedDecl *Member);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_WAYFINDER_H
