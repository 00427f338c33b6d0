//===--- Suppressions.cpp -------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// As clang-tidy does, looks for the word in the bare lines, in comments or
/// not.
///
//===----------------------------------------------------------------------===//

#include "Suppressions.h"
#include "Paths.h"
#include "UnitResult.h"
#include "clang-tidy/GlobList.h"
#include "report/Escape.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include <map>
#include <optional>

using namespace threadwise;
using llvm::StringRef;

static constexpr llvm::StringLiteral Word = "NOLINT";

namespace {
/// One word in a line, taken apart.
struct Marker {
  enum { Here, NextLine, Begin, End } Kind = Here;
  StringRef Checks;        ///< empty: all
  StringRef Before, After; ///< the rest of the line
};
} // namespace

static std::optional<Marker> markerIn(StringRef Line) {
  size_t At = Line.find(Word);
  if (At == StringRef::npos)
    return std::nullopt;
  Marker M;
  M.Before = Line.take_front(At);
  StringRef Rest = Line.drop_front(At + Word.size());
  if (Rest.consume_front("NEXTLINE"))
    M.Kind = Marker::NextLine;
  else if (Rest.consume_front("BEGIN"))
    M.Kind = Marker::Begin;
  else if (Rest.consume_front("END"))
    M.Kind = Marker::End;
  if (!Rest.empty() && (llvm::isAlnum(Rest.front()) || Rest.front() == '_'))
    return std::nullopt; // another word
  if (size_t Close = Rest.find(')');
      Rest.starts_with("(") && Close != StringRef::npos) {
    M.Checks = Rest.slice(1, Close).trim();
    Rest = Rest.drop_front(Close + 1);
  }
  M.After = Rest;
  return M;
}

/// What is left of a comment when its marks are gone; empty without a letter.
static std::string sentenceIn(StringRef Comment) {
  StringRef Text = Comment.split("*/").first.trim(" \t:;,-/*");
  return llvm::any_of(Text, llvm::isAlpha) ? Text.str() : "";
}

static StringRef commentIn(StringRef Code) {
  size_t At = std::min(Code.find("//"), Code.find("/*"));
  return At == StringRef::npos ? "" : Code.drop_front(At + 2);
}

/// After the word, before it in the same comment, or on the line above when
/// that is a comment.
static std::string reasonOf(const Marker &M, StringRef LineAbove) {
  if (std::string After = sentenceIn(M.After); !After.empty())
    return After;
  if (std::string Before = sentenceIn(commentIn(M.Before)); !Before.empty())
    return Before;
  StringRef Above = LineAbove.trim();
  bool IsComment = Above.starts_with("//") || Above.starts_with("*") ||
                   Above.ends_with("*/");
  return IsComment && !Above.contains(Word) ? sentenceIn(Above) : "";
}

static bool namesOurs(StringRef Checks) {
  return llvm::any_of(llvm::split(Checks, ','), [](StringRef Each) {
    return Each.trim().starts_with("threadwise");
  });
}

std::vector<Suppression>
threadwise::suppressionsIn(StringRef File, StringRef Text,
                           llvm::ArrayRef<Verdict> Silenced) {
  std::vector<Suppression> All;
  llvm::SmallVector<StringRef, 0> Lines;
  Text.split(Lines, '\n');
  auto LastOf = [&](size_t Begin, StringRef Checks) -> unsigned {
    for (size_t I = Begin + 1; I < Lines.size(); ++I)
      if (std::optional<Marker> M = markerIn(Lines[I]);
          M && M->Kind == Marker::End && M->Checks == Checks)
        return I + 1;
    return Lines.size();
  };
  for (size_t I = 0; I < Lines.size(); ++I) {
    std::optional<Marker> M = markerIn(Lines[I]);
    if (!M || M->Kind == Marker::End)
      continue;
    unsigned First = I + 1 + (M->Kind == Marker::NextLine), Last = First;
    if (M->Kind == Marker::Begin)
      Last = LastOf(I, M->Checks);
    clang::tidy::GlobList Globs(M->Checks.empty() ? "*" : M->Checks);
    Suppression S{File.str(), unsigned(I + 1), M->Checks.str(),
                  reasonOf(*M, I ? Lines[I - 1] : "")};
    S.Silences = llvm::any_of(Silenced, [&](const Verdict &V) {
      return V.At.Line >= First && V.At.Line <= Last && Globs.contains(V.Check);
    });
    if (S.Silences || namesOurs(M->Checks))
      All.push_back(std::move(S));
  }
  return All;
}

bool threadwise::printSuppressions(const std::vector<std::string> &Files,
                                   const std::vector<Verdict> &Verdicts,
                                   const llvm::StringSet<> &Uncertain) {
  std::map<std::string, std::vector<Verdict>> Silenced;
  for (const Verdict &V : Verdicts)
    if (V.Is == Answer::Reported && V.Form == SuppressedForm)
      Silenced[realPath(V.At.File)].push_back(V);
  unsigned All = 0, Unexplained = 0, Useless = 0;
  for (const std::string &File : Files) {
    auto Buffer = llvm::MemoryBuffer::getFile(File);
    if (!Buffer)
      continue;
    for (const Suppression &S :
         suppressionsIn(File, (*Buffer)->getBuffer(), Silenced[File])) {
      bool IsUseless = !S.Silences && !Uncertain.contains(File);
      ++All;
      Unexplained += S.Reason.empty();
      Useless += IsUseless;
      llvm::outs() << report::forTerminal(shownPath(S.File)) << ':' << S.Line
                   << ": "
                   << (S.Checks.empty() ? "all checks"
                                        : report::forTerminal(S.Checks))
                   << ": "
                   << (S.Reason.empty() ? "no reason is given"
                                        : report::forTerminal(S.Reason))
                   << (IsUseless ? " (silences nothing)" : "") << '\n';
    }
  }
  llvm::outs() << All << (All == 1 ? " suppression: " : " suppressions: ")
               << Unexplained << " without a reason, " << Useless
               << " that silence nothing\n";
  return !Unexplained && !Useless;
}
