//===--- Recorder.h - writes down what a run does ---------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_RECORDER_H
#define THREADWISE_TOOL_RECORDER_H

#include "CheckRequest.h"
#include "WorkerPool.h"
#include "report/RunRecord.h"

namespace threadwise {

class Recorder {
public:
  Recorder(const CheckRequest &Request, std::string Root);

  /// By the compilation database that lies there.
  void setBuildFolder(llvm::StringRef Folder) {
    Out.BuildFolder = relative(Folder);
  }
  /// What is to be analysed; a unit that is never added counts as not run.
  void expect(const UnitJob &Job, bool IsHeader, unsigned Shard);
  void add(const UnitJob &Job, bool IsHeader, const Outcome &What);
  void addSourceWithoutCommand(llvm::StringRef File);

  /// What a reader finds when the run dies.
  report::RunRecord unfinished() const { return Out; }
  /// The run has come to its end.
  void finish() { Out.IsFinished = true; }
  report::RunRecord take();

private:
  report::Location place(const Message &M) const;
  report::Location place(const Message::Span &S) const;
  report::Note note(const Message &M) const;
  report::Finding finding(const Finding &F) const;
  std::string relative(llvm::StringRef File) const;
  report::Unit &unitOf(const UnitJob &Job, bool IsHeader);

  std::string Root;
  report::RunRecord Out;
  /// Two commands for one file are told apart by their place in the list.
  std::map<std::pair<std::string, bool>, std::vector<unsigned>> UnitsOfFile;
  std::map<std::string, std::vector<std::vector<std::string>>> CommandsOfFile;
};

/// False, with a message, when it cannot be written.
bool writeRecord(const report::RunRecord &R, const std::string &File);

} // namespace threadwise

#endif // THREADWISE_TOOL_RECORDER_H
