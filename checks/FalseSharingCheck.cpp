//===--- FalseSharingCheck.cpp --------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "FalseSharingCheck.h"
#include "analysis/Barriers.h"
#include "analysis/Contention.h"
#include "analysis/Cost.h"
#include "analysis/Counts.h"
#include "analysis/Padding.h"
#include "analysis/Rivals.h"
#include "analysis/Slots.h"
#include "analysis/Stripes.h"
#include "model/ConcurrencyModel.h"
#include "model/Names.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Tooling/Inclusions/HeaderIncludes.h"
#include "llvm/ADT/STLExtras.h"
#include <numeric>

using namespace threadwise;
using namespace clang;

static constexpr llvm::StringLiteral LineSizeOption = "LineSize";
static constexpr llvm::StringLiteral ConstantOption = "LineConstant";
/// Writers named in a finding: a person checks the first and believes the rest.
static constexpr size_t MaxNamed = 3;

FalseSharingCheck::FalseSharingCheck(llvm::StringRef Name,
                                     tidy::ClangTidyContext *Context)
    : Check(Name, Context),
      LineSize(unsignedOption(LineSizeOption, 64, 16, 1024)),
      Constant(Options.get(ConstantOption, "").str()) {}

void FalseSharingCheck::storeOptions(tidy::ClangTidyOptions::OptionMap &Opts) {
  Check::storeOptions(Opts);
  Options.store(Opts, LineSizeOption, LineSize);
  Options.store(Opts, ConstantOption, Constant);
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

static std::string bytes(Span S, bool IsRelative) {
  return bytes(S) + (IsRelative ? " from the first of them" : "");
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
  return {C.declaration()->getSourceRange(), bytes(Where, IsRelative) + ": " +
                                                 named(C) + ", written by " +
                                                 writersOf(C)};
}

static std::string howOften(const LineSharing &Sharing, unsigned Line) {
  std::string Text = "a line has " + std::to_string(Line) + " bytes: ";
  if (Sharing.isAlways())
    return Text + "they always share one";
  return Text + "they share one at " + std::to_string(Sharing.Shared) +
         " of the " + std::to_string(Sharing.Possible) +
         " places within a line where they may begin";
}

static LineLayout layoutOf(std::string First, std::string Second,
                           const Neighbours &Where, bool IsRelative,
                           unsigned LineSize) {
  return {LineSize,
          IsRelative,
          {{std::move(First), Where.First.Offset, Where.First.Size},
           {std::move(Second), Where.Second.Offset, Where.Second.Size}}};
}

/// The elements of a line that begins with one; none where only neighbours
/// share.
static LineLayout layoutOf(uint64_t Stride, uint64_t Count, unsigned LineSize) {
  LineLayout Layout;
  if (!Stride || Stride >= LineSize)
    return Layout;
  Layout.LineSize = LineSize;
  Layout.IsRelative = true;
  for (uint64_t I = 0; I < Count && I * Stride < LineSize; ++I)
    Layout.Members.push_back(
        {"element " + std::to_string(I), I * Stride, Stride});
  return Layout;
}

void FalseSharingCheck::reportSides(const ConcurrencyModel &Model,
                                    const Contention &C) {
  const ValueDecl *At = C.Second.declaration();
  Finding Report =
      report({"members", C.Second.name(), At->getSourceRange()}, "two-sides",
             named(C.First) + " and " + named(C.Second) +
                 " share a cache line: each '" + soleWriter(C.First, C.Second) +
                 "' takes it from '" + soleWriter(C.Second, C.First) +
                 "', and the other way round");
  Report
      .layout(layoutOf(C.First.name(), C.Second.name(), C.Where,
                       C.Where.IsRelative, LineSize))
      .because(drawn(C.First, C.Where.First, C.Where.IsRelative))
      .because(drawn(C.Second, C.Where.Second, C.Where.IsRelative))
      .because({At->getSourceRange(), howOften(C.Where.Sharing, LineSize)})
      .because(C.Shown)
      .because({C.Second.Write->Site->getSourceRange(),
                std::string("established: threads share ") +
                    (C.OneIsPlain ? "one of them by its type"
                                  : "them by their type") +
                    ", and different functions write them on each operation; "
                    "not established: that both sides are busy at once"});
  if (C.Because == TwoSides::OwnLocks) {
    // Alone the lock would leave what it guards behind, beside the other's.
    Report.remedy("put each lock on a cache line together with what it guards "
                  "and nothing else, and measure with both sides busy");
    return;
  }
  if (!C.ReadsEachOther)
    Report.remedy("give each a cache line of its own with "
                  "'alignas(std::hardware_destructive_interference_size)', and "
                  "measure with both sides busy");
  pad(Report, Model, partsToPad(C.First.path(), C.Second.path()));
}

/// Puts the header, spelled with its brackets, among the includes of the file;
/// nothing where it is one of them.
static std::optional<FixItHint> includeOf(llvm::StringRef Header, FileID File,
                                          const SourceManager &SM) {
  const OptionalFileEntryRef Entry = SM.getFileEntryRefForID(File);
  if (!Entry || !Header.consume_front("<") || !Header.consume_back(">"))
    return std::nullopt;
  const tooling::HeaderIncludes Includes(
      Entry->getName(), SM.getBufferData(File), tooling::IncludeStyle());
  const auto Line = Includes.insert(Header, /*IsAngled=*/true,
                                    tooling::IncludeDirective::Include);
  if (!Line)
    return std::nullopt;
  return FixItHint::CreateInsertion(
      SM.getLocForStartOfFile(File).getLocWithOffset(Line->getOffset()),
      Line->getReplacementText());
}

/// Adds the fixes, the header that they need, and who does so already.
void FalseSharingCheck::offer(Finding &Report, const ConcurrencyModel &Model,
                              std::vector<FixItHint> Fixes, SourceLocation At,
                              const LineConstant &Name) {
  if (const RecordDecl *Padded = paddedPrecedent(Model, LineSize))
    Report.because({Padded->getLocation(),
                    "'" + Padded->getNameAsString() +
                        "' of this project has a line of its own already"});
  if (Fixes.empty())
    return;
  const SourceManager &SM = Model.context().getSourceManager();
  if (!Name.Header.empty())
    if (std::optional<FixItHint> Include =
            includeOf(Name.Header, SM.getFileID(At), SM))
      Fixes.push_back(*Include);
  Report.fix(Fixes);
}

void FalseSharingCheck::pad(Finding &Report, const ConcurrencyModel &Model,
                            llvm::ArrayRef<const ValueDecl *> Declarations) {
  const SourceLocation At = Declarations.empty()
                                ? SourceLocation()
                                : Declarations.front()->getLocation();
  const LineConstant Name = lineConstant(Model, Constant, LineSize, At);
  offer(Report, Model, padEach(Model, Declarations, Name), At, Name);
}

/// An array of \p Count elements of which one takes \p Stride bytes.
void FalseSharingCheck::padElements(Finding &Report,
                                    const ConcurrencyModel &Model,
                                    QualType Element, uint64_t Count,
                                    uint64_t Stride, SourceRange Array) {
  const RecordDecl *Record =
      Element.isNull() ? nullptr : Element->getAsRecordDecl();
  const SourceLocation At = Record ? Record->getLocation() : SourceLocation();
  const LineConstant Name = lineConstant(Model, Constant, LineSize, At);
  auto Fix = padElement(Model, Element, Name);
  const uint64_t More = Fix ? costOfPadding(Count, Stride, LineSize) : 0;
  if (More)
    Report.because({Array, "a line for each of the " + withSeparators(Count) +
                               " elements takes " + withSeparators(More) +
                               " bytes more, over a tenth of a core's cache: "
                               "no alignment is offered"});
  std::vector<FixItHint> Fixes;
  if (Fix && !More)
    Fixes.push_back(std::move(*Fix));
  offer(Report, Model, std::move(Fixes), At, Name);
}

void FalseSharingCheck::askSides(const ConcurrencyModel &Model,
                                 const Declarations &Reported) {
  const Contentions All = contentions(Model, LineSize);
  for (const Contention &C : All.Found)
    if (!Reported.count(C.Second.declaration()))
      reportSides(Model, C);
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
  if (S.IsHandedOut)
    return Text + "; not established: how often it is written";
  Text += S.HowOften.Is == HeatKind::EachIteration
              ? ", and memory is written in each iteration"
              : ", and memory is written in each call";
  return Text + "; not established: that several threads are busy at once";
}

/// Which neighbours of a row share a line.
static std::string howManyShare(const SlotArray &A) {
  const LineSharing &Sharing = A.Sharing;
  if (!Sharing.isKnown())
    return {};
  if (Sharing.isAlways())
    return ": neighbours always share one";
  const unsigned Unit = std::gcd(Sharing.Shared, Sharing.Possible);
  return (A.IsPlaced ? ": of the pairs of neighbours "
                     : ": which neighbours share one depends on the "
                       "allocation, ") +
         std::to_string(Sharing.Shared / Unit) + " in " +
         std::to_string(Sharing.Possible / Unit) +
         (A.IsPlaced ? " share one" : " do");
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
  std::string Share = Several ? std::to_string(A.PerLine) + " of them share"
                              : std::string("neighbours share");
  std::string Distance = "the next thread's element begins " + Next +
                         (A.Stride == 1 ? " byte" : " bytes") + " on";
  if (!A.Stride) {
    Share = "small ones share";
    Distance = "they follow each other whatever the size of '" +
               A.Element.getAsString() + "'";
  }
  Finding Report =
      A.AreBits
          ? report({"elements", Array, At}, "bits",
                   "each thread writes its own element of " + Array +
                       ", but they are bits of the same words: a data race, "
                       "and every write takes the cache line from another "
                       "thread")
          : report({"elements", Array, At}, "slots",
                   "each thread writes its own element of " + Array + ", but " +
                       Share +
                       " a cache line: every write takes it from another "
                       "thread");
  if (A.AreBits)
    Distance = "'std::vector<bool>' keeps one bit for each";
  if (!A.AreBits)
    Report.layout(layoutOf(A.Stride, A.PerLine, LineSize));
  Report
      .because({Shown.W.Site->getSourceRange(),
                spelling(Model, Shown.W.Target) + (Shown.IsHandedOut
                                                       ? " is handed out here"
                                                       : " is written here")})
      .because(Shown.Index.Because)
      .because(Shown.HowOften.Because)
      .because({At, A.AreBits ? Distance
                              : Distance + "; a line has " +
                                    std::to_string(LineSize) + " bytes" +
                                    howManyShare(A)})
      .because({Shown.W.Site->getSourceRange(), gradeOf(Shown)});
  if (A.AreBits)
    return;
  padElements(Report, Model, A.Element, A.Count, A.Stride, At);
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

/// How the line is drawn for what two threads write.
static Evidence drawn(const Rival &R, Span Where, bool IsRelative) {
  return {R.W.Site->getSourceRange(),
          bytes(Where, IsRelative) + ": '" + R.name() +
              (R.IsRead ? "', which this thread only reads"
                        : "', written here by one thread")};
}

void FalseSharingCheck::reportRivals(const ConcurrencyModel &Model,
                                     const Rivals &R) {
  const ValueDecl *At = R.Second.declaration();
  const bool IsRelative = R.Where.IsRelative || R.IsFrame;
  const std::string Both =
      "'" + R.First.name() + "' and '" + R.Second.name() + "'";
  const Subject Here{"members", R.Second.name(), At->getSourceRange()};
  const bool OneReads = R.First.IsRead || R.Second.IsRead;
  const Rival &Read = R.First.IsRead ? R.First : R.Second;
  const Rival &Written = R.First.IsRead ? R.Second : R.First;
  Finding Report =
      OneReads
          ? report(Here, "reader",
                   Both + " share a cache line: the thread that writes '" +
                       Written.name() +
                       "' in a loop takes it from the one that only reads '" +
                       Read.name() + "'")
      : R.AreBits
          ? report(Here, "bits",
                   Both + " are bits of one word, which two threads write in "
                          "loops: a data race, and each takes the cache line "
                          "from the other")
          : report(Here, "two-threads",
                   Both + " share a cache line, and two threads write them in "
                          "loops: each takes the line from the other");
  Report.layout(
      layoutOf(R.First.name(), R.Second.name(), R.Where, IsRelative, LineSize));
  auto Show = [&](const Rival &Each, Span Where, const char *Started) {
    Report.because({Each.Thread->Site->getSourceRange(), Started})
        .because(drawn(Each, Where, IsRelative));
    if (Each.IsRead)
      Report.because({Each.W.Site->getSourceRange(),
                      "read anew in each iteration of its loop"});
    else
      Report.because(Each.HowOften.Because);
  };
  Show(R.First, R.Where.First, "one thread is started here");
  Show(R.Second, R.Where.Second, "another thread is started here");
  Report
      .because({At->getSourceRange(),
                R.IsFrame ? std::string("compilers place such locals side by "
                                        "side; a line has ") +
                                std::to_string(LineSize) + " bytes"
                          : howOften(R.Where.Sharing, LineSize)})
      .because({At->getSourceRange(),
                OneReads ? "established: two threads, of which one writes in a "
                           "loop and the other reads in one; not established: "
                           "that both are busy at once"
                         : "established: two threads, each with writes of its "
                           "own in a loop; not established: that both are busy "
                           "at once"});
  pad(Report, Model, partsToPad(R.First.path(), R.Second.path()));
}

void FalseSharingCheck::reportStripes(const ConcurrencyModel &Model,
                                      const StripeArray &A) {
  const std::string Name = "'" + A.Array->getNameAsString() + "'";
  const bool IsLock = A.Is == SharedBy::Lock;
  const uint64_t PerLine = (LineSize + A.Stride - 1) / A.Stride;
  Finding Report = report(
      {"elements", Name, A.Array->getLocation()}, "stripes",
      "up to " + std::to_string(std::min(PerLine, A.Count)) +
          (IsLock ? " locks of " : " atomics of ") + Name +
          " share a cache line: threads that choose different ones still "
          "take it from each other");
  Report.layout(layoutOf(A.Stride, A.Count ? A.Count : PerLine, LineSize))
      .because({A.W.Site->getSourceRange(), spelling(Model, A.Index) +
                                                " chooses one of " +
                                                std::to_string(A.Count)})
      .because(A.HowOften.Because)
      .because({A.Array->getLocation(),
                "one takes " + std::to_string(A.Stride) +
                    (A.Stride == 1 ? " byte" : " bytes") + ", all of them " +
                    std::to_string(A.Count * A.Stride) + "; a line has " +
                    std::to_string(LineSize) + " bytes"})
      .because({A.W.Site->getSourceRange(),
                "established: threads share them by their type, and a key "
                "chooses which is written; not established: that several "
                "threads are busy at once"});
  padElements(Report, Model, A.Element, A.Count, A.Stride,
              A.Array->getLocation());
}

FalseSharingCheck::Declarations
FalseSharingCheck::askThreads(const ConcurrencyModel &Model) {
  Declarations Reported;
  for (const Rivals &R : rivals(Model, LineSize)) {
    reportRivals(Model, R);
    Reported.insert(R.Second.declaration());
  }
  return Reported;
}

void FalseSharingCheck::reportBarrier(const ConcurrencyModel &Model,
                                      const Barrier &B) {
  const std::string Arrivals = "'" + B.Arrive->Place.name() + "'";
  const std::string Spun = "'" + B.Spun->Place.name() + "'";
  const ValueDecl *At = B.Spun->Place.path().front();
  const AtomicAccess *First = B.Arrive, *Second = B.Spun;
  Span ArrivalsAt = B.Where.First, SpunAt = B.Where.Second;
  if (B.Where.AreSwapped) {
    std::swap(First, Second);
    std::swap(ArrivalsAt, SpunAt);
  }
  const bool IsRelative = B.Where.IsRelative;
  Finding Report =
      report({"members", B.Spun->Place.name(), At->getSourceRange()}, "barrier",
             Spun + " and " + Arrivals +
                 " share a cache line: each thread that arrives takes it from "
                 "all that wait already");
  Report
      .layout(layoutOf(First->Place.name(), Second->Place.name(), B.Where,
                       IsRelative, LineSize))
      .because({B.Arrive->Site->getSourceRange(),
                bytes(ArrivalsAt, IsRelative) + ": " + Arrivals +
                    ", to which each thread adds itself here"})
      .because({B.Spun->Site->getSourceRange(),
                bytes(SpunAt, IsRelative) + ": " + Spun +
                    ", which the others read over and over"})
      .because({B.Opened->Site->getSourceRange(),
                "the last one lets them go on here"})
      .because({At->getSourceRange(), howOften(B.Where.Sharing, LineSize)})
      .because(B.HowOften.Because)
      // Measured: benchmarks/agreement/layouts/README.md.
      .because(
          {B.Loop->getBeginLoc(),
           "from four threads on it costs (a round of 8: 1,372 ns, and 673 "
           "with a line each); two threads lose by padding; not "
           "established: how many there are"});
  pad(Report, Model, partsToPad(B.Arrive->Place.path(), B.Spun->Place.path()));
}

void FalseSharingCheck::ask(const ConcurrencyModel &Model) {
  // Threads in sight say more than two sides of which none is seen.
  askSides(Model, askThreads(Model));
  askSlots(Model);
  for (const StripeArray &A : stripes(Model, LineSize))
    reportStripes(Model, A);
  for (const Barrier &B : barriers(Model, LineSize))
    reportBarrier(Model, B);
}
