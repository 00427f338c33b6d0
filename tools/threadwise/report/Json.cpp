//===--- Json.cpp - what is left, as a run record -------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Formats.h"
#include "llvm/Support/FormatVariadic.h"

using namespace threadwise;

void report::writeJson(const Page &P, llvm::raw_ostream &Out) {
  RunRecord R;
  R.ToolVersion = P.R.ToolVersion;
  R.LlvmVersion = P.R.LlvmVersion;
  R.Options = P.R.Options;
  R.Units = P.R.Units;
  for (Unit &U : R.Units)
    U.Shard = 1; // of one
  R.Hashes = P.R.Hashes;
  R.Findings = P.R.Findings;
  llvm::json::Value V = toJSON(R);
  llvm::json::Array Problems, Remarks;
  for (const std::string &Each : P.R.Problems)
    Problems.push_back(llvm::json::fixUTF8(Each));
  for (const std::string &Each : P.R.Remarks)
    Remarks.push_back(llvm::json::fixUTF8(Each));
  (*V.getAsObject())["problems"] = std::move(Problems);
  (*V.getAsObject())["remarks"] = std::move(Remarks);
  Out << llvm::formatv("{0:2}", V) << '\n';
}
