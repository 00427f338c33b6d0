//===--- UnitResult.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "UnitResult.h"
#include "report/FiguresJson.h"
#include "support/Compat.h"

// The functions for types of our own are found by their argument, also by
// those of llvm::json that convert vectors.
namespace threadwise {

using namespace llvm::json;

/// Sources come in any encoding, JSON in one.
static Value text(const std::string &S) { return fixUTF8(S); }

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

llvm::json::Value toJSON(const UnitJob &J) {
  return Object{{"file", text(J.File)},
                {"directory", text(J.Directory)},
                {"command", texts(J.CommandLine)}};
}

bool fromJSON(const Value &V, UnitJob &J, Path P) {
  ObjectMapper O(V, P);
  return O && O.map("file", J.File) && O.map("directory", J.Directory) &&
         O.map("command", J.CommandLine);
}

llvm::json::Value toJSON(const AnalysisSettings &S) {
  const ConfigurationSource &C = S.Configuration;
  return Object{{"config", text(C.Text)},
                {"configFile", text(C.File)},
                {"checks", text(C.Checks)},
                {"headerFilter", text(C.HeaderFilter)},
                {"root", text(S.ProjectRoot)},
                {"fetched", text(S.FetchedRoot)},
                {"earlier", textsByName(S.Earlier)}};
}

bool fromJSON(const Value &V, AnalysisSettings &S, Path P) {
  ConfigurationSource &C = S.Configuration;
  ObjectMapper O(V, P);
  return O && O.map("config", C.Text) && O.map("configFile", C.File) &&
         O.map("checks", C.Checks) && O.map("headerFilter", C.HeaderFilter) &&
         O.map("root", S.ProjectRoot) && O.map("fetched", S.FetchedRoot) &&
         O.map("earlier", S.Earlier);
}

static llvm::json::Value toJSON(const Message::Span &S) {
  return Object{{"file", text(S.File)},     {"offset", S.Offset},
                {"length", S.Length},       {"line", S.Line},
                {"column", S.Column},       {"endLine", S.EndLine},
                {"endColumn", S.EndColumn}, {"text", text(S.Text)}};
}

static bool fromJSON(const Value &V, Message::Span &S, Path P) {
  ObjectMapper O(V, P);
  return O && O.map("file", S.File) && O.map("offset", S.Offset) &&
         O.map("length", S.Length) && O.map("line", S.Line) &&
         O.map("column", S.Column) && O.map("endLine", S.EndLine) &&
         O.map("endColumn", S.EndColumn) && O.map("text", S.Text);
}

static llvm::json::Value toJSON(const Message &M) {
  return Object{{"text", text(M.Text)},   {"file", text(M.File)},
                {"offset", M.Offset},     {"line", M.Line},
                {"column", M.Column},     {"ranges", Array(M.Ranges)},
                {"fixes", Array(M.Fixes)}};
}

static bool fromJSON(const Value &V, Message &M, Path P) {
  ObjectMapper O(V, P);
  return O && O.map("text", M.Text) && O.map("file", M.File) &&
         O.map("offset", M.Offset) && O.map("line", M.Line) &&
         O.map("column", M.Column) && O.map("ranges", M.Ranges) &&
         O.map("fixes", M.Fixes);
}

static llvm::json::Value toJSON(const Finding &F) {
  return Object{{"check", F.Check},           {"form", F.Form},
                {"asError", F.AsError},       {"function", text(F.Function)},
                {"excerpt", text(F.Excerpt)}, {"main", F.Main},
                {"notes", Array(F.Notes)},    {"figures", F.InNumbers}};
}

static bool fromJSON(const Value &V, Finding &F, Path P) {
  ObjectMapper O(V, P);
  return O && O.map("check", F.Check) && O.map("form", F.Form) &&
         O.map("asError", F.AsError) && O.map("function", F.Function) &&
         O.map("excerpt", F.Excerpt) && O.map("main", F.Main) &&
         O.map("notes", F.Notes) && O.map("figures", F.InNumbers);
}

static llvm::json::Value toJSON(const Place &At) {
  return Object{
      {"file", text(At.File)}, {"line", At.Line}, {"column", At.Column}};
}

static bool fromJSON(const Value &V, Place &At, Path P) {
  ObjectMapper O(V, P);
  return O && O.map("file", At.File) && O.map("line", At.Line) &&
         O.map("column", At.Column);
}

static llvm::json::Value toJSON(const Verdict::Reason &R) {
  return Object{{"at", R.At}, {"text", text(R.Text)}};
}

static bool fromJSON(const Value &V, Verdict::Reason &R, Path P) {
  ObjectMapper O(V, P);
  return O && O.map("at", R.At) && O.map("text", R.Text);
}

static llvm::json::Value toJSON(const Verdict &V) {
  return Object{{"check", V.Check},           {"fact", V.Fact},
                {"what", text(V.What)},       {"at", V.At},
                {"is", toString(V.Is)},       {"form", V.Form},
                {"because", Array(V.Because)}};
}

static bool fromJSON(const Value &V, Verdict &Out, Path P) {
  ObjectMapper O(V, P);
  std::string Is;
  if (!O || !O.map("check", Out.Check) || !O.map("fact", Out.Fact) ||
      !O.map("what", Out.What) || !O.map("at", Out.At) || !O.map("is", Is) ||
      !O.map("form", Out.Form) || !O.map("because", Out.Because))
    return false;
  Out.Is = answerByName(Is);
  return true;
}

llvm::json::Value toJSON(const UnitResult &R) {
  return Object{{"ast", R.HasAst},
                {"errors", R.Errors},
                {"firstError", text(R.FirstError)},
                {"configuration", texts(R.ConfigurationErrors)},
                {"missing", texts(R.MissingHeaders)},
                {"headers", texts(R.Headers)},
                {"findings", Array(R.Findings)},
                {"hashes", textsByName(R.Hashes)},
                {"verdicts", Array(R.Verdicts)}};
}

bool fromJSON(const Value &V, UnitResult &R, Path P) {
  ObjectMapper O(V, P);
  return O && O.map("ast", R.HasAst) && O.map("errors", R.Errors) &&
         O.map("firstError", R.FirstError) &&
         O.map("configuration", R.ConfigurationErrors) &&
         O.map("missing", R.MissingHeaders) && O.map("headers", R.Headers) &&
         O.map("findings", R.Findings) && O.map("hashes", R.Hashes) &&
         O.map("verdicts", R.Verdicts);
}

} // namespace threadwise
