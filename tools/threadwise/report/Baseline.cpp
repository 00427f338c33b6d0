//===--- Baseline.cpp -----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Baseline.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/raw_ostream.h"
#include <set>

using namespace threadwise;
using llvm::StringRef;
using namespace llvm::json;

namespace threadwise::report {

static constexpr llvm::StringLiteral FormatName = "threadwise-baseline";
static constexpr int FormatVersion = 1;

static bool fromJSON(const Value &V, Baseline::Entry &E, Path P) {
  ObjectMapper O(V, P);
  return O && O.map("check", E.Check) && O.map("file", E.File) &&
         O.map("text", E.Text) && O.mapOptional("reason", E.Reason);
}

llvm::Expected<Baseline> readBaseline(const std::string &File) {
  auto Buffer = llvm::MemoryBuffer::getFile(File);
  if (!Buffer)
    return llvm::errorCodeToError(Buffer.getError());
  llvm::Expected<Value> V = parseCarefully((*Buffer)->getBuffer());
  if (!V)
    return V.takeError();
  Baseline B;
  llvm::json::Path::Root Root("baseline");
  llvm::json::Path P(Root);
  const Object *Top = V->getAsObject();
  if (!Top || Top->getString("format") != StringRef(FormatName) ||
      Top->getInteger("version") != FormatVersion)
    return llvm::createStringError(llvm::inconvertibleErrorCode(),
                                   "not a baseline of threadwise, or of a "
                                   "version that this one does not read");
  ObjectMapper O(*V, P);
  if (!O.map("findings", B.Entries))
    return Root.getError();
  return B;
}

llvm::Error writeBaseline(const Baseline &B, const std::string &File) {
  Object Findings;
  for (const auto &[Id, E] : B.Entries) {
    Object Entry{{"check", fixUTF8(E.Check)},
                 {"file", fixUTF8(E.File)},
                 {"text", fixUTF8(E.Text)}};
    if (!E.Reason.empty())
      Entry["reason"] = fixUTF8(E.Reason);
    Findings[fixUTF8(Id)] = std::move(Entry);
  }
  Value Top = Object{{"format", FormatName},
                     {"version", FormatVersion},
                     {"findings", std::move(Findings)}};
  std::error_code Error;
  llvm::raw_fd_ostream Out(File, Error);
  if (!Error) {
    Out << llvm::formatv("{0:2}", Top) << '\n';
    Out.close();
    Error = Out.error();
    Out.clear_error();
  }
  return llvm::errorCodeToError(Error);
}

Baseline::Entry entryOf(const Finding &F) {
  return {F.Check, F.At.File, F.Text, ""};
}

void subtract(Review &R, const Baseline &B) {
  std::set<std::string> Seen;
  llvm::erase_if(R.Findings, [&](const Finding &F) {
    if (!B.Entries.count(F.Id))
      return false;
    Seen.insert(F.Id);
    return true;
  });
  if (!Seen.empty())
    R.Remarks.push_back(std::to_string(Seen.size()) +
                        " in the baseline, not shown");
  if (!R.Problems.empty())
    return;
  for (const auto &[Id, E] : B.Entries)
    if (!Seen.count(Id) && R.covers(E.File))
      R.Remarks.push_back("the baseline's " + Id + " no longer occurs (" +
                          E.File + ": " + E.Text + ")");
}

} // namespace threadwise::report
