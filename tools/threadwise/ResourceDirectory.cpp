//===--- ResourceDirectory.cpp --------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "ResourceDirectory.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"

using namespace threadwise;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

#define STRINGIFY(x) #x
#define TO_STRING(x) STRINGIFY(x)
static constexpr llvm::StringLiteral Major = TO_STRING(LLVM_VERSION_MAJOR);

static bool holdsHeaders(llvm::StringRef Directory) {
  llvm::SmallString<128> Header(Directory);
  path::append(Header, "include", "stddef.h");
  return fs::exists(Header);
}

/// `<bin>/../lib/clang/22`, as clang itself looks.
static std::string besideBinary(llvm::StringRef Binary) {
  llvm::SmallString<128> Real;
  if (fs::real_path(Binary, Real))
    return "";
  llvm::SmallString<128> Directory(path::parent_path(path::parent_path(Real)));
  path::append(Directory, "lib", "clang", Major);
  return std::string(Directory);
}

std::string threadwise::resourceDirectory() {
  if (holdsHeaders(THREADWISE_RESOURCE_DIR))
    return THREADWISE_RESOURCE_DIR;
  static int InThisProgram;
  std::string Beside =
      besideBinary(fs::getMainExecutable("threadwise", &InThisProgram));
  if (holdsHeaders(Beside))
    return Beside;
  for (const std::string &Name :
       {("clang-" + Major).str(), ("clang-tidy-" + Major).str(),
        std::string("clang")}) {
    llvm::ErrorOr<std::string> Binary = llvm::sys::findProgramByName(Name);
    if (!Binary)
      continue;
    std::string OfClang = besideBinary(*Binary);
    if (holdsHeaders(OfClang))
      return OfClang;
  }
  return "";
}
