//===--- HtmlPage.cpp -----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "HtmlPage.h"
#include "llvm/ADT/StringExtras.h"
#include <string>

using namespace threadwise;
using llvm::StringRef;

static constexpr llvm::StringLiteral Style =
    "body{max-width:46rem;margin:2rem auto;padding:0 1rem;"
    "font:1rem/1.5 system-ui,sans-serif;color:#222;background:#fff}"
    "code,pre{font-family:ui-monospace,monospace;font-size:.92em}"
    "pre{padding:.8rem;overflow-x:auto;background:#f4f4f2}"
    "table{border-collapse:collapse}td,th{padding:.2rem .8rem .2rem 0;"
    "border-bottom:1px solid #ddd;text-align:left;vertical-align:top}"
    "@media(prefers-color-scheme:dark){body{color:#ddd;background:#1b1b1b}"
    "pre{background:#262626}a{color:#8ab4f8}}";

static std::string escaped(StringRef Text) {
  std::string Out;
  llvm::raw_string_ostream Stream(Out);
  llvm::printHTMLEscaped(Text, Stream);
  return Out;
}

/// Pages of checks and advice are written as HTML, beside each other.
static std::string target(StringRef Link) {
  auto [File, Part] = Link.split('#');
  std::string Out = File.str();
  bool IsPage = !File.starts_with("http") && File.consume_back(".md") &&
                (!File.starts_with("../") || File.starts_with("../advice/") ||
                 File.starts_with("../checks/"));
  if (IsPage)
    Out = (File + ".html").str();
  if (!Part.empty())
    Out += ("#" + Part).str();
  return escaped(Out);
}

static std::string inlineHtml(StringRef Text) {
  std::string Out;
  bool Bold = false;
  while (!Text.empty()) {
    if (Text.consume_front("**")) {
      Bold = !Bold;
      Out += Bold ? "<strong>" : "</strong>";
      continue;
    }
    if (Text.front() == '`') {
      auto [Code, Rest] = Text.drop_front().split('`');
      Out += "<code>" + escaped(Code) + "</code>";
      Text = Rest;
      continue;
    }
    size_t Middle = Text.find("](");
    size_t End = Text.find(')', Middle);
    if (Text.front() == '[' && Middle < End && End != StringRef::npos &&
        Text.slice(1, Middle).find(']') == StringRef::npos) {
      Out += "<a href=\"" + target(Text.slice(Middle + 2, End)) + "\">" +
             inlineHtml(Text.slice(1, Middle)) + "</a>";
      Text = Text.drop_front(End + 1);
      continue;
    }
    Out += escaped(Text.take_front());
    Text = Text.drop_front();
  }
  return Out;
}

namespace {
/// Gathers lines into blocks; one kind of block is open at a time.
class HtmlWriter {
public:
  explicit HtmlWriter(llvm::raw_ostream &Out) : Out(Out) {}
  void add(StringRef Line);
  void endBlock();

private:
  enum class Block { None, Paragraph, List, Table, Indented };
  llvm::raw_ostream &Out;
  Block Open = Block::None;
  bool InFence = false;
  std::string Text; ///< of the paragraph or list item

  void enter(Block B);
  void flush(StringRef Tag);
  void heading(StringRef Line);
  void row(StringRef Line);
};
} // namespace

void HtmlWriter::flush(StringRef Tag) {
  if (!Text.empty())
    Out << '<' << Tag << '>' << inlineHtml(Text) << "</" << Tag << ">\n";
  Text.clear();
}

void HtmlWriter::endBlock() {
  switch (Open) {
  case Block::None:
    break;
  case Block::Paragraph:
    flush("p");
    break;
  case Block::List:
    flush("li");
    Out << "</ul>\n";
    break;
  case Block::Table:
    Out << "</table>\n";
    break;
  case Block::Indented:
    Out << "</pre>\n";
    break;
  }
  Open = Block::None;
}

void HtmlWriter::enter(Block B) {
  if (Open == B)
    return;
  endBlock();
  Open = B;
  if (B == Block::List)
    Out << "<ul>\n";
  else if (B == Block::Table)
    Out << "<table>\n";
  else if (B == Block::Indented)
    Out << "<pre>";
}

void HtmlWriter::heading(StringRef Line) {
  StringRef Title = Line.ltrim('#');
  size_t Depth = Line.size() - Title.size();
  std::string Id = Title.trim().lower();
  std::replace(Id.begin(), Id.end(), ' ', '-');
  Out << "<h" << Depth << " id=\"" << escaped(Id) << "\">"
      << inlineHtml(Title.trim()) << "</h" << Depth << ">\n";
}

void HtmlWriter::row(StringRef Line) {
  if (Line.find_first_not_of("|-: ") == StringRef::npos && Line.contains('-'))
    return; // the rule below the head
  Out << "<tr>";
  for (StringRef Cell : llvm::split(Line.trim().trim('|'), '|'))
    Out << "<td>" << inlineHtml(Cell.trim()) << "</td>";
  Out << "</tr>\n";
}

void HtmlWriter::add(StringRef Line) {
  if (Line.starts_with("```")) {
    endBlock();
    InFence = !InFence;
    Out << (InFence ? "<pre><code>" : "</code></pre>\n");
    return;
  }
  if (InFence || (Open != Block::Paragraph && Open != Block::List &&
                  Line.starts_with("    "))) {
    if (!InFence)
      enter(Block::Indented);
    Out << escaped(Line) << '\n';
    return;
  }
  if (Line.trim().empty())
    return endBlock();
  if (Line.starts_with("#")) {
    endBlock();
    return heading(Line);
  }
  if (Line.starts_with("|")) {
    enter(Block::Table);
    return row(Line);
  }
  StringRef Item = Line.ltrim();
  if (Item.consume_front("- ") || Item.consume_front("* ")) {
    enter(Block::List);
    flush("li");
    Text = Item.str();
    return;
  }
  if (Open != Block::List)
    enter(Block::Paragraph);
  Text += (Text.empty() ? "" : " ") + Line.trim().str();
}

void threadwise::printHtml(StringRef Page, llvm::raw_ostream &Out) {
  StringRef Title = Page.split('\n').first.ltrim("# ");
  Out << "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta "
         "charset=\"utf-8\">\n"
         "<meta name=\"viewport\" content=\"width=device-width\">\n<title>"
      << escaped(Title) << " - threadwise</title>\n<style>" << Style
      << "</style>\n</head>\n<body>\n";
  HtmlWriter Writer(Out);
  for (StringRef Line : llvm::split(Page.rtrim(), '\n'))
    Writer.add(Line);
  Writer.endBlock();
  Out << "</body>\n</html>\n";
}
