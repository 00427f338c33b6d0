//===--- Report.cpp -------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Report.h"
#include "Configuration.h"
#include "Paths.h"
#include "report/AdviceOf.h"
#include "llvm/ADT/STLExtras.h"

using namespace threadwise;
using llvm::StringRef;

std::string threadwise::counted(unsigned Number, StringRef What) {
  return std::to_string(Number) + " " + What.str() + (Number == 1 ? "" : "s");
}

std::vector<Finding> Report::add(const UnitJob &Job, Outcome What) {
  ++Units;
  UnitResult &R = What.Result;
  if (!What.Failure.empty()) {
    WithoutAst.push_back({Job.File, What.Failure});
    return {};
  }
  for (std::string &Error : R.ConfigurationErrors)
    ConfigurationErrors.insert(std::move(Error));
  for (const std::string &Name : R.MissingHeaders)
    ++MissingHeaders[Name];
  if (!R.HasAst) {
    WithoutAst.push_back({Job.File, R.FirstError});
    return {};
  }
  if (R.Errors)
    WithErrors.push_back(
        {Job.File, counted(R.Errors, "error") +
                       ", the first: " + shownPath(R.FirstError)});
  for (const std::string &Header : R.Headers)
    Included.insert(realPath(Header));
  for (Verdict &V : R.Verdicts)
    addVerdict(std::move(V));

  std::vector<Finding> New;
  for (Finding &F : R.Findings) {
    const Message &M = F.Main;
    if (!SeenFindings.insert({M.File, M.Offset, F.Check, M.Text}).second)
      continue;
    ++FindingsOfCheck[F.Check];
    AnyError |= F.AsError;
    if (std::optional<Level> L = report::levelOf(F.Check, F.Form))
      Worst = std::min(Worst.value_or(Level::Practice), *L);
    else
      AnyForeign = true;
    New.push_back(std::move(F));
  }
  llvm::sort(New, [](const Finding &A, const Finding &B) {
    return std::tie(A.Main.File, A.Main.Offset, A.Check, A.Main.Text) <
           std::tie(B.Main.File, B.Main.Offset, B.Check, B.Main.Text);
  });
  return New;
}

/// What one unit knows and another does not counts.
static unsigned weight(const Verdict &V) {
  switch (V.Is) {
  case Answer::Reported:
    return V.Form == SuppressedForm ? 2 : 3;
  case Answer::Fine:
    return 1;
  case Answer::Unknown:
    return 0;
  }
  llvm_unreachable("all answers have a weight");
}

void Report::addVerdict(Verdict V) {
  VerdictKey Key(V.At.File, V.At.Line, V.At.Column, V.Check, V.Fact, V.What);
  auto [Old, New] = Verdicts.try_emplace(std::move(Key), V);
  if (!New && weight(V) > weight(Old->second))
    Old->second = std::move(V);
}

bool Report::anyFailing(Level FailOn) const {
  return AnyError || (Worst && *Worst <= FailOn) ||
         (AnyForeign && FailOn == Level::Practice);
}

std::map<std::string, Report::Counts> Report::counts() const {
  std::map<std::string, Counts> All;
  for (const std::string &Name : checkNames())
    All[Name];
  for (const auto &[Check, Number] : FindingsOfCheck)
    All[Check].Reported = Number;
  for (const auto &[Key, V] : Verdicts) {
    Counts &C = All[V.Check];
    if (V.Is == Answer::Fine)
      ++C.Fine;
    else if (V.Is == Answer::Unknown)
      ++C.Unknown;
    else if (V.Form == SuppressedForm)
      ++C.Suppressed;
  }
  return All;
}

std::vector<Verdict> Report::verdicts() const {
  std::vector<Verdict> All;
  for (const auto &Each : Verdicts)
    All.push_back(Each.second);
  return All;
}
