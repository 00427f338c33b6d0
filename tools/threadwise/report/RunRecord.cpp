//===--- RunRecord.cpp ----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "RunRecord.h"
#include "FiguresJson.h"
#include "support/Compat.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SHA256.h"

using namespace threadwise;
using llvm::StringRef;
using namespace llvm::json;

namespace threadwise::report {

static constexpr llvm::StringLiteral FormatName = "threadwise-run-record";

StringRef toString(UnitState S) {
  switch (S) {
  case UnitState::NotRun:
    return "not-run";
  case UnitState::Failed:
    return "failed";
  case UnitState::Analysed:
    return "analysed";
  }
  llvm_unreachable("all states are named");
}

std::string hashOf(StringRef Bytes) {
  auto Digest = llvm::SHA256::hash(llvm::arrayRefFromStringRef(Bytes));
  return llvm::toHex(Digest, /*LowerCase=*/true);
}

std::string relativePath(StringRef File, StringRef Root) {
  StringRef Rest = File;
  if (!Root.empty() && Rest.consume_front(Root) &&
      (Rest.consume_front("/") || Root.ends_with("/")))
    return Rest.str();
  return File.str();
}

//===----------------------------------------------------------------------===//
// Writing
//===----------------------------------------------------------------------===//

static Value text(StringRef S) { return fixUTF8(S); }

static Array texts(const std::vector<std::string> &All) {
  Array Out;
  for (const std::string &S : All)
    Out.push_back(text(S));
  return Out;
}

static Object textsByName(const std::map<std::string, std::string> &All) {
  Object Out;
  for (const auto &[Name, Of] : All)
    Out[fixUTF8(Name)] = text(Of);
  return Out;
}

static Value toJSON(const Location &L) {
  if (L.File.empty())
    return nullptr;
  return Object{{"file", text(L.File)},     {"line", L.Line},
                {"column", L.Column},       {"endLine", L.EndLine},
                {"endColumn", L.EndColumn}, {"offset", L.Offset},
                {"length", L.Length}};
}

template <typename T> static Array list(const std::vector<T> &All) {
  Array Out;
  for (const T &Each : All)
    Out.push_back(toJSON(Each));
  return Out;
}

static Value toJSON(const Note &N) {
  Object Out{{"text", text(N.Text)}, {"at", toJSON(N.At)}};
  if (!N.Also.empty())
    Out["also"] = list(N.Also);
  return Out;
}

static Value toJSON(const Edit &E) {
  return Object{{"text", text(E.Text)}, {"at", toJSON(E.At)}};
}

Value toJSON(const Finding &F) {
  Object Out{{"id", text(F.Id)},
             {"check", text(F.Check)},
             {"form", text(F.Form)},
             {"function", text(F.Function)},
             {"excerpt", text(F.Excerpt)},
             {"confidence", text(F.Confidence)},
             {"advice", texts(F.Advice)},
             {"asError", F.AsError},
             {"text", text(F.Text)},
             {"at", toJSON(F.At)},
             {"evidence", list(F.Evidence)},
             {"remedy", text(F.Remedy)},
             {"fixes", list(F.Fixes)},
             {"units", Array(F.Units)}};
  if (F.Severity)
    Out["level"] = threadwise::toString(*F.Severity);
  if (!F.InNumbers.isEmpty())
    Out["figures"] = F.InNumbers;
  return Out;
}

static Value toJSON(const Unit &U) {
  return Object{{"file", text(U.File)},
                {"header", U.IsHeader},
                {"variant", U.Variant},
                {"shard", U.Shard},
                {"state", toString(U.State)},
                {"why", text(U.Why)},
                {"errors", U.Errors},
                {"missingHeaders", texts(U.MissingHeaders)}};
}

Value toJSON(const RunRecord &R) {
  return Object{
      {"format", FormatName},
      {"version", R.FormatVersion},
      {"tool", Object{{"version", R.ToolVersion}, {"llvm", R.LlvmVersion}}},
      {"options", textsByName(R.Options)},
      {"shard", Object{{"index", R.Shard}, {"count", R.Shards}}},
      {"finished", R.IsFinished},
      {"buildFolder", text(R.BuildFolder)},
      {"units", list(R.Units)},
      {"includedHeaders", texts(R.IncludedHeaders)},
      {"configurationErrors", texts(R.ConfigurationErrors)},
      {"sourcesWithoutCommand", texts(R.SourcesWithoutCommand)},
      {"files", textsByName(R.Hashes)},
      {"findings", list(R.Findings)}};
}

//===----------------------------------------------------------------------===//
// Reading
//===----------------------------------------------------------------------===//

static bool fromJSON(const Value &V, Location &L, Path P) {
  if (V.getAsNull())
    return true;
  ObjectMapper O(V, P);
  return O && O.map("file", L.File) && O.map("line", L.Line) &&
         O.map("column", L.Column) && O.map("endLine", L.EndLine) &&
         O.map("endColumn", L.EndColumn) && O.map("offset", L.Offset) &&
         O.map("length", L.Length);
}

static bool fromJSON(const Value &V, Note &N, Path P) {
  ObjectMapper O(V, P);
  return O && O.map("text", N.Text) && O.map("at", N.At) &&
         O.mapOptional("also", N.Also);
}

static bool fromJSON(const Value &V, Edit &E, Path P) {
  ObjectMapper O(V, P);
  return O && O.map("text", E.Text) && O.map("at", E.At);
}

static bool fromJSON(const Value &V, Finding &F, Path P) {
  ObjectMapper O(V, P);
  std::string LevelName;
  if (!O || !O.map("id", F.Id) || !O.map("check", F.Check) ||
      !O.map("form", F.Form) || !O.map("function", F.Function) ||
      !O.map("excerpt", F.Excerpt) || !O.mapOptional("level", LevelName) ||
      !O.map("confidence", F.Confidence) || !O.map("advice", F.Advice) ||
      !O.map("asError", F.AsError) || !O.map("text", F.Text) ||
      !O.map("at", F.At) || !O.map("evidence", F.Evidence) ||
      !O.map("remedy", F.Remedy) || !O.map("fixes", F.Fixes) ||
      !O.mapOptional("figures", F.InNumbers) || !O.map("units", F.Units))
    return false;
  if (!LevelName.empty() && !(F.Severity = levelByName(LevelName))) {
    P.field("level").report("no such level");
    return false;
  }
  return true;
}

static bool fromJSON(const Value &V, Unit &U, Path P) {
  ObjectMapper O(V, P);
  std::string State;
  if (!O || !O.map("file", U.File) || !O.map("header", U.IsHeader) ||
      !O.map("variant", U.Variant) || !O.map("shard", U.Shard) ||
      !O.map("state", State) || !O.map("why", U.Why) ||
      !O.map("errors", U.Errors) || !O.map("missingHeaders", U.MissingHeaders))
    return false;
  U.State = llvm::StringSwitch<UnitState>(State)
                .Case("analysed", UnitState::Analysed)
                .Case("failed", UnitState::Failed)
                .Default(UnitState::NotRun);
  return true;
}

namespace {
struct ToolFields {
  RunRecord &R;
};
struct ShardFields {
  RunRecord &R;
};
} // namespace

static bool fromJSON(const Value &V, ToolFields &&F, Path P) {
  ObjectMapper O(V, P);
  return O && O.map("version", F.R.ToolVersion) &&
         O.map("llvm", F.R.LlvmVersion);
}

static bool fromJSON(const Value &V, ShardFields &&F, Path P) {
  ObjectMapper O(V, P);
  return O && O.map("index", F.R.Shard) && O.map("count", F.R.Shards);
}

/// A unit that a finding names has to be there.
static bool namesUnits(const RunRecord &R, Path P) {
  for (const Finding &F : R.Findings)
    for (unsigned U : F.Units)
      if (U >= R.Units.size()) {
        P.field("findings").report("a finding names a unit that is not there");
        return false;
      }
  return true;
}

bool fromJSON(const Value &V, RunRecord &R, Path P) {
  const Object *Top = V.getAsObject();
  if (!Top || Top->getString("format") != StringRef(FormatName)) {
    P.report("not a run record of threadwise");
    return false;
  }
  if (Top->getInteger("version") != R.FormatVersion) {
    P.field("version").report("a version that this threadwise does not read");
    return false;
  }
  const Value *Tool = Top->get("tool"), *Shard = Top->get("shard");
  if (!Tool || !Shard) {
    P.report("'tool' or 'shard' is missing");
    return false;
  }
  ObjectMapper O(V, P);
  return fromJSON(*Tool, ToolFields{R}, P.field("tool")) &&
         fromJSON(*Shard, ShardFields{R}, P.field("shard")) &&
         O.mapOptional("finished", R.IsFinished) &&
         O.mapOptional("buildFolder", R.BuildFolder) &&
         O.map("options", R.Options) && O.map("units", R.Units) &&
         O.map("includedHeaders", R.IncludedHeaders) &&
         O.map("configurationErrors", R.ConfigurationErrors) &&
         O.map("sourcesWithoutCommand", R.SourcesWithoutCommand) &&
         O.map("files", R.Hashes) && O.map("findings", R.Findings) &&
         namesUnits(R, P);
}

/// llvm::json recurses at each bracket: a few megabytes of them would overflow
/// the stack.
static bool isNestedDeeperThan(unsigned Limit, StringRef Text) {
  unsigned Depth = 0;
  bool InString = false;
  for (size_t I = 0; I < Text.size(); ++I) {
    char C = Text[I];
    if (InString) {
      if (C == '\\')
        ++I;
      else if (C == '"')
        InString = false;
    } else if (C == '"') {
      InString = true;
    } else if (C == '[' || C == '{') {
      if (++Depth > Limit)
        return true;
    } else if ((C == ']' || C == '}') && Depth) {
      --Depth;
    }
  }
  return false;
}

llvm::Expected<Value> parseCarefully(StringRef Text) {
  constexpr unsigned DeepestRecord = 32;
  if (isNestedDeeperThan(DeepestRecord, Text))
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   "nested too deeply");
  return parse(Text);
}

} // namespace threadwise::report
