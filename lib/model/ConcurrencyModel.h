//===--- ConcurrencyModel.h - the facts of a translation unit ---*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// The facts about concurrency in one translation unit. One pass over the
/// user's own declarations collects what is called where; everything else is
/// computed when it is asked for, and kept.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_CONCURRENCYMODEL_H
#define THREADWISE_MODEL_CONCURRENCYMODEL_H

#include "model/AtomicAccess.h"
#include "model/Body.h"
#include "model/Callee.h"
#include "model/LockRegions.h"
#include "model/ParallelRegion.h"
#include "model/Queues.h"
#include "model/Spawn.h"
#include "model/Summary.h"
#include "model/Waits.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"
#include <memory>
#include <optional>
#include <vector>

namespace clang {
class ASTContext;
class CXXRecordDecl;
class FunctionDecl;
class RecordDecl;
} // namespace clang

namespace threadwise {

class ConcurrencyModel {
public:
  ConcurrencyModel(clang::ASTContext &Context, const Vocabulary &Words);
  ~ConcurrencyModel();

  clang::ASTContext &context() const { return Context; }
  const Vocabulary &vocabulary() const { return Words; }
  const CalleeResolver &resolver() const { return Resolver; }

  /// Functions with a body in the user's own code, template patterns included,
  /// in the order of the text.
  llvm::ArrayRef<const clang::FunctionDecl *> functions() const {
    return Functions;
  }

  /// The functions in which the vocabulary knows something: the others hold no
  /// fact of their own.
  llvm::ArrayRef<const clang::FunctionDecl *> interestingFunctions() const {
    return Interesting;
  }

  /// The functions in which something may select an element by the number of
  /// the thread: OpenMP directives, calls that yield it, an index of that name.
  llvm::ArrayRef<const clang::FunctionDecl *> slotFunctions() const {
    return SelectByThread;
  }

  /// The functions that mention a lock or an atomic.
  llvm::ArrayRef<const clang::FunctionDecl *> sharedFunctions() const {
    return TouchShared;
  }

  /// The functions that mention an array or container of locks or atomics.
  llvm::ArrayRef<const clang::FunctionDecl *> sharedArrayFunctions() const {
    return TouchSharedArray;
  }

  /// The code may rely on how \p Record is laid out: it asks for its size, its
  /// alignment or the offset of a member, asserts something of it, moves its
  /// bytes, or looks at them as at something else.
  bool reliesOnLayout(const clang::RecordDecl *Record) const {
    return LayoutReliedOn.count(Record->getCanonicalDecl());
  }
  /// The user's classes that say how they are aligned.
  llvm::ArrayRef<const clang::RecordDecl *> alignedRecords() const {
    return AlignedRecords;
  }

  /// The indexed body; null when it is not in sight.
  const Body *body(const clang::FunctionDecl *F) const;

  /// Calls of \p F (of any redeclaration or instantiation) in the user's code.
  struct CallSite {
    const clang::FunctionDecl *Caller;
    const clang::Expr *Site;
  };
  llvm::ArrayRef<CallSite> callers(const clang::FunctionDecl *F) const;

  /// Mentions of \p F that do not call it: handed over, stored, registered.
  llvm::ArrayRef<CallSite> references(const clang::FunctionDecl *F) const;

  /// The functions that mention the field or variable with static storage \p D,
  /// in the order of the text.
  llvm::ArrayRef<const clang::FunctionDecl *>
  mentions(const clang::NamedDecl *D) const;

  /// What the function of \p B locks where.
  const LockRegions &locks(const Body &B) const;

  /// Every place that can call \p F is in sight: a static or local function, a
  /// private member whose class has all its members and friends defined here.
  bool seesAllCallers(const clang::FunctionDecl *F) const;

  /// Every function that can touch the private members of \p Record has its
  /// body in sight.
  bool seesAllMembers(const clang::CXXRecordDecl *Record) const;

  /// The body of a unit-test case (gtest, Catch, Boost.Test): by the base class
  /// of its class, or by the macro's name where its header is missing.
  bool isTestBody(const clang::FunctionDecl *F) const;

  /// Is \p Loc in the code of a test or an example? The names of its file and
  /// folders say so, and the unit has a `main` or the body of a test case: a
  /// name alone may be an accident.
  bool isAmongTests(clang::SourceLocation Loc) const;

  /// All starts of threads and tasks, in the order of the text.
  llvm::ArrayRef<Spawn> spawns() const;
  /// Those in one function.
  llvm::ArrayRef<Spawn> spawnsIn(const clang::FunctionDecl *F) const;

  /// The tasks that are handed to pools of the user's own.
  llvm::ArrayRef<Spawn> ownPoolTasks() const;

  /// \p F may start a thread or task, itself or through what it calls.
  bool mayStart(const clang::FunctionDecl *F) const;

  /// Every access of a member or variable that says of itself that threads
  /// share it, function by function.
  llvm::ArrayRef<AtomicAccess> atomicAccesses() const;

  /// Every wait, function by function.
  llvm::ArrayRef<Wait> waits() const;

  /// All parallel regions of the unit, in the order of the text.
  llvm::ArrayRef<ParallelRegion> regions() const;

  /// The containers of the unit to which something is added, in the order of
  /// their first use.
  llvm::ArrayRef<Queue> queues() const;

  /// What a caller needs to know of \p F; empty for what is not in sight.
  const FunctionSummary &summary(const clang::FunctionDecl *F) const;

private:
  friend class UnitIndexer;
  clang::ASTContext &Context;
  const Vocabulary &Words;
  CalleeResolver Resolver;

  std::vector<const clang::FunctionDecl *> Functions;
  std::vector<const clang::FunctionDecl *> Interesting;
  /// Functions that mention a member or variable which threads share.
  std::vector<const clang::FunctionDecl *> TouchShared;
  std::vector<const clang::FunctionDecl *> SelectByThread;
  std::vector<const clang::FunctionDecl *> TouchSharedArray;
  llvm::DenseSet<const clang::Decl *> LayoutReliedOn;
  std::vector<const clang::RecordDecl *> AlignedRecords;
  llvm::DenseMap<const clang::FunctionDecl *, llvm::SmallVector<CallSite, 2>>
      Callers;
  llvm::DenseMap<const clang::FunctionDecl *, llvm::SmallVector<CallSite, 2>>
      References;
  llvm::DenseMap<const clang::NamedDecl *,
                 llvm::SmallVector<const clang::FunctionDecl *, 2>>
      Mentions;
  /// Functions that start something, directly or through others.
  llvm::DenseSet<const clang::FunctionDecl *> MaySpawn;

  mutable llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<Body>>
      Bodies;
  mutable llvm::DenseMap<const Body *, std::unique_ptr<LockRegions>> Locks;
  mutable llvm::DenseMap<const clang::FunctionDecl *,
                         std::unique_ptr<std::vector<Spawn>>>
      SpawnsByFunction;
  mutable llvm::DenseMap<const clang::FunctionDecl *,
                         std::unique_ptr<FunctionSummary>>
      Summaries;
  mutable std::unique_ptr<std::vector<Spawn>> AllSpawns;
  mutable std::unique_ptr<std::vector<Spawn>> OwnPoolTasks;
  mutable std::unique_ptr<std::vector<AtomicAccess>> AllAtomicAccesses;
  mutable std::unique_ptr<std::vector<Wait>> AllWaits;
  mutable std::unique_ptr<std::vector<ParallelRegion>> AllRegions;
  mutable std::unique_ptr<std::vector<Queue>> AllQueues;
  mutable unsigned FollowDepth = 0;
  mutable std::optional<bool> RunsTests; ///< has a `main` or a test's body
};

} // namespace threadwise

#endif // THREADWISE_MODEL_CONCURRENCYMODEL_H
