//===--- GitLab.cpp - a Code Quality report -------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Formats.h"
#include "llvm/Support/FormatVariadic.h"

using namespace threadwise;
using namespace threadwise::report;
using llvm::StringRef;
using llvm::json::Array;
using llvm::json::fixUTF8;
using llvm::json::Object;

static StringRef severity(const Finding &F) {
  if (F.AsError)
    return "critical";
  if (!F.Severity)
    return "minor";
  switch (*F.Severity) {
  case Level::HangOrCrash:
    return "critical";
  case Level::Resource:
    return "major";
  case Level::Slower:
    return "minor";
  case Level::Practice:
    return "info";
  }
  llvm_unreachable("all levels have a severity");
}

void report::writeGitLab(const Page &P, llvm::raw_ostream &Out) {
  Array Issues;
  for (const Finding *Each : findingsWithPlace(P, "gitlab")) {
    const Finding &F = *Each;
    Issues.push_back(Object{
        {"description", fixUTF8(textWithRemedy(F))},
        {"check_name", fixUTF8(F.Check)},
        {"fingerprint", F.Id},
        {"severity", severity(F)},
        {"location",
         Object{{"path", fixUTF8(F.At.File)},
                {"lines", Object{{"begin", std::max(1u, F.At.Line)}}}}}});
  }
  Out << llvm::formatv("{0:2}", llvm::json::Value(std::move(Issues))) << '\n';
}
