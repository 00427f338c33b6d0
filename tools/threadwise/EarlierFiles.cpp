//===--- EarlierFiles.cpp -------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "EarlierFiles.h"
#include "ChangedUnits.h"
#include "Paths.h"
#include "UserError.h"
#include "report/Changes.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"

using namespace threadwise;
using llvm::StringRef;
namespace vfs = llvm::vfs;

namespace {

class EarlierFiles : public vfs::ProxyFileSystem {
public:
  explicit EarlierFiles(const EarlierContents &Then)
      : ProxyFileSystem(vfs::createPhysicalFileSystem()), Then(Then) {
    for (const auto &[Name, Content] : Then)
      if (llvm::ErrorOr<vfs::Status> Now = getUnderlyingFS().status(Name))
        ById[Now->getUniqueID()] = Content;
  }

  llvm::ErrorOr<vfs::Status> status(const llvm::Twine &Path) override {
    const std::string *Content = contentOf(Path);
    if (!Content)
      return ProxyFileSystem::status(Path);
    llvm::ErrorOr<vfs::Status> Of = ProxyFileSystem::status(*Content);
    return Of ? vfs::Status::copyWithNewName(*Of, Path) : Of;
  }

  llvm::ErrorOr<std::unique_ptr<vfs::File>>
  openFileForRead(const llvm::Twine &Path) override {
    const std::string *Content = contentOf(Path);
    if (!Content)
      return ProxyFileSystem::openFileForRead(Path);
    return vfs::File::getWithPath(ProxyFileSystem::openFileForRead(*Content),
                                  Path);
  }

private:
  const std::string *contentOf(const llvm::Twine &Path) {
    if (llvm::ErrorOr<vfs::Status> Now = getUnderlyingFS().status(Path)) {
      auto Found = ById.find(Now->getUniqueID());
      return Found == ById.end() ? nullptr : &Found->second;
    }
    llvm::SmallString<128> Name; // it is no more
    Path.toVector(Name);
    if (makeAbsolute(Name))
      return nullptr;
    auto Found = Then.find(absolutePath(Name, /*Folder=*/""));
    return Found == Then.end() ? nullptr : &Found->second;
  }

  EarlierContents Then;
  std::map<llvm::sys::fs::UniqueID, std::string> ById;
};

} // namespace

llvm::IntrusiveRefCntPtr<vfs::FileSystem>
threadwise::withEarlierFiles(const EarlierContents &Then) {
  if (Then.empty())
    return vfs::createPhysicalFileSystem();
  return llvm::makeIntrusiveRefCnt<EarlierFiles>(Then);
}

EarlierTree::EarlierTree(EarlierTree &&Other)
    : Folder(std::exchange(Other.Folder, "")),
      Contents(std::move(Other.Contents)) {}

EarlierTree::~EarlierTree() {
  if (!Folder.empty())
    llvm::sys::fs::remove_directories(Folder);
}

/// The file of today, and the name that its content of then had.
using NamesOfThen = std::vector<std::pair<StringRef, StringRef>>;

/// What git prints with `--name-status -z`: a letter, a name, and for a file
/// that was renamed the new one. What is gone has its content as well: what was
/// not changed may include it.
static NamesOfThen namesOfThen(StringRef Status) {
  NamesOfThen Names;
  while (!Status.empty()) {
    StringRef Letter, Old, New;
    std::tie(Letter, Status) = Status.split('\0');
    std::tie(Old, Status) = Status.split('\0');
    Names.emplace_back(Old, Old);
    if (!Letter.starts_with("R"))
      continue;
    std::tie(New, Status) = Status.split('\0');
    Names.emplace_back(New, Old);
  }
  return Names;
}

llvm::Expected<EarlierTree> EarlierTree::at(const std::string &Ref,
                                            const std::string &Root) {
  llvm::Expected<std::string> Commit = branchPoint(Ref, Root);
  if (!Commit)
    return Commit.takeError();
  llvm::Expected<std::string> Names = report::git(
      Root, {"diff", "--name-status", "-z", "--relative", "--find-renames",
             "--ignore-submodules=all", "--diff-filter=a", *Commit});
  if (!Names)
    return Names.takeError();
  EarlierTree Tree;
  llvm::SmallString<64> Folder;
  if (llvm::sys::fs::createUniqueDirectory("threadwise", Folder))
    return userError("no temporary folder can be made");
  Tree.Folder = std::string(Folder);
  for (auto [Name, OldName] : namesOfThen(*Names)) {
    llvm::Expected<std::string> Text =
        report::git(Root, {"show", *Commit + ":./" + OldName.str()});
    if (!Text)
      return Text.takeError();
    std::string File = inFolder(Folder, std::to_string(Tree.Contents.size()));
    std::error_code Error;
    llvm::raw_fd_ostream Out(File, Error);
    if (!Error) {
      Out << *Text;
      Out.close();
      Error = Out.error();
      Out.clear_error();
    }
    if (Error)
      return userError("cannot write '" + File + "': " + Error.message());
    Tree.Contents[realPath(inFolder(Root, Name))] = std::move(File);
  }
  return Tree;
}
