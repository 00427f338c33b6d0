//===--- Check.cpp --------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Check.h"
#include "model/ConcurrencyModel.h"
#include "model/ErrorTolerance.h"
#include "model/MissingHeaders.h"
#include "model/SharedModel.h"
#include "model/UnknownNames.h"
#include "clang/AST/ASTContext.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/ASTMatchers/ASTMatchers.h"
#include "clang/Lex/Lexer.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/ADT/StringExtras.h"
#include <cmath>

using namespace threadwise;
using namespace clang;

static constexpr llvm::StringLiteral ModulePrefix = "threadwise-";
static constexpr llvm::StringLiteral ReportTestsOption =
    "threadwise.ReportTests";

namespace {
/// The options of the vocabulary: read once per unit, by the check that comes
/// first, under one prefix that is the same for all checks.
struct UserRowOption {
  llvm::StringLiteral Name;
  std::string Vocabulary::UserRows::*Value;
};
constexpr UserRowOption UserRowOptions[] = {
    {"threadwise.Spawners", &Vocabulary::UserRows::Spawners},
    {"threadwise.Submitters", &Vocabulary::UserRows::Submitters},
    {"threadwise.Waits", &Vocabulary::UserRows::Waits},
    {"threadwise.Bounds", &Vocabulary::UserRows::Bounds},
    {"threadwise.Pools", &Vocabulary::UserRows::Pools},
};
} // namespace

static Vocabulary::UserRows
userRows(const tidy::ClangTidyCheck::OptionsView &Options) {
  Vocabulary::UserRows Rows;
  for (const UserRowOption &O : UserRowOptions)
    Rows.*O.Value = Options.getLocalOrGlobal(O.Name).value_or("").str();
  return Rows;
}

Check::Check(llvm::StringRef Name, tidy::ClangTidyContext *Context)
    : ClangTidyCheck(Name, Context), FullName(Name),
      Shared(SharedModel::ofThisThread()),
      ReportsTests(Options.getLocalOrGlobal(ReportTestsOption).value_or("") ==
                   "true") {
  if (Shared->hasVocabulary())
    return;
  llvm::StringRef Asked =
      Options.getLocalOrGlobal(ReportTestsOption).value_or("false");
  if (Asked != "true" && Asked != "false")
    configurationDiag("invalid value '%0' for option '%1': it takes 'true' or "
                      "'false'",
                      DiagnosticIDs::Error)
        << Asked << ReportTestsOption;
  auto Words = Vocabulary::withUserRows(userRows(Options));
  if (Words)
    Shared->setVocabulary(*Words);
  else
    configurationDiag("%0", DiagnosticIDs::Error)
        << llvm::toString(Words.takeError());
}

Check::~Check() = default;

void Check::storeOptions(tidy::ClangTidyOptions::OptionMap &Opts) {
  for (const UserRowOption &O : UserRowOptions)
    Opts[O.Name] = tidy::ClangTidyOptions::ClangTidyValue(
        Options.getLocalOrGlobal(O.Name).value_or(""));
  Opts[ReportTestsOption] =
      tidy::ClangTidyOptions::ClangTidyValue(ReportsTests ? "true" : "false");
}

void Check::registerPPCallbacks(const SourceManager &, Preprocessor *PP,
                                Preprocessor *) {
  if (errorsAreLeftAsTheyAre())
    return;
  // A missing include is a fatal error, and after one clang instantiates
  // nothing: a third of real defects sit in such files.
  PP->getDiagnostics().setFatalsAsError(true);
  PP->getDiagnostics().setErrorLimit(0);
  keepUnknownNames(*PP);
  standInForMissingHeaders(*PP);
}

void Check::registerMatchers(ast_matchers::MatchFinder *Finder) {
  Finder->addMatcher(ast_matchers::translationUnitDecl().bind("unit"), this);
}

void Check::check(const ast_matchers::MatchFinder::MatchResult &Result) {
  Context = Result.Context;
  ask(Shared->get(*Result.Context));
}

Check::Finding Check::report(Subject S, llvm::StringRef FormId,
                             std::string Message) {
  llvm::StringRef Name = FullName;
  Name.consume_front(ModulePrefix);
  return Finding(*this, std::move(S), form(Name, FormId), std::move(Message));
}

void Check::leave(Subject S, Answer A, llvm::ArrayRef<Evidence> Because) {
  log(S, A, /*FormId=*/"", Because);
}

/// Where clang-tidy puts a message at \p Loc, in the file as it is written: a
/// finding and its verdict meet there.
static Place placeOf(SourceLocation Loc, const SourceManager &SM) {
  Place P;
  PresumedLoc Presumed =
      SM.getPresumedLoc(SM.getFileLoc(Loc), /*UseLineDirectives=*/false);
  if (Presumed.isInvalid())
    return P;
  P.File = Presumed.getFilename();
  P.Line = Presumed.getLine();
  P.Column = Presumed.getColumn();
  return P;
}

void Check::log(const Subject &S, Answer A, llvm::StringRef FormId,
                llvm::ArrayRef<Evidence> Because, Figures InNumbers) {
  VerdictSink *Sink = verdictSink();
  if (!Sink)
    return;
  const SourceManager &SM = Context->getSourceManager();
  Verdict V;
  V.Check = FullName;
  V.Fact = S.Fact.str();
  V.What = S.What;
  V.At = placeOf(S.Range.getBegin(), SM);
  V.Is = A;
  V.Form = FormId.str();
  for (const Evidence &E : Because)
    V.Because.push_back({placeOf(E.At.getBegin(), SM), E.Text});
  V.InNumbers = std::move(InNumbers);
  Sink->add(std::move(V));
}

/// What of a file is meant: clang-tidy drops a range within an expansion. Of
/// what lies in the argument of a macro that is the code there, of what lies in
/// its body the use of the macro.
static CharSourceRange inFile(SourceRange R, const SourceManager &SM,
                              const LangOptions &Language) {
  const CharSourceRange Tokens = CharSourceRange::getTokenRange(R);
  if (R.isInvalid() || (R.getBegin().isFileID() && R.getEnd().isFileID()))
    return Tokens;
  const SourceLocation Begin = SM.getFileLoc(R.getBegin());
  const CharSourceRange Written =
      Lexer::makeFileCharRange(Tokens, SM, Language);
  if (Written.isValid() && Written.getBegin() == Begin)
    return Written;
  SourceLocation End = SM.getExpansionRange(R.getEnd()).getEnd();
  if (!SM.isWrittenInSameFile(Begin, End) || End < Begin)
    End = Begin;
  return CharSourceRange::getTokenRange(Begin, End);
}

void Check::emit(const Subject &S, const Form &F, llvm::StringRef Message,
                 llvm::StringRef Remedy, llvm::ArrayRef<Evidence> Notes,
                 llvm::ArrayRef<FixItHint> Fixes) {
  auto Marked = [this](SourceRange R) {
    return inFile(R, Context->getSourceManager(), Context->getLangOpts());
  };
  {
    DiagnosticBuilder D = diag(S.Range.getBegin(), "%0") << Message;
    D << Marked(S.Range);
    for (const FixItHint &Fix : Fixes)
      D << Fix;
  }
  for (const Evidence &E : Notes) {
    DiagnosticBuilder D =
        diag(E.At.isValid() ? E.At.getBegin() : S.Range.getBegin(), "%0",
             DiagnosticIDs::Note);
    D << E.Text << Marked(E.At);
    for (SourceRange Other : E.Also)
      D << Marked(Other);
  }
  std::string Ids;
  for (Advice A : F.Because) {
    if (!Ids.empty())
      Ids += ", ";
    Ids += principle(A).Id;
  }
  diag(S.Range.getBegin(), "%0 [advice: %1]", DiagnosticIDs::Note)
      << Remedy << Ids;
}

Check::Finding::Finding(Check &C, Subject S, const Form &F, std::string Message)
    : C(&C), S(std::move(S)), F(&F), Message(std::move(Message)),
      Remedy(F.Remedy.str()) {}

/// Tests and examples start threads for what they show, and end with it.
bool Check::isLeftAlone(const Subject &S) const {
  return !ReportsTests &&
         Shared->get(*Context).isAmongTests(S.Range.getBegin());
}

Check::Finding::~Finding() {
  if (C->isLeftAlone(S)) {
    C->log(
        S, Answer::Fine, /*FormId=*/"",
        Evidence(S.Range,
                 "it would be reported, and stands in a test or an example"));
    return;
  }
  C->log(S, Answer::Reported, F->Id, Notes, std::move(InNumbers));
  C->emit(S, *F, Message, Remedy, Notes, Fixes);
}

Check::Finding &Check::Finding::because(llvm::ArrayRef<Evidence> More) {
  Notes.append(More.begin(), More.end());
  return *this;
}

Check::Finding &Check::Finding::because(Evidence Note) {
  Notes.push_back(std::move(Note));
  return *this;
}

Check::Finding &Check::Finding::fix(llvm::ArrayRef<FixItHint> More) {
  Fixes.append(More.begin(), More.end());
  return *this;
}

Check::Finding &Check::Finding::figure(llvm::StringRef Name, double Value) {
  if (std::isfinite(Value))
    InNumbers.Numbers[Name.str()] = Value;
  return *this;
}

Check::Finding &Check::Finding::layout(LineLayout Layout) {
  InNumbers.Layout = std::move(Layout);
  return *this;
}

Check::Finding &Check::Finding::remedy(std::string Text) {
  Remedy = std::move(Text);
  return *this;
}

unsigned Check::unsignedOption(llvm::StringRef Name, unsigned Default,
                               unsigned Min, unsigned Max) {
  std::optional<llvm::StringRef> Value = Options.get(Name);
  if (!Value)
    return Default;
  unsigned Number = 0;
  if (!Value->getAsInteger(10, Number) && Number >= Min && Number <= Max)
    return Number;
  configurationDiag("invalid value '%0' for option '%1.%2': it takes a whole "
                    "number from %3 to %4",
                    DiagnosticIDs::Error)
      << *Value << FullName << Name << Min << Max;
  return Default;
}
