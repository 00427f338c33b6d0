//===--- Baseline.cpp -----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Baseline.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/raw_ostream.h"

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
  return {F.Check, F.Text, F.At.File, ""};
}

Baseline baselineOf(const Review &R) {
  Baseline B;
  for (const Finding &F : R.Findings)
    B.Entries[F.Id] = entryOf(F);
  return B;
}

/// The id without the number that tells equals apart.
static StringRef stemOf(StringRef Id) { return Id.split('.').first; }

/// A name that other files may have as well begins with that of its file.
static bool isOfItsFileAlone(const Finding &F) {
  StringRef Function = F.Function;
  return Function.consume_front(llvm::sys::path::filename(F.At.File)) &&
         Function.starts_with(":");
}

namespace {

/// The entries and the findings that are equal in all that an id is made of.
class Equals {
public:
  using Entry = std::pair<const std::string, Baseline::Entry>;
  std::vector<const Entry *> Entries;
  std::vector<const Finding *> Findings;

  /// Each finding is one entry at most, and the other way round.
  template <typename Fits>
  void match(std::map<const Finding *, std::string> &Known, Fits Fit) {
    llvm::erase_if(Findings, [&](const Finding *F) {
      auto Found = llvm::find_if(
          Entries, [&](const Entry *E) { return E && Fit(*F, *E); });
      if (Found == Entries.end())
        return false;
      Known[F] = (*Found)->first;
      *Found = nullptr;
      return true;
    });
  }
};

} // namespace

std::map<const Finding *, std::string>
knownFindings(const Review &R, const Baseline &B, SourceFiles &Sources) {
  std::map<StringRef, Equals> Groups;
  for (const Equals::Entry &E : B.Entries)
    Groups[stemOf(E.first)].Entries.push_back(&E);
  for (const Finding &F : R.Findings)
    if (auto Found = Groups.find(stemOf(F.Id)); Found != Groups.end())
      Found->second.Findings.push_back(&F);
  auto IsGone = [&](StringRef File) {
    return Sources.readsAnything() && !Sources.text(File);
  };
  using Entry = Equals::Entry;
  std::map<const Finding *, std::string> Known;
  for (auto &[Stem, Group] : Groups) {
    Group.match(Known, [](const Finding &F, const Entry &E) {
      return E.first == F.Id &&
             (E.second.File.empty() || E.second.File == F.At.File);
    });
    Group.match(Known, [](const Finding &F, const Entry &E) {
      return E.second.File == F.At.File;
    });
    // It has moved, if it is no longer where it was.
    Group.match(Known, [&](const Finding &F, const Entry &E) {
      StringRef File = E.second.File;
      return !File.empty() &&
             (IsGone(File) || (R.covers(File) && !isOfItsFileAlone(F)));
    });
  }
  return Known;
}

std::set<std::string> leaveOutKnown(Review &R, const Baseline &B,
                                    SourceFiles &Sources) {
  const std::map<const Finding *, std::string> Known =
      knownFindings(R, B, Sources);
  std::vector<Finding> Rest;
  std::set<std::string> Seen;
  for (Finding &F : R.Findings)
    if (auto Found = Known.find(&F); Found != Known.end())
      Seen.insert(Found->second);
    else
      Rest.push_back(std::move(F));
  R.Findings = std::move(Rest);
  return Seen;
}

void subtract(Review &R, const Baseline &B, SourceFiles &Sources) {
  const std::set<std::string> Seen = leaveOutKnown(R, B, Sources);
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
