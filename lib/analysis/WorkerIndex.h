//===--- WorkerIndex.h - which index is a worker's own number ---*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// An index is a worker's own number when a call yields it
/// (omp_get_thread_num), when the loop that starts the threads hands each its
/// own, or when a name says so where nothing else is in sight. An element can
/// be handed over instead of its number: `&args[i]`.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_WORKERINDEX_H
#define THREADWISE_ANALYSIS_WORKERINDEX_H

#include "model/ConcurrencyModel.h"
#include "model/Evidence.h"
#include "model/Names.h"
#include <optional>

namespace threadwise {

struct WorkerId {
  IdEvidence By = IdEvidence::Seen;
  Evidence Because;
  /// The number is multiplied by this before it is used as an index.
  uint64_t Scale = 1;
};

/// An element of an array of which each thread is handed its own.
struct HandedElement {
  const clang::Expr *Selected = nullptr; ///< `args[i]`, where it is handed over
  const Body *In = nullptr;
  clang::QualType Element;
  Evidence Because;
};

class WorkerIndex {
public:
  explicit WorkerIndex(const ConcurrencyModel &Model);

  /// Why \p E is the number of the thread that runs it.
  std::optional<WorkerId> idOf(const Body &B, const clang::Expr *E) const;

  /// Why \p Var, a parameter or a captured variable that \p Use mentions, is
  /// an element of the thread's own.
  std::optional<HandedElement> elementOf(const Body &B, const clang::Expr *Use,
                                         const clang::VarDecl &Var) const;
  /// The same of the object of the member function \p F.
  std::optional<HandedElement> objectOf(const clang::FunctionDecl &F) const;

  /// \p F, or a lambda in it, runs on threads that this unit starts.
  bool isEntry(const clang::FunctionDecl &F) const {
    return Entries.count(keyOfEntry(F));
  }
  /// The start of which \p Lambda is the entry, or null.
  const Spawn *spawnOf(const clang::LambdaExpr &Lambda) const;
  /// The unit starts threads, or has parallel regions.
  bool seesThreads() const { return SeesThreads; }

private:
  const ConcurrencyModel &Model;
  llvm::DenseMap<const clang::FunctionDecl *,
                 llvm::SmallVector<const Spawn *, 2>>
      Entries;
  llvm::DenseMap<const clang::LambdaExpr *, const Spawn *> Lambdas;
  /// Members that the loop which starts the threads sets to the thread's
  /// number.
  llvm::DenseMap<const clang::FieldDecl *, const clang::Expr *> HeldIn;
  bool SeesThreads = false;

  static const clang::FunctionDecl *keyOfEntry(const clang::FunctionDecl &F);
  void noteFields(const Spawn &S);
  bool isDistinct(const Spawn &S, const clang::Expr *E, unsigned Depth) const;
  std::optional<HandedElement>
  distinctElement(const Spawn &S, const clang::Expr *E, unsigned Depth) const;
  const clang::Expr *boundTo(const Spawn &S, unsigned Parameter) const;

  std::optional<WorkerId> follow(const Body &B, const clang::Expr *E,
                                 unsigned Depth) const;
  std::optional<WorkerId> ofVariable(const Body &B, const clang::Expr *Use,
                                     const clang::VarDecl &Var,
                                     unsigned Depth) const;
  std::optional<WorkerId> ofParameter(const clang::ParmVarDecl &Parameter,
                                      unsigned Depth) const;
  std::optional<WorkerId> ofField(const clang::Expr *Use,
                                  const clang::FieldDecl &Field,
                                  unsigned Depth) const;
  std::optional<WorkerId> ofConstructor(const clang::FieldDecl &Field,
                                        unsigned Depth) const;
  std::optional<WorkerId> ofCall(const Body &B, const Call &C,
                                 unsigned Depth) const;
  std::optional<WorkerId>
  ofBinary(const Body &B, const clang::BinaryOperator &E, unsigned Depth) const;
};

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_WORKERINDEX_H
