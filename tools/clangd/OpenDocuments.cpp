//===--- OpenDocuments.cpp ------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "OpenDocuments.h"
#include <algorithm>

using namespace threadwise;
namespace json = llvm::json;

/// Bytes of the UTF-8 sequence that \p Lead begins; a stray byte counts as one.
static unsigned sequenceLength(unsigned char Lead) {
  if (Lead >= 0xF0)
    return 4;
  if (Lead >= 0xE0)
    return 3;
  return Lead >= 0xC0 ? 2 : 1;
}

/// Columns of one sequence: UTF-16 takes two units beyond the basic plane.
static unsigned columnsOfSequence(unsigned Length, ColumnUnit Unit) {
  switch (Unit) {
  case ColumnUnit::Utf8:
    return Length;
  case ColumnUnit::Utf16:
    return Length == 4 ? 2 : 1;
  case ColumnUnit::Utf32:
    return 1;
  }
  return 1;
}

size_t threadwise::byteOfColumn(llvm::StringRef Line, int64_t Column,
                                ColumnUnit Unit) {
  size_t At = 0;
  while (At < Line.size() && Column > 0) {
    unsigned Length = sequenceLength(Line[At]);
    Column -= columnsOfSequence(Length, Unit);
    At += Length;
  }
  return std::min(At, Line.size());
}

int64_t threadwise::columnsOf(llvm::StringRef Text, ColumnUnit Unit) {
  int64_t Columns = 0;
  for (size_t At = 0; At < Text.size();) {
    unsigned Length = sequenceLength(Text[At]);
    Columns += columnsOfSequence(Length, Unit);
    At += Length;
  }
  return Columns;
}

/// Where line \p Line (0-based) of \p Text begins; its end when it has fewer.
static size_t startOfLine(llvm::StringRef Text, int64_t Line) {
  size_t At = 0;
  for (; Line > 0; --Line) {
    size_t End = Text.find('\n', At);
    if (End == llvm::StringRef::npos)
      return Text.size();
    At = End + 1;
  }
  return At;
}

static llvm::StringRef lineAt(llvm::StringRef Text, size_t Start) {
  llvm::StringRef Line =
      Text.drop_front(Start).take_until([](char C) { return C == '\n'; });
  Line.consume_back("\r");
  return Line;
}

size_t OpenDocuments::byteOf(llvm::StringRef Text,
                             const json::Object *Position) const {
  if (!Position)
    return 0;
  size_t Start = startOfLine(Text, Position->getInteger("line").value_or(0));
  return Start + byteOfColumn(lineAt(Text, Start),
                              Position->getInteger("character").value_or(0),
                              Unit);
}

void OpenDocuments::change(std::string &Text,
                           const json::Object &Change) const {
  llvm::StringRef New = Change.getString("text").value_or("");
  const json::Object *Range = Change.getObject("range");
  if (!Range) {
    Text = New.str();
    return;
  }
  size_t Start = byteOf(Text, Range->getObject("start"));
  size_t End = std::max(Start, byteOf(Text, Range->getObject("end")));
  Text.replace(Start, End - Start, New.data(), New.size());
}

void OpenDocuments::onNotify(llvm::StringRef Method,
                             const json::Value &Params) {
  if (!Method.consume_front("textDocument/did"))
    return;
  const json::Object *Fields = Params.getAsObject();
  const json::Object *Document =
      Fields ? Fields->getObject("textDocument") : nullptr;
  if (!Document)
    return;
  llvm::StringRef Uri = Document->getString("uri").value_or("");
  if (Method == "Open")
    Texts[Uri] = Document->getString("text").value_or("").str();
  else if (Method == "Close")
    Texts.erase(Uri);
  else if (Method == "Change" && isOpen(Uri))
    if (const json::Array *Changes = Fields->getArray("contentChanges"))
      for (const json::Value &Change : *Changes)
        if (const json::Object *O = Change.getAsObject())
          change(Texts[Uri], *O);
}

llvm::StringRef OpenDocuments::line(llvm::StringRef Uri, int64_t Line) const {
  auto It = Texts.find(Uri);
  if (It == Texts.end() || Line < 0)
    return "";
  return lineAt(It->second, startOfLine(It->second, Line));
}
