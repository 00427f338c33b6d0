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

template <typename Function>
void forEachPlace(std::vector<Finding> &Findings, Function Do) {
  for (Finding &F : Findings) {
    Do(F.At);
    for (report::Note &N : F.Evidence) {
      Do(N.At);
      for (report::Location &Other : N.Also)
        Do(Other);
    }
    for (report::Edit &E : F.Fixes)
      Do(E.At);
  }
}

class Merger {
public:
  explicit Merger(std::vector<RunRecord> Records)
      : Records(std::move(Records)) {}

  report::Review merge() {
    unifyGenerated();
    for (const RunRecord &R : Records)
      Included.insert(R.IncludedHeaders.begin(), R.IncludedHeaders.end());
    for (RunRecord &R : Records)
      add(R);
    std::map<UnitKey, unsigned> Index;
    for (const auto &[Key, U] : Units) {
      Index[Key] = Out.Units.size();
      Out.Units.push_back(U);
    }
    for (auto &Each : Findings) {
      for (const UnitKey &Shower : Each.second.ShownBy)
        Each.second.F.Units.push_back(Index[Shower]);
      Out.Findings.push_back(std::move(Each.second.F));
    }
    nameOptions();
    report::assignIds(Out.Findings);
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
      std::set<UnitKey> ShownBy;
      for (unsigned Index : F.Units)
        if (const Unit &U = R.Units[Index]; !isSuperfluous(U))
          ShownBy.insert(keyOf(U));
      if (F.Units.empty() || !ShownBy.empty())
        addFinding(std::move(F), ShownBy);
    }
  }

  void takeVersions(const RunRecord &R) {
    Out.SaysWhatWasSeen &= R.SaysWhatWasSeen;
    (R.IsFinished ? Finished : Unfinished).insert(R.Shard);
    Out.IsOfAll |= R.SaysWhatWasSeen && !R.isOfPart();
    if (R.ToolVersion.empty())
      return;
    ++RunsWithOptions;
    for (const auto &[Name, Value] : R.Options)
      ++Options[Name][Value];
    if (Out.ToolVersion.empty()) {
      Out.ToolVersion = R.ToolVersion;
      Out.LlvmVersion = R.LlvmVersion;
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
  void addFinding(Finding F, const std::set<UnitKey> &ShownBy) {
    F.Units.clear();
    auto [At, New] = Findings.try_emplace(keyOf(F), Merged{F, {}});
    At->second.ShownBy.insert(ShownBy.begin(), ShownBy.end());
    if (New)
      return;
    Finding &Known = At->second.F;
    auto Weight = [](const Finding &Each) {
      std::string All;
      llvm::raw_string_ostream(All) << toJSON(Each);
      return std::make_tuple(Each.AsError, Each.Evidence.size(), All);
    };
    if (Weight(F) > Weight(Known))
      Known = std::move(F);
  }

  /// The values of all runs, and whether they differ.
  void nameOptions() {
    std::string Different;
    for (const auto &[Name, Values] : Options) {
      std::string &All = Out.Options[Name];
      for (const auto &Each : Values)
        All += (All.empty() ? "" : " | ") + Each.first;
      if (Values.begin()->second != RunsWithOptions)
        Different += (Different.empty() ? "" : ", ") + Name;
    }
    if (!Different.empty())
      Out.Remarks.push_back("the runs were asked for different things (" +
                            Different + "): what they find may differ");
  }

  /// What builds in two folders generate alike has the name that it has in the
  /// first of them.
  void unifyGenerated() {
    std::map<std::pair<std::string, std::string>, std::string> First;
    std::set<std::string> Folders;
    for (const RunRecord &R : Records)
      Folders.insert(R.BuildFolder);
    Folders.erase("");
    auto KeyOf = [&](StringRef File, StringRef Hash) {
      for (StringRef Folder : Folders)
        if (StringRef Below = File;
            Below.consume_front(Folder) && Below.consume_front("/"))
          return std::make_pair(Below.str(), Hash.str());
      return std::make_pair(std::string(), std::string());
    };
    for (const RunRecord &R : Records)
      for (const auto &[File, Hash] : R.Hashes)
        if (auto Key = KeyOf(File, Hash); !Key.first.empty()) {
          auto [Known, New] = First.try_emplace(std::move(Key), File);
          Known->second = std::min(Known->second, File);
        }
    for (RunRecord &R : Records) {
      std::map<std::string, std::string> NewNames;
      for (const auto &[File, Hash] : R.Hashes)
        if (auto Known = First.find(KeyOf(File, Hash));
            Known != First.end() && Known->second != File)
          NewNames[File] = Known->second;
      for (const auto &[Old, New] : NewNames) {
        R.Hashes[New] = R.Hashes[Old];
        R.Hashes.erase(Old);
      }
      forEachPlace(R.Findings, [&](report::Location &At) {
        if (auto New = NewNames.find(At.File); New != NewNames.end())
          At.File = New->second;
      });
    }
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
    if (!Out.SaysWhatWasSeen)
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
    // Its headers are known only when its units are analysed.
    for (unsigned Shard : Unfinished)
      if (!Finished.count(Shard) && !NotRun.count(Shard))
        Out.Problems.push_back("a run did not come to its end");
  }

  std::vector<RunRecord> Records;
  std::set<std::string> Included, Configuration, WithoutCommand;
  std::map<UnitKey, Unit> Units;
  struct Merged {
    Finding F;
    std::set<UnitKey> ShownBy;
  };
  std::map<FindingKey, Merged> Findings;
  unsigned RunsWithOptions = 0;
  /// By name and value, of how many runs.
  std::map<std::string, std::map<std::string, unsigned>> Options;
  std::map<unsigned, std::vector<const Unit *>> NotRun;
  std::set<unsigned> Finished, Unfinished; ///< the shards
  bool Mixed = false;
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

RunRecord report::withoutOtherShards(RunRecord R) {
  std::vector<unsigned> NewIndex(R.Units.size());
  std::vector<Unit> Own;
  for (size_t I = 0; I < R.Units.size(); ++I) {
    NewIndex[I] = Own.size();
    if (R.Units[I].Shard == R.Shard)
      Own.push_back(std::move(R.Units[I]));
  }
  R.Units = std::move(Own);
  for (Finding &F : R.Findings)
    for (unsigned &Index : F.Units)
      Index = NewIndex[Index];
  return R;
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

namespace {

/// Compares what was analysed with what is there.
class Staleness {
public:
  Staleness(report::Review &R, report::SourceFiles &Sources)
      : R(R), Sources(Sources) {}

  void run() {
    for (const auto &[File, Hash] : R.Hashes)
      if (Hash.empty())
        leaveOut(File, "changed between the runs");
      else
        judge(File, Hash, "changed since it was analysed");
    // Only clang-tidy's exported fixes have no hashes: a record that names a
    // file without one did not come from a run.
    for (const std::string &File : namedWithoutHash())
      judge(File, /*Hash=*/"",
            R.SaysWhatWasSeen ? "is named without its hash" : "");
    llvm::erase_if(R.Findings, [&](const Finding &F) { return isStale(F.At); });
    for (Finding &F : R.Findings) {
      llvm::erase_if(F.Evidence,
                     [&](const report::Note &N) { return isStale(N.At); });
      // A fix is whole or none.
      if (llvm::any_of(F.Fixes,
                       [&](const report::Edit &E) { return isStale(E.At); }))
        F.Fixes.clear();
    }
  }

private:
  using Comparison = report::SourceFiles::Comparison;

  bool isStale(const report::Location &At) const {
    return Stale.count(At.File);
  }

  void leaveOut(const std::string &File, StringRef Why) {
    R.Problems.push_back(
        ("'" + File + "' " + Why + ": what was said of it is left out").str());
    Stale.insert(File);
  }

  /// \p IfOther: why a file is left out that is not what \p Hash says; empty
  /// where that is no reason.
  void judge(const std::string &File, StringRef Hash, StringRef IfOther) {
    if (!Sources.readsAnything())
      return;
    switch (Sources.compare(File, Hash)) {
    case Comparison::Same:
      break;
    case Comparison::Outside:
      R.Remarks.push_back("'" + File +
                          "' lies outside the root: it is not read");
      break;
    case Comparison::Missing:
      leaveOut(File, "is missing");
      break;
    case Comparison::Changed:
      if (!IfOther.empty())
        leaveOut(File, IfOther);
      break;
    }
  }

  std::set<std::string> namedWithoutHash() {
    std::set<std::string> Names;
    forEachPlace(R.Findings, [&](const report::Location &At) {
      if (!At.File.empty() && !R.Hashes.count(At.File))
        Names.insert(At.File);
    });
    return Names;
  }

  report::Review &R;
  report::SourceFiles &Sources;
  std::set<std::string> Stale;
};

} // namespace

void report::leaveOutStale(Review &R, SourceFiles &Sources) {
  Staleness(R, Sources).run();
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
