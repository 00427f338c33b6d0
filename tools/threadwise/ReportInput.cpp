//===--- ReportInput.cpp --------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "ReportInput.h"
#include "UserError.h"
#include "report/YamlInput.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace threadwise;
using llvm::StringRef;

static llvm::Expected<report::RunRecord> readInput(const std::string &File,
                                                   report::SourceFiles &S) {
  auto Buffer = llvm::MemoryBuffer::getFileOrSTDIN(File);
  if (!Buffer)
    return llvm::errorCodeToError(Buffer.getError());
  StringRef Text = (*Buffer)->getBuffer();
  // run-clang-tidy writes an empty file of fixes where it found nothing.
  StringRef Extension = llvm::sys::path::extension(File);
  if (Text.trim().empty() && Extension != ".yaml" && Extension != ".yml")
    return userError("it is empty: whoever wrote it died");
  if (!Text.ltrim().starts_with("{"))
    return report::readExportedFixes(Text, S);
  llvm::Expected<llvm::json::Value> V = report::parseCarefully(Text);
  if (!V)
    return V.takeError();
  report::RunRecord R;
  llvm::json::Path::Root Root("record");
  if (!fromJSON(*V, R, Root))
    return Root.getError();
  return R;
}

report::Review threadwise::readReview(const std::vector<std::string> &Files,
                                      report::SourceFiles &Sources,
                                      unsigned Expect) {
  std::vector<report::RunRecord> Records;
  std::vector<std::string> Unreadable;
  for (const std::string &File : Files) {
    llvm::Expected<report::RunRecord> R = readInput(File, Sources);
    if (R)
      Records.push_back(std::move(*R));
    else
      Unreadable.push_back("cannot read '" + File +
                           "': " + llvm::toString(R.takeError()));
  }
  report::Review R = report::merge(Records);
  for (std::string &Each : Unreadable)
    R.Problems.push_back(std::move(Each));
  if (Expect)
    report::expectShards(R, Records, Expect);
  return R;
}
