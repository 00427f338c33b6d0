//===--- Changes.cpp ------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Changes.h"
#include "../UserError.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
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

/// The name after `+++ `, without git's `b/` and diff's time.
static std::string nameOf(StringRef Line) {
  std::string Name = unquoted(Line.split('\t').first.rtrim('\r'));
  if (StringRef(Name).starts_with("b/"))
    Name.erase(0, 2);
  return Name;
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

Changes Changes::ofPatch(StringRef Patch) {
  Changes Out;
  std::set<unsigned> *Lines = nullptr;
  unsigned Old = 0, New = 0, Next = 0;
  for (StringRef Line : llvm::split(Patch, '\n')) {
    if (Old || New) { // within a hunk
      char Kind = Line.empty() ? ' ' : Line.front();
      if (Kind == '\\')
        continue;
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
      continue;
    }
    if (Line.consume_front("+++ ")) {
      std::string Name = nameOf(Line);
      Lines = Name == "/dev/null" ? nullptr : &Out.Lines[Name];
    } else if (Line.consume_front("@@ ") && readHunk(Line, Old, Next, New)) {
      // Of an empty side git names the line before.
      if (!New)
        ++Next;
    }
  }
  return Out;
}

bool Changes::touch(const Location &At) const {
  auto Found = Lines.find(At.File);
  if (Found == Lines.end() || !At.Line)
    return false;
  auto First = Found->second.lower_bound(At.Line);
  return First != Found->second.end() &&
         *First <= std::max(At.Line, At.EndLine);
}

std::set<std::string> Changes::files() const {
  std::set<std::string> Names;
  for (const auto &Each : Lines)
    Names.insert(Each.first);
  return Names;
}

void report::keepTouched(Review &R, const Changes &C) {
  llvm::erase_if(R.Findings, [&](const Finding &F) {
    return !C.touch(F.At) && llvm::none_of(F.Evidence, [&](const Note &N) {
      return C.touch(N.At);
    });
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

llvm::Expected<Changes> report::changesOf(const std::string &FileOrRange,
                                          StringRef Root) {
  if (llvm::sys::fs::is_regular_file(FileOrRange)) {
    auto Text = llvm::MemoryBuffer::getFile(FileOrRange);
    if (!Text)
      return llvm::errorCodeToError(Text.getError());
    return Changes::ofPatch((*Text)->getBuffer());
  }
  if (StringRef(FileOrRange).starts_with("-"))
    return userError("'" + FileOrRange + "' is no range of git");
  llvm::Expected<std::string> Patch =
      git(Root, {"diff", "--no-color", "--no-ext-diff", "--relative", "-U0",
                 FileOrRange, "--"});
  if (!Patch)
    return Patch.takeError();
  return Changes::ofPatch(*Patch);
}
