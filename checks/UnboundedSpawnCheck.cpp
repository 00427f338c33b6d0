//===--- UnboundedSpawnCheck.cpp ------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "UnboundedSpawnCheck.h"
#include "analysis/Bounds.h"
#include "model/ConcurrencyModel.h"

using namespace threadwise;

/// 1,000 at once is not the next step after 10: advice `bounded-fan-out`.
static constexpr unsigned DefaultLargeConstant = 1000;

UnboundedSpawnCheck::UnboundedSpawnCheck(llvm::StringRef Name,
                                         clang::tidy::ClangTidyContext *Context)
    : Check(Name, Context),
      LargeConstant(
          unsignedOption("LargeConstant", DefaultLargeConstant, 2, 1000000)) {}

void UnboundedSpawnCheck::storeOptions(
    clang::tidy::ClangTidyOptions::OptionMap &Opts) {
  Check::storeOptions(Opts);
  Options.store(Opts, "LargeConstant", LargeConstant);
}

static llvm::StringRef formOf(Growth G) {
  switch (G) {
  case Growth::PerItem:
    return "per-item";
  case Growth::PerCall:
    return "per-call";
  case Growth::Recursion:
    return "recursion";
  }
  return "per-item";
}

void UnboundedSpawnCheck::ask(const ConcurrencyModel &Model) {
  for (const Spawn &S : Model.spawns()) {
    if (!S.isThread())
      continue; // the pool bounds the threads; its queue is another matter
    const Bound Alive = bounds::aliveAtOnce(Model, S, LargeConstant);
    Subject What{"spawn", S.Name, S.Site->getSourceRange()};
    if (!Alive.isUnbounded()) {
      leave(What,
            Alive.Kind == BoundKind::AtMost ? Answer::Fine : Answer::Unknown,
            Alive.Because);
      continue;
    }
    report(What, formOf(Alive.Grows),
           "'" + S.Name + "' called once per " + Alive.Per +
               ": nothing bounds how many threads run at once")
        .because(Alive.Because);
  }
}
