//===--- CancelScope.h - what code runs as part of something ----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_CANCELSCOPE_H
#define THREADWISE_ANALYSIS_CANCELSCOPE_H

#include "model/ConcurrencyModel.h"
#include "llvm/ADT/SmallVector.h"

namespace threadwise {

/// A part of a body: a function, a lambda, or what comes before a statement.
struct Stretch {
  const Body *In = nullptr;
  const clang::Stmt *Within = nullptr;
  /// What begins behind it is not part; null for no end.
  const clang::Stmt *Before = nullptr;
  /// What begins before it ends is not part; null for no beginning.
  const clang::Stmt *After = nullptr;

  /// Does \p S run as part of it? What a thread or task runs that is started
  /// in it does not.
  bool covers(const ConcurrencyModel &Model, const clang::Stmt *S) const;
};

/// A stretch of code and the functions that it calls.
class CodeReach {
public:
  explicit CodeReach(const ConcurrencyModel &Model) : Model(Model) {}

  void add(Stretch S) { follow(S, 0); }

  llvm::ArrayRef<Stretch> stretches() const { return Stretches; }
  bool covers(const Body &B, const clang::Stmt *S) const;
  /// Calls whose code is not in sight and that could touch an object of
  /// \p Record: a member of it, or a function that is handed one.
  bool hasUnseen(const clang::CXXRecordDecl *Record) const;

  /// Calls \p Visit with each call in the order in which they are found.
  template <typename Function> void eachCall(Function Visit) const {
    for (const Stretch &S : Stretches)
      for (const clang::Expr *E : S.In->calls())
        if (S.covers(Model, E))
          if (std::optional<Call> C =
                  Model.resolver().resolve(E, S.In->makes(E)))
            Visit(*S.In, *C);
  }

private:
  const ConcurrencyModel &Model;
  std::vector<Stretch> Stretches;
  std::vector<Call> Unseen;

  void follow(Stretch S, unsigned Depth);
};

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_CANCELSCOPE_H
