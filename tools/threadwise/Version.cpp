//===--- Version.cpp - threadwise --version -------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "clang/Basic/Version.h"
#include "ResourceDirectory.h"
#include "Verbs.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/raw_ostream.h"

using namespace threadwise;

int threadwise::versionVerb() {
  std::string Headers = resourceDirectory();
  llvm::outs() << "threadwise " THREADWISE_VERSION "\n"
               << "  built against LLVM " LLVM_VERSION_STRING
               << " (" THREADWISE_BUILD ")\n"
               << "  runs with " << clang::getClangFullVersion() << '\n'
               << "  compiler headers: "
               << (Headers.empty() ? "not found" : Headers) << '\n';
  return NothingFound;
}
