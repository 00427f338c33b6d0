//===--- UnitResult.h - what the analysis of one unit gave ------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Plain data with a JSON form: it travels from a worker process to `check`.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_UNITRESULT_H
#define THREADWISE_TOOL_UNITRESULT_H

#include "Configuration.h"
#include "EarlierFiles.h"
#include "model/Verdict.h"
#include "llvm/Support/JSON.h"
#include <map>
#include <string>
#include <vector>

namespace threadwise {

/// One translation unit to analyse. All paths are absolute.
struct UnitJob {
  std::string File;
  std::string Directory; ///< where the command line is run
  std::vector<std::string> CommandLine;
};

/// What holds for all units of a run.
struct AnalysisSettings {
  ConfigurationSource Configuration;
  /// What lies elsewhere is somebody else's: its findings are not shown.
  std::string ProjectRoot;
  /// Below the root, and yet somebody else's: what the build fetched.
  std::string FetchedRoot;
  /// Not empty: the project is analysed as it was then.
  EarlierContents Earlier;
};

/// A sentence at a place, with what it underlines and what it would change.
struct Message {
  struct Span {
    std::string File;
    unsigned Offset = 0, Length = 0;
    unsigned Line = 0, Column = 0, EndLine = 0, EndColumn = 0;
    std::string Text; ///< of a fix: what the span becomes
  };
  std::string Text;
  std::string File; ///< empty: no place
  unsigned Offset = 0, Line = 0, Column = 0;
  std::vector<Span> Ranges, Fixes;
};

struct Finding {
  std::string Check;
  std::string Form; ///< empty for the checks of others
  bool AsError = false;
  /// What stays when the lines move: the function around it, and its code.
  std::string Function, Excerpt;
  Message Main;
  std::vector<Message> Notes;
  Figures InNumbers;
};

struct UnitResult {
  /// Without it nothing was looked at; Errors and FirstError say why.
  bool HasAst = false;
  unsigned Errors = 0; ///< of the compiler
  std::string FirstError;
  std::vector<std::string> ConfigurationErrors;
  std::vector<std::string> MissingHeaders; ///< as the source names them
  std::vector<std::string> Headers;        ///< of the project, included here
  std::vector<Finding> Findings;
  std::vector<Verdict> Verdicts;
  std::map<std::string, std::string> Hashes; ///< of the files that are named
};

/// A Reported verdict whose finding NOLINT or a filter took away.
inline constexpr llvm::StringLiteral SuppressedForm = "suppressed";

llvm::json::Value toJSON(const UnitJob &J);
bool fromJSON(const llvm::json::Value &V, UnitJob &J, llvm::json::Path P);
llvm::json::Value toJSON(const AnalysisSettings &S);
bool fromJSON(const llvm::json::Value &V, AnalysisSettings &S,
              llvm::json::Path P);
llvm::json::Value toJSON(const UnitResult &R);
bool fromJSON(const llvm::json::Value &V, UnitResult &R, llvm::json::Path P);

} // namespace threadwise

#endif // THREADWISE_TOOL_UNITRESULT_H
