//===--- Progress.h - how far the analysis is -------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_PROGRESS_H
#define THREADWISE_TOOL_PROGRESS_H

#include <chrono>
#include <string>

namespace threadwise {

/// On standard error: one line that is rewritten on a terminal, else a line a
/// minute, so that a log says that something goes on.
class Progress {
public:
  Progress();
  ~Progress() { hide(); }

  void setTotal(unsigned Units) { Total = Units; }
  void started(const std::string &File);
  void finished(unsigned FindingsSoFar);
  void tick();
  /// Makes room for other output on the terminal.
  void hide();

private:
  using Clock = std::chrono::steady_clock;
  void show();

  bool Rewrites;
  bool Shown = false;
  unsigned Done = 0, Total = 0, Findings = 0;
  std::string Current;
  Clock::time_point Last;
};

} // namespace threadwise

#endif // THREADWISE_TOOL_PROGRESS_H
