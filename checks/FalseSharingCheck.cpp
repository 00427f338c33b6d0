//===--- FalseSharingCheck.cpp --------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "FalseSharingCheck.h"
#include "analysis/Contention.h"
#include "analysis/Counts.h"
#include "analysis/Slots.h"
#include "model/ConcurrencyModel.h"
#include "model/Names.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace threadwise;
using namespace clang;

static constexpr llvm::StringLiteral LineSizeOption = "LineSize";
/// Writers named in a finding: a person checks the first and believes the rest.
static constexpr size_t MaxNamed = 3;

FalseSharingCheck::FalseSharingCheck(llvm::StringRef Name,
                                     tidy::ClangTidyContext *Context)
    : Check(Name, Context),
      LineSize(unsignedOption(LineSizeOption, 64, 16, 1024)) {}

void FalseSharingCheck::storeOptions(tidy::ClangTidyOptions::OptionMap &Opts) {
  Check::storeOptions(Opts);
  Options.store(Opts, LineSizeOption, LineSize);
}

static std::string named(const Contender &C) { return "'" + C.name() + "'"; }

static std::string writersOf(const Contender &C) {
  std::string Names;
  for (size_t I = 0; I < C.Writers.size() && I < MaxNamed; ++I) {
    if (I)
      Names += I + 1 == C.Writers.size() ? " and " : ", ";
    Names += "'" + C.Writers[I]->getNameAsString() + "'";
  }
  if (C.Writers.size() > MaxNamed)
    Names += " and " + std::to_string(C.Writers.size() - MaxNamed) + " more";
  return Names;
}

static std::string bytes(Span S) {
  std::string First = std::to_string(S.Offset);
  if (S.Size == 1)
    return "byte " + First;
  return "bytes " + First + " to " + std::to_string(S.Offset + S.Size - 1);
}

/// A function that writes \p Own and leaves \p Other alone, if there is one.
static std::string soleWriter(const Contender &Own, const Contender &Other) {
  for (const FunctionDecl *F : Own.Writers)
    if (!llvm::is_contained(Other.Writers, F))
      return F->getNameAsString();
  return Own.Writers.front()->getNameAsString();
}

/// How the line is drawn: where a member lies, and who writes it.
static Evidence drawn(const Contender &C, Span Where, bool IsRelative) {
  return {C.declaration()->getSourceRange(),
          bytes(Where) + (IsRelative ? " from the first of them" : "") + ": " +
              named(C) + ", written by " + writersOf(C)};
}

static std::string howOften(const LineSharing &Sharing, unsigned Line) {
  std::string Text = "a line has " + std::to_string(Line) + " bytes: ";
  if (Sharing.isAlways())
    return Text + "they always share one";
  return Text + "they share one at " + std::to_string(Sharing.Shared) +
         " of the " + std::to_string(Sharing.Possible) +
         " places within a line where they may begin";
}

void FalseSharingCheck::reportSides(const Contention &C) {
  const ValueDecl *At = C.Second.declaration();
  report({"members", C.Second.name(), At->getSourceRange()}, "two-sides",
         named(C.First) + " and " + named(C.Second) +
             " share a cache line: each '" + soleWriter(C.First, C.Second) +
             "' takes it from '" + soleWriter(C.Second, C.First) +
             "', and the other way round")
      .because(drawn(C.First, C.Where.First, C.Where.IsRelative))
      .because(drawn(C.Second, C.Where.Second, C.Where.IsRelative))
      .because({At->getSourceRange(), howOften(C.Where.Sharing, LineSize)})
      .because(C.Shown)
      .because({C.Second.Write->Site->getSourceRange(),
                "established: threads share them by their type, and different "
                "functions write them on each operation; not established: that "
                "both sides are busy at once"});
}

void FalseSharingCheck::askSides(const ConcurrencyModel &Model) {
  const Contentions All = contentions(Model, LineSize);
  for (const Contention &C : All.Found)
    reportSides(C);
  for (const Uncontended &U : All.Left)
    leave(
        {"members", U.Second.name(), U.Second.declaration()->getSourceRange()},
        U.IsFine ? Answer::Fine : Answer::Unknown, U.Because);
}

/// The place to change: the class of the elements, else the array, else where
/// it is written.
static SourceRange placeToChange(const ConcurrencyModel &Model,
                                 const SlotArray &A) {
  const SourceManager &SM = Model.context().getSourceManager();
  auto IsUsers = [&](const Decl *D) {
    return D && D->getLocation().isValid() &&
           !SM.isInSystemHeader(SM.getExpansionLoc(D->getLocation()));
  };
  const QualType Element =
      A.Element->isDependentType() ? A.Element : A.Element.getCanonicalType();
  if (const RecordDecl *Record = Element->getAsRecordDecl();
      Record && IsUsers(Record) && Record->getDefinition() &&
      !Element->isArrayType())
    return Record->getDefinition()->getLocation();
  if (IsUsers(A.Array))
    return A.Array->getLocation();
  return A.shown().W.Site->getSourceRange();
}

/// What is established, and no more.
static std::string gradeOf(const SlotWrite &S) {
  std::string Text = "established: ";
  Text += S.Index.By == IdEvidence::Seen
              ? "each thread writes an element of its own"
              : "each thread writes an element of its own, by the name of the "
                "index";
  Text += S.HowOften.Is == HeatKind::EachIteration
              ? ", and memory is written in each iteration"
              : ", and memory is written in each call";
  return Text + "; not established: that several threads are busy at once";
}

void FalseSharingCheck::reportSlots(const ConcurrencyModel &Model,
                                    const SlotArray &A) {
  const SlotWrite &Shown = A.shown();
  const SourceRange At = placeToChange(Model, A);
  const std::string Array = A.Array && A.Array->getIdentifier()
                                ? "'" + A.Array->getNameAsString() + "'"
                                : spelling(Model, Shown.W.Target);
  const std::string Next = std::to_string(A.Stride);
  const bool Several = A.Stride < LineSize;
  report({"elements", Array, At}, "slots",
         "each thread writes its own element of " + Array + ", but " +
             (Several ? std::to_string(A.PerLine) + " of them share"
                      : std::string("neighbours share")) +
             " a cache line: every write takes it from another thread")
      .because({Shown.W.Site->getSourceRange(),
                spelling(Model, Shown.W.Target) + " is written here"})
      .because(Shown.Index.Because)
      .because(Shown.HowOften.Because)
      .because({At, "the next thread's element begins " + Next +
                        (A.Stride == 1 ? " byte" : " bytes") +
                        " on; a line has " + std::to_string(LineSize) +
                        " bytes"})
      .because({Shown.W.Site->getSourceRange(), gradeOf(Shown)});
}

void FalseSharingCheck::askSlots(const ConcurrencyModel &Model) {
  const Slots All = slots(Model, LineSize);
  for (const SlotArray &A : All.Found)
    reportSlots(Model, A);
  for (const QuietSlots &Q : All.Left)
    leave({"elements", spelling(Model, Q.Write.W.Target),
           Q.Write.W.Site->getSourceRange()},
          Q.IsFine ? Answer::Fine : Answer::Unknown, Q.Because);
}

void FalseSharingCheck::ask(const ConcurrencyModel &Model) {
  askSides(Model);
  askSlots(Model);
}
