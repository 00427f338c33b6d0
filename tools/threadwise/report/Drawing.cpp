//===--- Drawing.cpp ------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Drawing.h"
#include "Escape.h"
#include "analysis/Cost.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include <cmath>

using namespace threadwise;
using namespace threadwise::report;
using llvm::StringRef;

/// Of the picture, in its own units.
static constexpr unsigned Width = 640;
/// A record from a stranger may say any number.
static constexpr unsigned LargestLine = 1024;
static constexpr size_t MostMembers = 64;
static constexpr double LongestNanoseconds = 1e12;

static void openFigure(unsigned Height, StringRef Sentence,
                       llvm::raw_ostream &Out) {
  Out << "<figure><svg viewBox=\"0 0 " << Width + 2 << ' ' << Height
      << "\" width=\"" << Width + 2 << "\" height=\"" << Height
      << "\" role=\"img\" aria-label=\"" << forMarkup(Sentence) << "\">";
}

static void closeFigure(StringRef Sentence, llvm::raw_ostream &Out) {
  Out << "</svg><figcaption>" << forMarkup(Sentence)
      << "</figcaption></figure>";
}

static std::string bytesOf(const LineLayout::Member &M) {
  std::string Text = "'" + M.Name + "' at byte";
  if (M.Size > 1)
    return Text + "s " + std::to_string(M.Offset) + " to " +
           std::to_string(M.Offset + M.Size - 1);
  return Text + " " + std::to_string(M.Offset);
}

static std::string sentenceOf(const LineLayout &L) {
  std::string Text = "A cache line of " + std::to_string(L.LineSize) +
                     " bytes, when " +
                     (L.IsRelative ? "the first of them" : "the object") +
                     " begins one: " + bytesOf(L.Members[0]);
  for (size_t I = 1; I < L.Members.size() && I < 3; ++I)
    Text +=
        (I + 1 == L.Members.size() ? " and " : ", ") + bytesOf(L.Members[I]);
  if (L.Members.size() > 3)
    Text += " and " + std::to_string(L.Members.size() - 3) + " more";
  return Text + ".";
}

static bool canBeDrawn(const LineLayout &L) {
  return L.LineSize && L.LineSize <= LargestLine && L.Members.size() > 1 &&
         L.Members.size() <= MostMembers;
}

/// Neighbours differ by stripes, not by colour alone.
static void drawLine(const LineLayout &L, unsigned Number,
                     llvm::raw_ostream &Out) {
  const uint64_t Base = L.Members[0].Offset / L.LineSize * L.LineSize;
  const double Byte = double(Width) / L.LineSize;
  const std::string Id = "stripes-" + std::to_string(Number);
  const std::string Sentence = sentenceOf(L);
  constexpr unsigned Top = 26, Height = 28;
  openFigure(84, Sentence, Out);
  Out << "<defs><pattern id=\"" << Id
      << "\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
         "patternTransform=\"rotate(45)\"><line class=\"stripe\" x1=\"0\" "
         "y1=\"0\" x2=\"0\" y2=\"6\"/></pattern></defs>";
  auto Rectangle = [&](StringRef Class, double From, double To) {
    Out << "<rect class=\"" << Class << "\" x=\""
        << llvm::format("%.1f", 1 + From * Byte) << "\" y=\"" << Top
        << "\" width=\"" << llvm::format("%.1f", (To - From) * Byte)
        << "\" height=\"" << Height << '"';
  };
  for (size_t I = 0; I < L.Members.size(); ++I) {
    const LineLayout::Member &M = L.Members[I];
    if (M.Offset < Base || M.Offset - Base >= L.LineSize)
      continue; // in the next line, where the object begins one
    const uint64_t First = M.Offset - Base;
    const uint64_t Size = std::min<uint64_t>(M.Size, L.LineSize - First);
    Rectangle(I % 2 ? "second" : "first", First, First + Size);
    if (I % 2)
      Out << " fill=\"url(#" << Id << ")\"";
    Out << "/>";
    if (I < 2) // one above, one below
      Out << "<text x=\"" << llvm::format("%.1f", 1 + First * Byte) << "\" y=\""
          << (I ? 76 : 20) << "\">" << forMarkup(M.Name) << "</text>";
  }
  for (unsigned At = 0; At < L.LineSize; At += 8) {
    Rectangle("cell", At, std::min(At + 8, L.LineSize));
    Out << "/>";
  }
  closeFigure(Sentence, Out);
}

static void drawBars(StringRef Of, StringRef Name, double Work,
                     StringRef Starting, double Start, llvm::raw_ostream &Out) {
  const std::string Sentence =
      (Of + " takes at most " + nanoseconds(Work) + ", " + Starting +
       " about " + nanoseconds(Start) + ".")
          .str();
  const double Longest = std::max(Work, Start);
  auto Bar = [&](StringRef Label, StringRef Class, unsigned Top, double Value) {
    Out << "<text x=\"0\" y=\"" << Top << "\">" << Label
        << "</text><rect class=\"" << Class << "\" x=\"1\" y=\"" << Top + 6
        << "\" width=\"" << std::max(3l, std::lround(Width * Value / Longest))
        << "\" height=\"12\"/>";
  };
  openFigure(86, Sentence, Out);
  Bar(Name, "first", 20, Work);
  Bar("start", "start", 64, Start);
  closeFigure(Sentence, Out);
}

void report::draw(const Finding &F, unsigned Number, llvm::raw_ostream &Out) {
  const Figures &In = F.InNumbers;
  if (canBeDrawn(In.Layout))
    drawLine(In.Layout, Number, Out);
  auto ValueOf = [&](StringRef Name) -> std::optional<double> {
    auto Found = In.Numbers.find(Name.str());
    if (Found == In.Numbers.end() || !(Found->second >= 0) ||
        Found->second > LongestNanoseconds)
      return std::nullopt;
    return Found->second;
  };
  const std::optional<double> Start = ValueOf("start-ns");
  if (!Start || *Start == 0)
    return;
  if (std::optional<double> Work = ValueOf("work-ns"))
    drawBars("The work", "work", *Work, "starting it", *Start, Out);
  else if (std::optional<double> Element = ValueOf("element-ns"))
    drawBars("An element", "element", *Element, "starting the loop", *Start,
             Out);
}
