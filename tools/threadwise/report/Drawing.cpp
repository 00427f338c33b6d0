//===--- Drawing.cpp ------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Drawing.h"
#include "Escape.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Regex.h"
#include <cmath>

using namespace threadwise;
using namespace threadwise::report;
using llvm::StringRef;

static constexpr unsigned LineSize = 64;

std::vector<PlacedMember> report::placedMembers(const Finding &F) {
  static const llvm::Regex Sentence(
      "^bytes? ([0-9]{1,6})( to ([0-9]{1,6}))?( from the first of them)?: "
      "'([^']*)'");
  std::vector<PlacedMember> All;
  for (const Note &N : F.Evidence) {
    llvm::SmallVector<StringRef, 6> Parts;
    if (!Sentence.match(N.Text, &Parts))
      continue;
    PlacedMember M;
    Parts[1].getAsInteger(10, M.First);
    M.Last = M.First;
    if (!Parts[3].empty())
      Parts[3].getAsInteger(10, M.Last);
    M.Name = Parts[5].str();
    if (M.Last >= M.First)
      All.push_back(std::move(M));
  }
  return All;
}

std::optional<double> report::nanosecondsIn(StringRef Sentence) {
  static const llvm::Regex Figure("([0-9][0-9,.]*) ns");
  llvm::SmallVector<StringRef, 2> Parts;
  if (!Figure.match(Sentence, &Parts))
    return std::nullopt;
  std::string Digits;
  for (char C : Parts[1])
    if (C != ',')
      Digits += C;
  double Value;
  if (StringRef(Digits).getAsDouble(Value))
    return std::nullopt;
  return Value;
}

void report::drawCacheLine(const Finding &F, unsigned Number,
                           llvm::raw_ostream &Out) {
  if (F.Check != "threadwise-false-sharing")
    return;
  std::vector<PlacedMember> Members = placedMembers(F);
  if (Members.size() < 2)
    return;
  // Counted from the line that the first of them begins in, when the object
  // itself begins a line.
  unsigned Base = Members[0].First / LineSize * LineSize;
  for (const PlacedMember &M : Members)
    Base = std::min(Base, M.First / LineSize * LineSize);
  std::string Sentence = "A cache line of " + std::to_string(LineSize) +
                         " bytes, when the object begins one:";
  for (size_t I = 0; I < 2; ++I)
    Sentence += std::string(I ? " and" : "") + " '" + Members[I].Name +
                "' at bytes " + std::to_string(Members[I].First) + " to " +
                std::to_string(Members[I].Last);
  Sentence += ".";
  std::string Id = "stripes-" + std::to_string(Number);
  constexpr unsigned Cell = 10, Height = 28, Left = 1;
  Out << "<figure><svg viewBox=\"0 0 " << LineSize * Cell + 2
      << " 64\" width=\"642\" height=\"64\" role=\"img\" aria-label=\""
      << forMarkup(Sentence) << "\"><defs><pattern id=\"" << Id
      << "\" width=\"6\" height=\"6\" patternUnits=\"userSpaceOnUse\" "
         "patternTransform=\"rotate(45)\"><line class=\"stripe\" x1=\"0\" "
         "y1=\"0\" x2=\"0\" y2=\"6\"/></pattern></defs>";
  for (unsigned I = 0; I < 2; ++I) {
    unsigned First = std::min(Members[I].First - Base, LineSize - 1);
    unsigned Last = std::min(Members[I].Last - Base, LineSize - 1);
    Out << "<rect class=\"" << (I ? "second" : "first") << "\" x=\""
        << Left + First * Cell << "\" y=\"20\" width=\""
        << (Last - First + 1) * Cell << "\" height=\"" << Height << '"';
    if (I)
      Out << " fill=\"url(#" << Id << ")\"";
    Out << "/><text x=\"" << Left + First * Cell << "\" y=\"" << (I ? 62 : 14)
        << "\">" << forMarkup(Members[I].Name) << "</text>";
  }
  for (unsigned Byte = 0; Byte < LineSize; Byte += 8)
    Out << "<rect class=\"cell\" x=\"" << Left + Byte * Cell
        << "\" y=\"20\" width=\"" << 8 * Cell << "\" height=\"" << Height
        << "\"/>";
  Out << "</svg><figcaption>" << forMarkup(Sentence)
      << "</figcaption></figure>\n";
}

void report::drawWorkAgainstStart(const Finding &F, llvm::raw_ostream &Out) {
  if (F.Check != "threadwise-trivial-task")
    return;
  llvm::SmallVector<double, 4> Figures;
  for (const Note &N : F.Evidence)
    if (std::optional<double> Value = nanosecondsIn(N.Text))
      Figures.push_back(*Value);
  if (Figures.size() < 2)
    return;
  auto [Small, Large] = std::minmax(Figures[0], Figures[1]);
  if (Large <= 0)
    return;
  std::string Sentence;
  llvm::raw_string_ostream(Sentence)
      << "The work takes about " << llvm::format("%.0f", Small)
      << " ns, starting it about " << llvm::format("%.0f", Large) << " ns.";
  constexpr unsigned Width = 600;
  unsigned Work = std::max(1l, std::lround(Width * Small / Large));
  Out << "<figure><svg viewBox=\"0 0 640 56\" width=\"640\" height=\"56\" "
         "role=\"img\" aria-label=\""
      << forMarkup(Sentence)
      << "\"><text x=\"0\" y=\"12\">work</text><rect class=\"first\" x=\"0\" "
         "y=\"16\" width=\""
      << Work
      << "\" height=\"8\"/><text x=\"0\" y=\"40\">start</text><rect "
         "class=\"cell\" x=\"0\" y=\"44\" width=\""
      << Width << "\" height=\"8\"/></svg><figcaption>" << forMarkup(Sentence)
      << "</figcaption></figure>\n";
}
