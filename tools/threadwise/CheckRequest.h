//===--- CheckRequest.h - what `threadwise check` was asked -----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_CHECKREQUEST_H
#define THREADWISE_TOOL_CHECKREQUEST_H

#include "Configuration.h"
#include "ReportOptions.h"
#include "Verbs.h"
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace threadwise {

struct CheckRequest {
  std::string Build; ///< `-p`: a build folder or a compile_commands.json
  std::vector<std::string> Paths; ///< files and folders; empty: all
  std::optional<std::vector<std::string>> Flags; ///< what follows `--`
  ConfigurationSource Configuration;
  unsigned Jobs = 0; ///< 0: as many as the machine allows
  unsigned TimeoutSeconds = 600;
  std::string Record;             ///< the file to write a run record to
  unsigned Shard = 1, Shards = 1; ///< analyse one of so many parts
  std::string Changed;            ///< analyse what differs from this revision
  /// Show what was not found there; the same as Changed, or empty.
  std::string NewSince;
  ReportOptions Show;
  bool Configure = false;
  /// List the NOLINTs instead; Strict fails for those that are no good.
  enum class Suppressions : uint8_t { No, Listed, Strict };
  Suppressions Suppressed = Suppressions::No;
  struct Where {
    std::string File;
    unsigned Line = 0; ///< 0: the whole file
  };
  std::optional<Where> Why;
};

/// The request, or the exit code when there is nothing to do: help was asked
/// for, or the arguments make no sense and a message says why.
std::variant<CheckRequest, ExitCode> readCheckRequest(Arguments Args);

} // namespace threadwise

#endif // THREADWISE_TOOL_CHECKREQUEST_H
