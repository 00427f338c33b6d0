//===--- Markdown.cpp -----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Markdown.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Locale.h"
#include "llvm/Support/Process.h"
#include <algorithm>
#include <string>
#include <vector>

using namespace threadwise;
using llvm::StringRef;

// Inline styles travel through line breaking as characters without a width.
static constexpr char BoldOn = '\1', CodeOn = '\2', StyleOff = '\3';

static bool isStyle(char C) {
  return C == BoldOn || C == CodeOn || C == StyleOff;
}

static unsigned widthOf(StringRef Text) {
  std::string Visible;
  llvm::copy_if(Text, std::back_inserter(Visible),
                [](char C) { return !isStyle(C); });
  int Columns = llvm::sys::locale::columnWidth(Visible);
  return Columns < 0 ? Visible.size() : Columns;
}

/// `[text](target)`: a relative target means nothing in a terminal.
static std::string linkText(StringRef Text, StringRef Target) {
  if (!Target.starts_with("http"))
    return Text.str();
  return (Text + " <" + Target + ">").str();
}

/// Replaces inline Markdown by style characters; plain text keeps its
/// backquotes, since nothing else marks a name there.
static std::string inlineStyles(StringRef Text, bool Styled) {
  std::string Out;
  bool Bold = false;
  while (!Text.empty()) {
    if (Text.consume_front("**")) {
      Bold = !Bold;
      if (Styled)
        Out += Bold ? BoldOn : StyleOff;
      continue;
    }
    if (Text.front() == '`') {
      auto [Code, Rest] = Text.drop_front().split('`');
      Out += Styled ? CodeOn + Code.str() + StyleOff : "`" + Code.str() + "`";
      Text = Rest;
      continue;
    }
    size_t Middle = Text.find("](");
    size_t End = Text.find(')', Middle);
    if (Text.front() == '[' && Middle < End && End != StringRef::npos &&
        Text.slice(1, Middle).find(']') == StringRef::npos) {
      Out += inlineStyles(
          linkText(Text.slice(1, Middle), Text.slice(Middle + 2, End)), Styled);
      Text = Text.drop_front(End + 1);
      continue;
    }
    Out += Text.front();
    Text = Text.drop_front();
  }
  return Out;
}

static void write(StringRef Text, llvm::raw_ostream &Out) {
  for (char C : Text) {
    if (C == BoldOn)
      Out << "\033[1m";
    else if (C == CodeOn)
      Out << "\033[36m";
    else if (C == StyleOff)
      Out << "\033[0m";
    else
      Out << C;
  }
}

namespace {
/// Gathers lines into blocks and prints each when it ends.
class PagePrinter {
public:
  PagePrinter(llvm::raw_ostream &Out, bool Styled, unsigned Width)
      : Out(Out), Styled(Styled), Width(Width) {}

  void add(StringRef Line);
  void endBlock();

private:
  void heading(StringRef Line);
  void paragraph();
  void table();

  llvm::raw_ostream &Out;
  bool Styled;
  unsigned Width;
  bool InFence = false;
  std::string Lead;      ///< what the first line of the paragraph begins with
  std::string Paragraph; ///< gathered text, not yet broken
  std::vector<std::vector<std::string>> Rows;
};
} // namespace

void PagePrinter::heading(StringRef Line) {
  StringRef Text = Line.ltrim('#');
  size_t Depth = Line.size() - Text.size();
  std::string Title = inlineStyles(Text.trim(), /*Styled=*/false);
  if (Styled)
    Out << "\033[1m" << Title << "\033[0m\n";
  else
    Out << Title << '\n'
        << std::string(widthOf(Title), Depth == 1 ? '=' : '-') << '\n';
}

void PagePrinter::paragraph() {
  std::string Text = inlineStyles(Paragraph, Styled);
  std::string Indent(widthOf(Lead), ' ');
  Out << Lead;
  unsigned Column = Indent.size();
  bool First = true;
  for (StringRef Word : llvm::split(Text, ' ')) {
    if (Word.empty())
      continue;
    unsigned Length = widthOf(Word);
    if (!First && Column + 1 + Length > Width) {
      Out << '\n' << Indent;
      Column = Indent.size();
    } else if (!First) {
      Out << ' ';
      ++Column;
    }
    write(Word, Out);
    Column += Length;
    First = false;
  }
  Out << '\n';
}

void PagePrinter::table() {
  std::vector<unsigned> Widths;
  for (const std::vector<std::string> &Row : Rows)
    for (size_t I = 0; I != Row.size(); ++I) {
      Widths.resize(std::max(Widths.size(), I + 1));
      Widths[I] = std::max(Widths[I], widthOf(Row[I]));
    }
  for (const std::vector<std::string> &Row : Rows) {
    Out << " ";
    for (size_t I = 0; I != Row.size(); ++I) {
      Out << ' ';
      write(Row[I], Out);
      if (I + 1 != Row.size())
        Out.indent(Widths[I] - widthOf(Row[I]) + 1);
    }
    Out << '\n';
  }
}

void PagePrinter::endBlock() {
  if (!Paragraph.empty())
    paragraph();
  if (!Rows.empty())
    table();
  Lead.clear();
  Paragraph.clear();
  Rows.clear();
}

/// The marker of a list item, `- ` or `12. `, with what stands before it.
static StringRef listMarker(StringRef Line) {
  StringRef Rest = Line.ltrim(' ');
  StringRef AfterNumber = Rest.drop_while(llvm::isDigit);
  if (AfterNumber.size() != Rest.size() && AfterNumber.consume_front(". "))
    return Line.drop_back(AfterNumber.size());
  if (Rest.consume_front("- ") || Rest.consume_front("* "))
    return Line.drop_back(Rest.size());
  return "";
}

static bool isTableRule(StringRef Line) {
  return Line.find_first_not_of("|-: ") == StringRef::npos &&
         Line.contains('-');
}

void PagePrinter::add(StringRef Line) {
  if (Line.starts_with("```")) {
    endBlock();
    InFence = !InFence;
    return;
  }
  if (InFence) {
    Out << "    " << Line << '\n';
    return;
  }
  if (Line.trim().empty()) {
    endBlock();
    Out << '\n';
    return;
  }
  if (Line.starts_with("#")) {
    endBlock();
    heading(Line);
    return;
  }
  if (Paragraph.empty() && Line.starts_with("    ")) {
    Out << Line << '\n';
    return;
  }
  if (Line.starts_with("|")) {
    if (isTableRule(Line))
      return;
    std::vector<std::string> &Row = Rows.emplace_back();
    for (StringRef Cell : llvm::split(Line.trim().trim('|'), '|'))
      Row.push_back(inlineStyles(Cell.trim(), Styled));
    return;
  }
  if (StringRef Marker = listMarker(Line); !Marker.empty()) {
    endBlock();
    Lead = Marker.str();
    Line = Line.drop_front(Marker.size());
  }
  Paragraph += (Paragraph.empty() ? "" : " ") + Line.trim().str();
}

void threadwise::printMarkdown(StringRef Page, llvm::raw_ostream &Out,
                               bool Styled, unsigned Width) {
  PagePrinter Printer(Out, Styled, Width);
  for (StringRef Line : llvm::split(Page.rtrim(), '\n'))
    Printer.add(Line);
  Printer.endBlock();
}

void threadwise::printMarkdown(StringRef Page) {
  // Long lines are hard to read, however wide the terminal is.
  unsigned Columns = llvm::sys::Process::StandardOutColumns();
  unsigned Width = Columns ? std::clamp(Columns, 40u, 100u) : 80u;
  printMarkdown(Page, llvm::outs(), llvm::sys::Process::StandardOutHasColors(),
                Width);
}
