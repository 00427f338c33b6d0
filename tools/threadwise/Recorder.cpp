//===--- Recorder.cpp -----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Recorder.h"
#include "Paths.h"
#include "report/AdviceOf.h"
#include "report/FindingId.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>

using namespace threadwise;
using llvm::StringRef;

Recorder::Recorder(const CheckRequest &Request, std::string Root)
    : Root(std::move(Root)) {
  Out.IsFinished = false;
  Out.Shard = Request.Shard;
  Out.Shards = Request.Shards;
  Out.ToolVersion = THREADWISE_VERSION;
  Out.LlvmVersion = LLVM_VERSION_STRING;
  std::string Paths;
  for (const std::string &Each : Request.Paths)
    Paths += (Paths.empty() ? "" : ", ") + relative(realPath(Each));
  const ConfigurationSource &C = Request.Configuration;
  for (auto [Name, Value] :
       {std::pair<const char *, StringRef>{"checks", C.Checks},
        {"config", C.Text},
        {"config-file", C.File},
        {"header-filter", C.HeaderFilter},
        {"paths", Paths},
        {"changed", Request.Changed}})
    if (!Value.empty())
      Out.Options[Name] = Value.str();
}

std::string Recorder::relative(StringRef File) const {
  return report::relativePath(File, Root);
}

report::Unit &Recorder::unitOf(const UnitJob &Job, bool IsHeader) {
  std::vector<std::vector<std::string>> &Commands = CommandsOfFile[Job.File];
  unsigned Variant = llvm::find(Commands, Job.CommandLine) - Commands.begin();
  std::vector<unsigned> &Units = UnitsOfFile[{Job.File, IsHeader}];
  if (Variant == Commands.size())
    Commands.push_back(Job.CommandLine);
  if (Variant >= Units.size()) {
    Units.push_back(Out.Units.size());
    report::Unit U;
    U.File = relative(Job.File);
    U.IsHeader = IsHeader;
    U.Variant = Variant;
    Out.Units.push_back(std::move(U));
  }
  return Out.Units[Units[Variant]];
}

void Recorder::expect(const UnitJob &Job, bool IsHeader, unsigned Shard) {
  unitOf(Job, IsHeader).Shard = Shard;
}

report::Location Recorder::place(const Message::Span &S) const {
  report::Location L;
  L.File = relative(S.File);
  L.Offset = S.Offset;
  L.Length = S.Length;
  L.Line = S.Line;
  L.Column = S.Column;
  L.EndLine = S.EndLine;
  L.EndColumn = S.EndColumn;
  return L;
}

static bool isOwnPlace(const Message::Span &S, const Message &M) {
  return S.File == M.File && S.Offset == M.Offset;
}

report::Location Recorder::place(const Message &M) const {
  report::Location L;
  if (M.File.empty())
    return L;
  L.File = relative(M.File);
  L.Offset = M.Offset;
  L.Line = L.EndLine = M.Line;
  L.Column = L.EndColumn = M.Column;
  for (const Message::Span &S : M.Ranges)
    if (isOwnPlace(S, M) && S.Length >= L.Length)
      L = place(S);
  return L;
}

report::Note Recorder::note(const Message &M) const {
  report::Note To{M.Text, place(M), {}};
  for (const Message::Span &S : M.Ranges)
    if (!S.File.empty() && !isOwnPlace(S, M))
      To.Also.push_back(place(S));
  return To;
}

report::Finding Recorder::finding(const Finding &F) const {
  report::Finding To;
  To.Check = F.Check;
  To.Form = F.Form;
  To.Function = F.Function;
  To.Excerpt = F.Excerpt;
  To.AsError = F.AsError;
  To.InNumbers = F.InNumbers;
  To.Text = F.Main.Text;
  To.At = place(F.Main);
  for (const Message &N : F.Notes)
    To.Evidence.push_back(note(N));
  for (const Message::Span &S : F.Main.Fixes)
    To.Fixes.push_back({place(S), S.Text});
  report::addAdvice(To);
  return To;
}

void Recorder::add(const UnitJob &Job, bool IsHeader, const Outcome &What) {
  report::Unit &U = unitOf(Job, IsHeader);
  unsigned Index = &U - Out.Units.data();
  const UnitResult &R = What.Result;
  for (const std::string &Error : R.ConfigurationErrors)
    Out.ConfigurationErrors.push_back(Error);
  U.Errors = R.Errors;
  U.MissingHeaders = R.MissingHeaders;
  if (!What.Failure.empty() || !R.HasAst) {
    U.State = report::UnitState::Failed;
    U.Why = What.Failure.empty() ? relative(R.FirstError) : What.Failure;
    return;
  }
  U.State = report::UnitState::Analysed;
  U.Why = relative(R.FirstError);
  for (const std::string &Header : R.Headers)
    Out.IncludedHeaders.push_back(relative(realPath(Header)));
  for (const auto &[File, Hash] : R.Hashes)
    Out.Hashes[relative(File)] = Hash;
  for (const Finding &F : R.Findings) {
    Out.Findings.push_back(finding(F));
    Out.Findings.back().Units = {Index};
  }
}

void Recorder::addSourceWithoutCommand(StringRef File) {
  Out.SourcesWithoutCommand.push_back(relative(File));
}

static void sortAndUnify(std::vector<std::string> &All) {
  llvm::sort(All);
  All.erase(std::unique(All.begin(), All.end()), All.end());
}

report::RunRecord Recorder::take() {
  sortAndUnify(Out.IncludedHeaders);
  sortAndUnify(Out.ConfigurationErrors);
  llvm::sort(
      Out.Findings, [](const report::Finding &A, const report::Finding &B) {
        return std::tie(A.At.File, A.At.Offset, A.Check, A.Form, A.Text) <
               std::tie(B.At.File, B.At.Offset, B.Check, B.Form, B.Text);
      });
  report::assignIds(Out.Findings);
  return std::move(Out);
}

bool threadwise::writeRecord(const report::RunRecord &R,
                             const std::string &File) {
  std::error_code Error;
  llvm::raw_fd_ostream To(File, Error);
  if (!Error) {
    To << llvm::formatv("{0:2}", toJSON(R)) << '\n';
    To.close();
    Error = To.error();
    To.clear_error();
  }
  if (Error)
    llvm::errs() << "threadwise: cannot write '" << File
                 << "': " << Error.message() << '\n';
  return !Error;
}
