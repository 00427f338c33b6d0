//===--- Review.cpp -------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Review.h"
#include "FindingId.h"
#include "SourceFiles.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/raw_ostream.h"
#include <set>
#include <tuple>

using namespace threadwise;
using llvm::StringRef;

namespace {

using report::Finding;
using report::RunRecord;
using report::Unit;
using report::UnitState;

using UnitKey = std::tuple<bool, std::string, unsigned>;
using FindingKey =
    std::tuple<std::string, unsigned, std::string, std::string, std::string>;

/// Sources first, as a run has them.
UnitKey keyOf(const Unit &U) { return {U.IsHeader, U.File, U.Variant}; }

FindingKey keyOf(const Finding &F) {
  return {F.At.File, F.At.Offset, F.Check, F.Form, F.Text};
}

class Merger {
public:
  explicit Merger(std::vector<RunRecord> Records)
      : Records(std::move(Records)) {}

  report::Review merge() {
    for (const RunRecord &R : Records)
      Included.insert(R.IncludedHeaders.begin(), R.IncludedHeaders.end());
    for (RunRecord &R : Records)
      add(R);
    for (const auto &Each : Units)
      Out.Units.push_back(Each.second);
    for (auto &Each : Findings)
      Out.Findings.push_back(std::move(Each.second));
    report::assignIds(Out.Findings);
    for (const auto &[File, Of] : Out.Hashes)
      if (Of.empty())
        Out.Problems.push_back("'" + File +
                               "' changed between the runs: what was said of "
                               "it is left out");
    nameTroubles();
    return std::move(Out);
  }

private:
  /// What a run cannot know: that a unit of another shard includes a header.
  bool isSuperfluous(const Unit &U) const {
    return U.IsHeader && Included.count(U.File);
  }

  void add(RunRecord &R) {
    takeVersions(R);
    for (const Unit &U : R.Units)
      if (!isSuperfluous(U))
        addUnit(U);
    for (const auto &[File, Hash] : R.Hashes) {
      auto [Known, New] = Out.Hashes.try_emplace(File, Hash);
      if (!New && Known->second != Hash)
        Known->second.clear();
    }
    for (const std::string &Error : R.ConfigurationErrors)
      Configuration.insert(Error);
    WithoutCommand.insert(R.SourcesWithoutCommand.begin(),
                          R.SourcesWithoutCommand.end());
    for (Finding &F : R.Findings) {
      bool Shown =
          F.Units.empty() || llvm::any_of(F.Units, [&](unsigned Index) {
            return !isSuperfluous(R.Units[Index]);
          });
      if (Shown)
        addFinding(std::move(F));
    }
  }

  void takeVersions(const RunRecord &R) {
    SeenAll &= R.SaysWhatWasSeen;
    Out.IsOfAll |= R.SaysWhatWasSeen && !R.isOfPart();
    if (R.ToolVersion.empty())
      return;
    if (Out.ToolVersion.empty()) {
      Out.ToolVersion = R.ToolVersion;
      Out.LlvmVersion = R.LlvmVersion;
      Out.Options = R.Options;
    } else if (std::tie(R.ToolVersion, R.LlvmVersion) !=
               std::tie(Out.ToolVersion, Out.LlvmVersion)) {
      Mixed = true;
      Out.ToolVersion = std::max(Out.ToolVersion, R.ToolVersion);
      Out.LlvmVersion = std::max(Out.LlvmVersion, R.LlvmVersion);
    }
  }

  void addUnit(const Unit &U) {
    auto [Known, New] = Units.try_emplace(keyOf(U), U);
    auto Worth = [](const Unit &Each) {
      return std::make_tuple(Each.State, -int(Each.Errors), Each.Why);
    };
    if (!New && Worth(U) > Worth(Known->second))
      Known->second = U;
  }

  /// Two units may tell different evidence of one place: the longer, and of
  /// those the same one always.
  void addFinding(Finding F) {
    F.Units.clear();
    auto [Known, New] = Findings.try_emplace(keyOf(F), F);
    if (New)
      return;
    auto Weight = [](const Finding &Each) {
      std::string All;
      llvm::raw_string_ostream(All) << toJSON(Each);
      return std::make_tuple(Each.AsError, Each.Evidence.size(), All);
    };
    if (Weight(F) > Weight(Known->second))
      Known->second = std::move(F);
  }

  void nameTroubles() {
    for (const std::string &Error : Configuration)
      Out.Problems.push_back("error in the configuration: " + Error);
    for (const Unit &U : Out.Units) {
      if (U.State == UnitState::Failed)
        Out.Problems.push_back("'" + U.File +
                               "' could not be analysed: " + U.Why);
      else if (U.State == UnitState::NotRun)
        NotRun[U.Shard].push_back(&U);
    }
    nameNotRun();
    for (const std::string &File : WithoutCommand)
      Out.Remarks.push_back("'" + File +
                            "' has no command, and was not analysed");
    if (Mixed)
      Out.Remarks.push_back("the runs are of different versions of threadwise "
                            "or LLVM: what they find may differ");
    if (!SeenAll)
      Out.Remarks.push_back(
          "the fixes that clang-tidy exports do not say which units were "
          "analysed, nor which sources: whether anything is missing or has "
          "changed since is unknown");
  }

  /// The units of a shard that is missing, or those that an interrupted run
  /// left.
  void nameNotRun() {
    std::set<unsigned> Seen;
    for (const RunRecord &R : Records)
      Seen.insert(R.Shard);
    for (const auto &[Shard, Left] : NotRun) {
      std::string Names;
      for (const Unit *U : Left)
        Names += (Names.empty() ? "" : ", ") + U->File;
      Out.Problems.push_back(
          Seen.count(Shard)
              ? "the run ended before these were analysed: " + Names
              : "shard " + std::to_string(Shard) + " of " +
                    std::to_string(Records.front().Shards) +
                    " is missing: " + Names);
    }
  }

  std::vector<RunRecord> Records;
  std::set<std::string> Included, Configuration, WithoutCommand;
  std::map<UnitKey, Unit> Units;
  std::map<FindingKey, Finding> Findings;
  std::map<unsigned, std::vector<const Unit *>> NotRun;
  bool Mixed = false, SeenAll = true;
  report::Review Out;
};

} // namespace

bool report::Review::covers(StringRef File) const {
  return IsOfAll || llvm::any_of(Units, [&](const Unit &U) {
           return !U.IsHeader && U.File == File &&
                  U.State == UnitState::Analysed;
         });
}

report::Review report::merge(std::vector<RunRecord> Records) {
  return Merger(std::move(Records)).merge();
}

void report::expectShards(Review &R, const std::vector<RunRecord> &Records,
                          unsigned Shards) {
  std::set<unsigned> Seen;
  for (const RunRecord &Each : Records) {
    if (Each.Shards != Shards)
      R.Problems.push_back("a record is of a run in " +
                           std::to_string(Each.Shards) +
                           " shards, and not in " + std::to_string(Shards));
    else
      Seen.insert(Each.Shard);
  }
  for (unsigned Shard = 1; Shard <= Shards; ++Shard) {
    if (Seen.count(Shard))
      continue;
    // merge() has named one that has units.
    bool IsNamed = llvm::any_of(R.Units, [&](const Unit &U) {
      return U.Shard == Shard && U.State == UnitState::NotRun;
    });
    if (!IsNamed)
      R.Problems.push_back("shard " + std::to_string(Shard) + " of " +
                           std::to_string(Shards) + " is missing");
  }
}

void report::leaveOutStale(Review &R, SourceFiles &Sources) {
  std::set<std::string> Stale;
  for (const auto &[File, Hash] : R.Hashes) {
    if (Hash.empty()) {
      Stale.insert(File); // merge() has named it
      continue;
    }
    switch (Sources.compare(File, Hash)) {
    case SourceFiles::Comparison::Same:
      break;
    case SourceFiles::Comparison::Outside:
      R.Remarks.push_back("'" + File +
                          "' lies outside the root: it is not read");
      break;
    case SourceFiles::Comparison::Missing:
      R.Problems.push_back("'" + File +
                           "' is missing: what was said of it is left out");
      Stale.insert(File);
      break;
    case SourceFiles::Comparison::Changed:
      R.Problems.push_back("'" + File +
                           "' changed since it was analysed: what was said of "
                           "it is left out");
      Stale.insert(File);
      break;
    }
  }
  llvm::erase_if(R.Findings,
                 [&](const Finding &F) { return Stale.count(F.At.File); });
}

StringRef report::severityOf(const Finding &F) {
  if (F.AsError)
    return "error";
  if (!F.Severity)
    return "warning";
  switch (*F.Severity) {
  case Level::HangOrCrash:
    return "error";
  case Level::Resource:
  case Level::Slower:
    return "warning";
  case Level::Practice:
    return "note";
  }
  llvm_unreachable("all levels have a severity");
}

unsigned report::rankOf(const Finding &F) {
  // Twice the level leaves room between.
  return F.Severity ? 2 * unsigned(*F.Severity)
                    : 2 * unsigned(Level::Slower) + 1;
}

std::vector<const report::Finding *> report::byLevel(const Review &R) {
  std::vector<const Finding *> All;
  for (const Finding &F : R.Findings)
    All.push_back(&F);
  llvm::stable_sort(All, [](const Finding *A, const Finding *B) {
    return rankOf(*A) < rankOf(*B);
  });
  return All;
}
