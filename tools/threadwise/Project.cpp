//===--- Project.cpp ------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Project.h"
#include "DatabaseSearch.h"
#include "Paths.h"
#include "ResourceDirectory.h"
#include "UserError.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <algorithm>
#include <set>

using namespace threadwise;
using namespace clang::tooling;
using llvm::StringRef;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

static bool isSource(StringRef File) {
  static constexpr StringRef Extensions[] = {".c",    ".C",   ".cc",  ".cpp",
                                             ".cxx",  ".c++", ".m",   ".mm",
                                             ".cppm", ".ixx", ".ccm", ".cxxm"};
  return llvm::is_contained(Extensions, path::extension(File));
}

static bool isHeader(StringRef File) {
  static constexpr StringRef Extensions[] = {".h",   ".H",   ".hh",
                                             ".hpp", ".hxx", ".h++"};
  return llvm::is_contained(Extensions, path::extension(File));
}

llvm::Expected<Project> Project::open(const CheckRequest &Request) {
  for (const std::string &Path : Request.Paths)
    if (!fs::exists(Path))
      return userError("'" + Path + "' does not exist");
  Project P;
  if (llvm::Error Error = P.load(Request))
    return std::move(Error);
  P.findRoot();
  if (llvm::Error Error = P.chooseUnits(Request))
    return std::move(Error);
  return P;
}

//===----------------------------------------------------------------------===//
// The commands
//===----------------------------------------------------------------------===//

static StringRef folderOf(StringRef Path) {
  return fs::is_directory(Path) ? Path : path::parent_path(Path);
}

llvm::Error Project::load(const CheckRequest &Request) {
  if (Request.Flags) {
    Commands = std::make_unique<FixedCompilationDatabase>(".", *Request.Flags);
    return llvm::Error::success();
  }
  std::string Start =
      realPath(Request.Paths.empty() ? "." : Request.Paths.front());
  Start = folderOf(Start).str();
  llvm::Expected<std::string> File =
      Request.Configure        ? configureDatabase(Start)
      : !Request.Build.empty() ? databaseIn(Request.Build)
                               : findDatabase(Start);
  if (!File)
    return File.takeError();
  return loadDatabase(*File);
}

/// Makes each relative `directory` one below \p Folder, the database's own: to
/// clang it would be one below wherever the program was started.
static bool makeDirectoriesAbsolute(llvm::json::Value &Database,
                                    StringRef Folder) {
  bool Changed = false;
  llvm::json::Array *Commands = Database.getAsArray();
  if (!Commands)
    return false;
  for (llvm::json::Value &Each : *Commands) {
    llvm::json::Object *Command = Each.getAsObject();
    std::optional<StringRef> Directory =
        Command ? Command->getString("directory") : std::nullopt;
    if (!Directory || path::is_absolute(*Directory))
      continue;
    (*Command)["directory"] = absolutePath(*Directory, Folder);
    Changed = true;
  }
  return Changed;
}

static std::unique_ptr<CompilationDatabase> readDatabase(StringRef File,
                                                         std::string &Message) {
  auto Text = llvm::MemoryBuffer::getFile(File, /*IsText=*/true);
  if (Text) {
    llvm::Expected<llvm::json::Value> Database =
        llvm::json::parse((*Text)->getBuffer());
    if (!Database)
      llvm::consumeError(Database.takeError()); // clang says what is wrong
    else if (makeDirectoriesAbsolute(*Database, path::parent_path(File)))
      return JSONCompilationDatabase::loadFromBuffer(
          llvm::formatv("{0}", *Database).str(), Message,
          JSONCommandLineSyntax::AutoDetect);
  }
  return JSONCompilationDatabase::loadFromFile(
      File, Message, JSONCommandLineSyntax::AutoDetect);
}

llvm::Error Project::loadDatabase(StringRef File) {
  std::string Message;
  std::unique_ptr<CompilationDatabase> Database = readDatabase(File, Message);
  if (!Database)
    return userError("cannot read '" + shownPath(File) +
                     "': " + StringRef(Message).trim().str());
  DatabasePath = File.str();
  BuildFolder = path::parent_path(File).str();
  FetchedRoot = inFolder(BuildFolder, "_deps"); // CMake's FetchContent
  for (const std::string &Known : Database->getAllFiles())
    if (isSource(Known))
      KnownFiles.push_back(Known);
  llvm::sort(KnownFiles);
  Commands =
      inferTargetAndDriverMode(inferMissingCompileCommands(expandResponseFiles(
          std::move(Database), llvm::vfs::getRealFileSystem())));
  return llvm::Error::success();
}

//===----------------------------------------------------------------------===//
// The root
//===----------------------------------------------------------------------===//

static StringRef commonFolder(StringRef A, StringRef B) {
  while (!isBelow(B, A) && A != "/")
    A = path::parent_path(A);
  return A;
}

/// The source folder that CMake was run for.
static std::string sourceOfBuild(StringRef Build) {
  auto Cache = llvm::MemoryBuffer::getFile(inFolder(Build, "CMakeCache.txt"));
  if (!Cache)
    return "";
  StringRef Text = (*Cache)->getBuffer();
  constexpr StringRef Key = "\nCMAKE_HOME_DIRECTORY:INTERNAL=";
  size_t At = Text.find(Key);
  if (At == StringRef::npos)
    return "";
  return realPath(Text.drop_front(At + Key.size()).split('\n').first);
}

void Project::findRoot() {
  std::string Common = sourceOfBuild(BuildFolder);
  for (const std::string &File : KnownFiles) {
    if (isBelow(File, BuildFolder))
      continue; // generated
    StringRef Folder = path::parent_path(File);
    Common = Common.empty() ? Folder.str() : commonFolder(Common, Folder).str();
  }
  if (Common.empty())
    Common = realPath(".");
  // Without CMake: the database lies at the top or in a build folder there.
  for (StringRef Top : {StringRef(BuildFolder), path::parent_path(BuildFolder)})
    if (!Top.empty() && Top != "/" && isBelow(Common, Top)) {
      Common = Top.str();
      break;
    }
  std::string Top = topOfRepository(Common);
  Root = Top.empty() ? Common : Top;
}

//===----------------------------------------------------------------------===//
// The units
//===----------------------------------------------------------------------===//

/// The clang++ whose headers are used: its driver looks for libc++ beside it.
static std::string compilerOfThisBuild() {
  std::string Headers = resourceDirectory(); // <prefix>/lib/clang/<major>
  StringRef Prefix =
      path::parent_path(path::parent_path(path::parent_path(Headers)));
  return inFolder(inFolder(Prefix, "bin"), "clang++");
}

/// Compilers take `.h` for C; here it is what the flags speak of.
static void nameLanguage(UnitJob &Job) {
  bool Named = llvm::any_of(Job.CommandLine, [](StringRef Word) {
    return Word.starts_with("-x") || Word.starts_with("-std=c9") ||
           Word.starts_with("-std=c1") || Word.starts_with("-std=c2") ||
           Word.starts_with("-std=gnu9") || Word.starts_with("-std=gnu1") ||
           Word.starts_with("-std=gnu2");
  });
  if (!Named && isHeader(Job.File))
    Job.CommandLine.insert(Job.CommandLine.begin() + 1, "-xc++-header");
}

/// clang++ takes `.c` for C++, unless the flags speak of it.
static void nameC(UnitJob &Job) {
  bool SaysCxx = llvm::any_of(Job.CommandLine, [](StringRef Word) {
    return Word.starts_with("-x") || Word.starts_with("-std=c++") ||
           Word.starts_with("-std=gnu++");
  });
  if (!SaysCxx && path::extension(Job.File) == ".c")
    Job.CommandLine.insert(Job.CommandLine.begin() + 1, "-xc");
}

/// What differs between commands, but for the object file they write.
static std::vector<std::string> essence(const CompileCommand &Command) {
  std::vector<std::string> Words =
      getClangStripOutputAdjuster()(Command.CommandLine, Command.Filename);
  Words = getClangStripDependencyFileAdjuster()(Words, Command.Filename);
  llvm::erase_if(Words, [](StringRef Word) {
    return Word == "-fPIC" || Word == "-fPIE" || Word.ends_with("_EXPORTS");
  });
  return Words;
}

std::vector<UnitJob> Project::unitsOf(const std::string &File) const {
  std::vector<UnitJob> Jobs;
  std::set<std::vector<std::string>> Seen;
  for (const CompileCommand &Command : Commands->getCompileCommands(File)) {
    if (!Seen.insert(essence(Command)).second)
      continue;
    UnitJob Job;
    Job.File = File;
    Job.Directory = realPath(Command.Directory);
    Job.CommandLine = Command.CommandLine;
    // A command made of flags names no compiler.
    if (DatabasePath.empty()) {
      Job.CommandLine.front() = compilerOfThisBuild();
      nameC(Job);
    }
    nameLanguage(Job);
    Jobs.push_back(std::move(Job));
  }
  return Jobs;
}

llvm::Error Project::chooseUnits(const CheckRequest &Request) {
  std::vector<std::string> Files;
  for (const std::string &Path : Request.Paths) {
    if (fs::is_directory(Path))
      Folders.push_back(realPath(Path));
    else
      Files.push_back(realPath(Path));
  }
  if (Request.Paths.empty())
    Folders.push_back(Request.Flags ? realPath(".") : Root);
  for (const std::string &Known :
       DatabasePath.empty() ? filesBelow(isSource) : KnownFiles)
    if (llvm::any_of(Folders,
                     [&](StringRef Folder) {
                       return isBelow(Known, Folder) ||
                              isBelow(realPath(Known), Folder);
                     }) &&
        !isBelow(Known, FetchedRoot))
      Files.push_back(Known);
  llvm::sort(Files);
  Files.erase(std::unique(Files.begin(), Files.end()), Files.end());
  for (const std::string &File : Files)
    llvm::append_range(Units, unitsOf(File));
  if (!Units.empty() || !headerUnits({}).empty())
    return llvm::Error::success();
  std::string Where = Request.Paths.empty() ? Root : Request.Paths.front();
  return userError("nothing to analyse: " +
                   (DatabasePath.empty()
                        ? std::string("no C or C++ source")
                        : shownPath(DatabasePath) + " knows no source") +
                   " below '" + Where + "'");
}

/// Other people's headers that projects keep a copy of: analysed where a unit
/// includes them, not for their own sake.
static bool isForeignFolder(StringRef Name) {
  static constexpr StringRef Names[] = {
      "third_party", "third-party",  "thirdparty", "3rdparty",
      "external",    "extern",       "vendor",     "vendored",
      "_deps",       "node_modules", "contrib",    "subprojects"};
  return Name.starts_with(".") || llvm::is_contained(Names, Name.lower());
}

std::vector<std::string>
Project::filesBelow(llvm::function_ref<bool(StringRef)> Wanted) const {
  std::set<std::string> Found;
  for (const std::string &Folder : Folders) {
    std::error_code Error;
    for (fs::recursive_directory_iterator
             At(Folder, Error, /*follow_symlinks=*/false),
         End;
         At != End; At.increment(Error)) {
      if (Error)
        break;
      StringRef Name = path::filename(At->path());
      if (At->type() == fs::file_type::directory_file) {
        if (isForeignFolder(Name) ||
            fs::exists(inFolder(At->path(), "CMakeCache.txt")) ||
            (At->path() == BuildFolder && BuildFolder != Root))
          At.no_push();
      } else if (Wanted(Name)) {
        Found.insert(realPath(At->path()));
      }
    }
  }
  return {Found.begin(), Found.end()};
}

std::vector<UnitJob>
Project::headerUnits(const llvm::StringSet<> &Included) const {
  std::vector<UnitJob> Jobs;
  for (const std::string &File : headers())
    if (!Included.contains(File))
      // One of the nearest unit's commands is enough.
      if (std::vector<UnitJob> Own = unitsOf(File); !Own.empty())
        Jobs.push_back(std::move(Own.front()));
  return Jobs;
}

const std::vector<std::string> &Project::headers() const {
  if (!Headers)
    Headers = filesBelow(isHeader);
  return *Headers;
}

std::vector<std::string> Project::sourcesWithoutCommand() const {
  if (DatabasePath.empty())
    return {}; // one command serves all
  std::set<std::string> Known;
  for (const std::string &File : KnownFiles)
    Known.insert(realPath(File));
  std::vector<std::string> Unknown;
  for (std::string &File : filesBelow(isSource))
    if (!Known.count(File))
      Unknown.push_back(std::move(File));
  return Unknown;
}
