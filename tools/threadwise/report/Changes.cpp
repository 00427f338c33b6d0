//===--- Changes.cpp ------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Changes.h"
#include "../UserError.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"

using namespace threadwise;
using namespace threadwise::report;
using llvm::StringRef;

/// git quotes names with special characters as C strings.
static std::string unquoted(StringRef Name) {
  if (!Name.consume_front("\""))
    return Name.str();
  std::string Out;
  while (!Name.empty() && Name.front() != '"') {
    char C = Name.front();
    Name = Name.drop_front();
    if (C != '\\' || Name.empty()) {
      Out += C;
      continue;
    }
    unsigned Number;
    if (Name.size() >= 3 && !Name.take_front(3).getAsInteger(8, Number)) {
      Out += static_cast<char>(Number);
      Name = Name.drop_front(3);
      continue;
    }
    char Escaped = Name.front();
    Name = Name.drop_front();
    Out += Escaped == 'n' ? '\n' : Escaped == 't' ? '\t' : Escaped;
  }
  return Out;
}

/// A name of a patch's header, without diff's time behind it.
static std::string nameOf(StringRef Line) {
  return unquoted(Line.split('\t').first.rtrim('\r'));
}

/// The file of today. git puts a letter and a slash before both names, which
/// letters depends on its configuration; a patch may also be between two
/// folders. Where the rest is the same, what comes before is no part of it.
static std::string withoutPrefix(StringRef Old, StringRef New) {
  auto [OldSide, OldRest] = Old.split('/');
  auto [NewSide, NewRest] = New.split('/');
  // Where there is no old side, or it had another name, git's own letters.
  if (OldSide != NewSide && !NewRest.empty() &&
      (OldRest == NewRest || NewSide == "b"))
    return NewRest.str();
  return New.str();
}

/// `-1,2 +3,4 @@`: how many lines of each side follow, and where.
static bool readHunk(StringRef Line, unsigned &OldCount, unsigned &NewStart,
                     unsigned &NewCount) {
  StringRef Old, New;
  std::tie(Old, Line) = Line.split(' ');
  New = Line.split(' ').first;
  if (!Old.consume_front("-") || !New.consume_front("+"))
    return false;
  auto Count = [](StringRef Text, unsigned &Number) {
    Number = 1;
    return Text.empty() || !Text.getAsInteger(10, Number);
  };
  return Count(Old.split(',').second, OldCount) &&
         !New.split(',').first.getAsInteger(10, NewStart) &&
         Count(New.split(',').second, NewCount);
}

namespace {

class PatchReader {
public:
  void read(StringRef Line) {
    if (isInHunk())
      readInHunk(Line);
    else
      readHeader(Line);
  }
  bool isInHunk() const { return Old || New; }
  bool sawHeader() const { return SawHeader; }
  std::map<std::string, std::set<unsigned>> take() { return std::move(Files); }

private:
  void readInHunk(StringRef Line) {
    char Kind = Line.empty() ? ' ' : Line.front();
    if (Kind == '\\')
      return;
    if (Kind == '+' && New) {
      if (Lines)
        Lines->insert(Next);
      ++Next, --New;
    } else if (Kind == '-' && Old) {
      if (Lines) { // what stands where it was
        Lines->insert(Next);
        if (Next)
          Lines->insert(Next - 1);
      }
      --Old;
    } else {
      Old -= Old != 0;
      New -= New != 0;
      ++Next;
    }
  }

  void readHeader(StringRef Line) {
    static constexpr StringRef Openings[] = {"diff ", "--- ", "Only in ",
                                             "Binary files ", "Index: "};
    SawHeader |= llvm::any_of(
        Openings, [&](StringRef Opening) { return Line.starts_with(Opening); });
    if (Line.consume_front("diff --git ")) {
      Names = Line.rtrim('\r');
      Renamed.clear();
    } else if (Line.consume_front("rename to ") ||
               Line.consume_front("copy to ")) {
      Renamed = nameOf(Line);
    } else if (Line.consume_front("--- ")) {
      OldName = nameOf(Line);
    } else if (Line.consume_front("+++ ")) {
      startFile(Line);
    } else if (Line.consume_front("@@ ") && readHunk(Line, Old, Next, New)) {
      // Of an empty side git names the line before.
      if (!New)
        ++Next;
    }
  }

  void startFile(StringRef Line) {
    std::string Name = nameOf(Line);
    if (Name == "/dev/null") {
      Lines = nullptr;
      return;
    }
    // A file that is new has its other name in the first line only.
    if (OldName == "/dev/null" &&
        Names.consume_back(Line.split('\t').first.rtrim('\r')))
      OldName = nameOf(Names.rtrim());
    if (Renamed.empty())
      Renamed = withoutPrefix(OldName, Name);
    Lines = &Files[Renamed];
    Renamed.clear();
    Names = {};
  }

  std::map<std::string, std::set<unsigned>> Files;
  std::set<unsigned> *Lines = nullptr;
  std::string OldName, Renamed;
  StringRef Names; ///< both, as `diff --git` has them
  unsigned Old = 0, New = 0, Next = 0;
  bool SawHeader = false;
};

} // namespace

llvm::Expected<Changes> Changes::ofPatch(StringRef Patch) {
  if (llvm::hasUTF16ByteOrderMark(llvm::arrayRefFromStringRef<char>(Patch)))
    return userError("it is in UTF-16: a patch is in the encoding of the files "
                     "that it is of");
  Patch.consume_front("\xEF\xBB\xBF");
  PatchReader Reader;
  for (StringRef Line : llvm::split(Patch, '\n'))
    Reader.read(Line);
  if (Reader.isInHunk())
    return userError("it ends in the middle of a change");
  if (!Reader.sawHeader() && !Patch.trim().empty())
    return userError("it is no unified diff");
  Changes Out;
  Out.Lines = Reader.take();
  return Out;
}

bool Changes::touch(const Location &At) const {
  if (New.count(At.File))
    return true;
  auto Found = Lines.find(At.File);
  if (Found == Lines.end() || !At.Line)
    return false;
  auto First = Found->second.lower_bound(At.Line);
  return First != Found->second.end() &&
         *First <= std::max(At.Line, At.EndLine);
}

/// The first place on a changed line, its own before that of its evidence.
static const Location *touchedPlace(const Finding &F, const Changes &C) {
  if (C.touch(F.At))
    return &F.At;
  for (const Note &N : F.Evidence) {
    if (C.touch(N.At))
      return &N.At;
    for (const Location &Other : N.Also)
      if (C.touch(Other))
        return &Other;
  }
  return nullptr;
}

void report::keepTouched(Review &R, const Changes &C) {
  llvm::erase_if(R.Findings, [&](Finding &F) {
    const Location *Touched = touchedPlace(F, C);
    if (Touched && Touched != &F.At)
      F.Changed = *Touched;
    return !Touched;
  });
}

llvm::Expected<std::string> report::git(StringRef Folder,
                                        llvm::ArrayRef<StringRef> Arguments) {
  llvm::ErrorOr<std::string> Program = llvm::sys::findProgramByName("git");
  if (!Program)
    return userError("git was not found");
  llvm::SmallString<64> OutFile, ErrFile;
  if (llvm::sys::fs::createTemporaryFile("threadwise", "out", OutFile) ||
      llvm::sys::fs::createTemporaryFile("threadwise", "err", ErrFile))
    return userError("no temporary file can be made");
  llvm::FileRemover RemoveOut(OutFile), RemoveErr(ErrFile);
  std::vector<StringRef> Words = {*Program, "-C", Folder};
  llvm::append_range(Words, Arguments);
  std::optional<StringRef> Redirects[] = {StringRef(""), StringRef(OutFile),
                                          StringRef(ErrFile)};
  int Code =
      llvm::sys::ExecuteAndWait(*Program, Words, std::nullopt, Redirects);
  auto Text = llvm::MemoryBuffer::getFile(Code ? ErrFile : OutFile);
  std::string Printed = Text ? (*Text)->getBuffer().str() : "";
  if (Code)
    return userError("git " + Arguments.front() +
                     " failed: " + StringRef(Printed).trim());
  return Printed;
}

llvm::Expected<std::vector<std::string>>
report::gitNames(StringRef Folder, llvm::ArrayRef<StringRef> Arguments) {
  llvm::Expected<std::string> Listed = git(Folder, Arguments);
  if (!Listed)
    return Listed.takeError();
  std::vector<std::string> Names;
  for (StringRef Name : llvm::split(*Listed, '\0'))
    if (!Name.empty())
      Names.push_back(Name.str());
  return Names;
}

llvm::Expected<std::vector<std::string>>
report::untrackedFiles(StringRef Folder) {
  return gitNames(Folder, {"ls-files", "--others", "--exclude-standard", "-z"});
}

/// One revision is compared with what lies in the folders, two are not.
static bool isOfWorkingTree(StringRef Range, StringRef Root) {
  llvm::Expected<std::string> Revisions =
      report::git(Root, {"rev-parse", "--revs-only", Range, "--"});
  if (!Revisions) {
    llvm::consumeError(Revisions.takeError());
    return false;
  }
  return StringRef(*Revisions).trim().count('\n') == 0;
}

static llvm::Expected<Changes> changesInFile(const std::string &File) {
  auto Text = llvm::MemoryBuffer::getFile(File);
  if (!Text)
    return userError("cannot read '" + File +
                     "': " + Text.getError().message());
  llvm::Expected<Changes> Read = Changes::ofPatch((*Text)->getBuffer());
  if (!Read)
    return userError("cannot read '" + File +
                     "' as a patch: " + llvm::toString(Read.takeError()));
  return Read;
}

llvm::Expected<Changes> report::changesOf(const std::string &FileOrRange,
                                          StringRef Root) {
  if (llvm::sys::fs::is_regular_file(FileOrRange))
    return changesInFile(FileOrRange);
  if (StringRef(FileOrRange).starts_with("-"))
    return userError("'" + FileOrRange + "' is no range of git");
  // The user's configuration may ask for other prefixes, or none.
  llvm::Expected<std::string> Patch =
      git(Root, {"diff", "--no-color", "--no-ext-diff", "--relative", "-U0",
                 "--src-prefix=a/", "--dst-prefix=b/", FileOrRange, "--"});
  if (!Patch)
    return Patch.takeError();
  llvm::Expected<Changes> Read = Changes::ofPatch(*Patch);
  if (!Read || !isOfWorkingTree(FileOrRange, Root))
    return Read;
  llvm::Expected<std::vector<std::string>> Untracked = untrackedFiles(Root);
  if (!Untracked)
    return Untracked.takeError();
  for (const std::string &File : *Untracked)
    Read->addNewFile(File);
  return Read;
}
