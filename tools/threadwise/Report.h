//===--- Report.h - the results of all units, merged ------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_REPORT_H
#define THREADWISE_TOOL_REPORT_H

#include "WorkerPool.h"
#include "advice/Advice.h"
#include "llvm/ADT/StringSet.h"
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace threadwise {

/// Several units see the same header: each finding and each verdict counts
/// once.
class Report {
public:
  /// Adds a unit and returns the findings that no unit before it had, by file
  /// and line.
  std::vector<Finding> add(const UnitJob &Job, Outcome What);

  struct Troubled {
    std::string File, Why;
  };
  struct Counts {
    unsigned Reported = 0, Suppressed = 0, Fine = 0, Unknown = 0;
  };

  unsigned units() const { return Units; }
  unsigned findings() const { return SeenFindings.size(); }
  /// A finding of this level or worse, or one that the configuration makes an
  /// error.
  bool anyFailing(Level FailOn) const;
  const std::vector<Troubled> &withoutAst() const { return WithoutAst; }
  const std::vector<Troubled> &withErrors() const { return WithErrors; }
  const std::set<std::string> &configurationErrors() const {
    return ConfigurationErrors;
  }
  /// Each header that was not found, with the number of units that lack it.
  const std::map<std::string, unsigned> &missingHeaders() const {
    return MissingHeaders;
  }
  const llvm::StringSet<> &includedHeaders() const { return Included; }
  /// By check.
  std::map<std::string, Counts> counts() const;
  /// By place.
  std::vector<Verdict> verdicts() const;

private:
  void addVerdict(Verdict V);

  using FindingKey =
      std::tuple<std::string, unsigned, std::string, std::string>;
  using VerdictKey = std::tuple<std::string, unsigned, unsigned, std::string,
                                std::string, std::string>;

  unsigned Units = 0;
  std::set<FindingKey> SeenFindings;
  std::map<std::string, unsigned> FindingsOfCheck;
  std::map<VerdictKey, Verdict> Verdicts;
  std::vector<Troubled> WithoutAst, WithErrors;
  std::set<std::string> ConfigurationErrors;
  std::map<std::string, unsigned> MissingHeaders;
  llvm::StringSet<> Included;
  bool AnyError = false;
  std::optional<Level> Worst; ///< of the findings of our checks
  bool AnyForeign = false;    ///< a finding of a check that is not ours
};

/// `1 unit`, `2 units`.
std::string counted(unsigned Number, llvm::StringRef What);

/// Prints to standard error what was found and, above all, what was not seen.
void printSummary(const Report &R, const std::vector<std::string> &NoCommand,
                  llvm::StringRef DatabasePath);

} // namespace threadwise

#endif // THREADWISE_TOOL_REPORT_H
