//===--- DatabaseSearch.cpp -----------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "DatabaseSearch.h"
#include "Paths.h"
#include "UserError.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/DJB.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>
#include <vector>

using namespace threadwise;
using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static constexpr llvm::StringLiteral FileName = "compile_commands.json";

llvm::Expected<std::string> threadwise::databaseIn(StringRef Build) {
  if (fs::is_regular_file(Build))
    return realPath(Build);
  std::string File = inFolder(Build, FileName);
  if (fs::exists(File))
    return realPath(File);
  if (fs::exists(inFolder(Build, "CMakeCache.txt")))
    return userError(
        "no compile_commands.json in '" + Build.str() +
        "'; write one with: cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON " +
        Build.str());
  return userError("no compile_commands.json in '" + Build.str() + "'");
}

static bool isUsualBuildFolder(StringRef Name) {
  return Name.starts_with("build") || Name.starts_with("cmake-build") ||
         Name == "_build" || Name == "out" || Name == "bin";
}

/// In \p Folder itself and in build folders one or two levels below it.
static void gather(StringRef Folder, std::vector<std::string> &Found,
                   unsigned Depth = 2) {
  if (std::string File = inFolder(Folder, FileName); fs::exists(File))
    Found.push_back(std::move(File));
  if (!Depth)
    return;
  std::error_code Error;
  for (fs::directory_iterator At(Folder, Error), End; At != End && !Error;
       At.increment(Error)) {
    bool Usual = Depth == 1 || isUsualBuildFolder(path::filename(At->path()));
    if (Usual && At->type() == fs::file_type::directory_file)
      gather(At->path(), Found, Depth - 1);
  }
}

static StringRef newest(const std::vector<std::string> &Files) {
  auto Age = [](const std::string &File) {
    fs::file_status Status;
    fs::status(File, Status);
    return Status.getLastModificationTime();
  };
  return *std::max_element(
      Files.begin(), Files.end(), [&](const auto &A, const auto &B) {
        return std::make_pair(Age(A), A) < std::make_pair(Age(B), B);
      });
}

static llvm::Error howToGetOne(StringRef Start) {
  std::string Message =
      "no compile_commands.json in or above '" + shownPath(Start) +
      "', nor in a build folder there; it says how each file is compiled\n"
      "  CMake:       cmake -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON\n"
      "               (or let threadwise do it: threadwise check --configure)\n"
      "  Meson:       meson setup build\n"
      "  make:        bear -- make\n"
      "  loose files: threadwise check FILE... -- -std=c++20 -Iinclude";
  return userError(Message);
}

/// What a project is built with lies beside its build folder.
static bool isTopOfProject(StringRef Folder) {
  for (StringRef Name :
       {"CMakeLists.txt", "meson.build", "configure", "Makefile", "GNUmakefile",
        "MODULE.bazel", "WORKSPACE"})
    if (fs::exists(inFolder(Folder, Name)))
      return true;
  return isRepository(Folder);
}

llvm::Expected<std::string> threadwise::findDatabase(StringRef Start) {
  const std::string Here = realPath(".");
  for (StringRef Folder = Start; !Folder.empty();
       Folder = path::parent_path(Folder)) {
    std::vector<std::string> Found;
    bool MayHaveBuildFolders =
        Folder == Start || Folder == Here || isTopOfProject(Folder);
    gather(Folder, Found, MayHaveBuildFolders ? 2 : 0);
    if (!Found.empty())
      return realPath(newest(Found));
    if (isRepository(Folder))
      break;
  }
  return howToGetOne(Start);
}

/// The last lines of a log.
static std::string tail(StringRef File) {
  auto Text = llvm::MemoryBuffer::getFile(File);
  if (!Text)
    return "";
  llvm::SmallVector<StringRef, 64> Lines;
  (*Text)->getBuffer().rtrim().split(Lines, '\n');
  return llvm::join(llvm::ArrayRef(Lines).take_back(15), "\n");
}

llvm::Expected<std::string>
threadwise::configureDatabase(StringRef SourceFolder) {
  std::string Source = realPath(SourceFolder);
  if (!fs::exists(inFolder(Source, "CMakeLists.txt")))
    return userError("--configure is for CMake projects, and '" + Source +
                     "' has no CMakeLists.txt");
  llvm::ErrorOr<std::string> CMake = llvm::sys::findProgramByName("cmake");
  if (!CMake)
    return userError("--configure needs cmake, which is not on "
                     "PATH");
  llvm::SmallString<128> Scratch;
  if (!path::cache_directory(Scratch))
    path::system_temp_directory(/*ErasedOnReboot=*/true, Scratch);
  // A folder for each project: the second time CMake has little to do.
  path::append(Scratch, "threadwise",
               path::filename(Source) + "-" +
                   llvm::utohexstr(llvm::djbHash(Source)));
  if (std::error_code Error = fs::create_directories(Scratch))
    return userError("cannot make '" + Scratch.str().str() +
                     "': " + Error.message());
  std::string Log = inFolder(Scratch, "configure.log");
  llvm::errs() << "threadwise: configuring in " << Scratch << '\n';
  const StringRef Args[] = {*CMake,  "-S",
                            Source,  "-B",
                            Scratch, "-DCMAKE_EXPORT_COMPILE_COMMANDS=ON"};
  std::string Error;
  int Code = llvm::sys::ExecuteAndWait(*CMake, Args, std::nullopt,
                                       {StringRef(), Log, Log}, 0, 0, &Error);
  std::string Database = inFolder(Scratch, FileName);
  if (Code != 0 || !fs::exists(Database))
    return userError("cmake could not configure '" + Source + "' (log: " + Log +
                     ")\n" + tail(Log) + Error);
  return Database;
}
