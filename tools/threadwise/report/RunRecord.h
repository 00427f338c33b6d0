//===--- RunRecord.h - what a run saw, as a file ----------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// `threadwise check --record FILE` writes one, `threadwise report` reads any
/// number. It holds what the findings alone do not say: which units were asked
/// for and what became of each, and the hash of every file that is named.
/// docs/run-record.md describes the JSON.
///
/// Paths are relative to the root of the project, with slashes, so that runs of
/// different machines and folders compare; what lies elsewhere is absolute.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_REPORT_RUNRECORD_H
#define THREADWISE_TOOL_REPORT_RUNRECORD_H

#include "advice/Advice.h"
#include "model/Figures.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace threadwise::report {

/// A stretch of a file. Lines and columns count from 1, columns in bytes.
struct Location {
  std::string File; ///< empty: no place
  unsigned Line = 0, Column = 0, EndLine = 0, EndColumn = 0;
  unsigned Offset = 0, Length = 0;
};

struct Note {
  std::string Text;
  Location At;
  std::vector<Location> Also; ///< where else it is decided
};

/// What a stretch becomes.
struct Edit {
  Location At;
  std::string Text;
};

struct Finding {
  std::string Id;
  std::string Check; ///< `threadwise-unbounded-spawn`
  std::string Form;  ///< empty for the checks of others
  /// The two parts of the id that only the analysis knows.
  std::string Function, Excerpt;
  std::optional<Level> Severity; ///< none for the checks of others
  std::string Confidence;        ///< empty for the checks of others
  std::vector<std::string> Advice;
  bool AsError = false;
  std::string Text;
  Location At;
  std::vector<Note> Evidence;
  std::string Remedy;
  Figures InNumbers;
  std::vector<Edit> Fixes;
  std::vector<unsigned> Units; ///< those that showed it, by index
  /// The changed place for which it is shown, where that is not its own; of a
  /// report, and not in a record.
  Location Changed;
};

enum class UnitState : uint8_t { NotRun, Failed, Analysed };

/// A source, or a header that no source includes, with one command.
struct Unit {
  std::string File;
  bool IsHeader = false;
  unsigned Variant = 0; ///< of several commands for one file
  unsigned Shard = 1;
  UnitState State = UnitState::NotRun;
  std::string Why; ///< it failed, or the first of its compile errors
  unsigned Errors = 0;
  std::vector<std::string> MissingHeaders;
};

struct RunRecord {
  static constexpr int FormatVersion = 1;

  std::string ToolVersion, LlvmVersion;
  /// The options that change what is found, by name.
  std::map<std::string, std::string> Options;
  unsigned Shard = 1, Shards = 1;
  /// False from its start until a run has come to its end.
  bool IsFinished = true;
  /// Where the compilation database lies, and what the build makes; may be
  /// empty.
  std::string BuildFolder;
  /// False for findings of which it is not known what else was looked at.
  bool SaysWhatWasSeen = true;
  std::vector<Unit> Units;
  std::vector<std::string> IncludedHeaders;
  std::vector<std::string> ConfigurationErrors;
  std::vector<std::string> SourcesWithoutCommand;
  std::map<std::string, std::string> Hashes; ///< SHA-256 of each file named
  std::vector<Finding> Findings;

  /// Asked for some files only; a shard of a run of all is none.
  bool isOfPart() const {
    return Options.count("paths") || Options.count("changed");
  }
};

llvm::json::Value toJSON(const Finding &F);
llvm::json::Value toJSON(const RunRecord &R);
bool fromJSON(const llvm::json::Value &V, RunRecord &R, llvm::json::Path P);

/// Reads JSON from a stranger: nested no deeper than records are.
llvm::Expected<llvm::json::Value> parseCarefully(llvm::StringRef Text);

llvm::StringRef toString(UnitState S); // not-run, failed, analysed

/// SHA-256, in hexadecimal digits.
std::string hashOf(llvm::StringRef Bytes);

/// Relative to \p Root where it lies below.
std::string relativePath(llvm::StringRef File, llvm::StringRef Root);

} // namespace threadwise::report

#endif // THREADWISE_TOOL_REPORT_RUNRECORD_H
