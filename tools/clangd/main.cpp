//===--- main.cpp - clangd with the checks inside -------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "ClangdInterface.h"
#include "ResourceDirectory.h"
#include "model/ErrorTolerance.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <cstdlib>
#include <string>

static bool namesResourceDirectory(llvm::ArrayRef<char *> Args) {
  const char *Environment = std::getenv("CLANGD_FLAGS");
  return (Environment &&
          llvm::StringRef(Environment).contains("-resource-dir")) ||
         llvm::any_of(Args, [](llvm::StringRef Arg) {
           return Arg.starts_with("-resource-dir") ||
                  Arg.starts_with("--resource-dir");
         });
}

int main(int Argc, char *Argv[]) {
  llvm::SmallVector<char *, 16> Args(Argv, Argv + Argc);
  // clangd looks beside itself, which is right for the one of LLVM only.
  std::string Resources = "--resource-dir=" + threadwise::resourceDirectory();
  if (!namesResourceDirectory(Args) && !Args.empty())
    Args.insert(Args.begin() + 1, Resources.data());
  threadwise::leaveErrorsAsTheyAre();
  const int Count = Args.size();
  Args.push_back(nullptr);
  return clang::clangd::clangdMain(Count, Args.data());
}
