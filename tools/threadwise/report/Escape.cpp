//===--- Escape.cpp -------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Escape.h"
#include "clang/Basic/CharInfo.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"

using namespace threadwise;
using llvm::StringRef;

/// The number of the character that \p Text, which is valid, begins with; it is
/// taken off.
static uint32_t takeCharacter(StringRef &Text, StringRef &Bytes) {
  unsigned Length = llvm::getNumBytesForUTF8(Text.front());
  Bytes = Text.take_front(Length);
  Text = Text.drop_front(Bytes.size());
  auto First = static_cast<unsigned char>(Bytes.front());
  if (Bytes.size() == 1)
    return First;
  uint32_t Number = First & (0xFF >> (Bytes.size() + 1));
  for (char C : Bytes.drop_front())
    Number = Number << 6 | (static_cast<unsigned char>(C) & 0x3F);
  return Number;
}

static bool isControl(uint32_t Character) {
  return Character < 0x20 || (Character >= 0x7F && Character < 0xA0);
}

/// Characters that make text look like other text: marks of direction.
static bool reorders(uint32_t Character) {
  return Character == 0x061C || (Character >= 0x200E && Character <= 0x200F) ||
         (Character >= 0x2028 && Character <= 0x202E) ||
         (Character >= 0x2066 && Character <= 0x2069);
}

/// \p Write appends what a character becomes.
template <typename Writer>
static std::string eachCharacter(StringRef Text, Writer Write) {
  std::string Valid = llvm::json::fixUTF8(Text);
  std::string Out;
  for (StringRef Rest = Valid; !Rest.empty();) {
    StringRef Bytes;
    uint32_t Number = takeCharacter(Rest, Bytes);
    Write(Out, Number, Bytes);
  }
  return Out;
}

static void appendName(std::string &Out, uint32_t Character) {
  llvm::raw_string_ostream(Out) << llvm::format("<U+%04X>", Character);
}

std::string report::forTerminal(StringRef Text) {
  // A runner of GitHub obeys what begins a line with two colons.
  bool Obeyed = Text.ltrim().starts_with("::");
  return eachCharacter(Text, [=](std::string &Out, uint32_t Character,
                                 StringRef Bytes) mutable {
    bool IsCommand = Obeyed && Character == ':';
    if (IsCommand)
      Obeyed = false;
    if (!IsCommand &&
        (Character == '\t' || (!isControl(Character) && !reorders(Character))))
      Out += Bytes;
    else
      appendName(Out, Character);
  });
}

std::string report::forMarkup(StringRef Text) {
  return eachCharacter(
      Text, [](std::string &Out, uint32_t Character, StringRef Bytes) {
        switch (Character) {
        case '&':
          Out += "&amp;";
          break;
        case '<':
          Out += "&lt;";
          break;
        case '>':
          Out += "&gt;";
          break;
        case '"':
          Out += "&quot;";
          break;
        case '\'':
          Out += "&#39;";
          break;
        case '\t':
        case '\n':
          Out += Bytes;
          break;
        case 0xFFFE: // not characters of XML
        case 0xFFFF:
          Out += "\xEF\xBF\xBD";
          break;
        default:
          if (isControl(Character))
            Out += "\xEF\xBF\xBD";
          else if (reorders(Character))
            llvm::raw_string_ostream(Out)
                << llvm::format("&lt;U+%04X&gt;", Character);
          else
            Out += Bytes;
        }
      });
}

std::string report::forMarkdown(StringRef Text) {
  return eachCharacter(
      Text, [](std::string &Out, uint32_t Character, StringRef Bytes) {
        if (Character == '<')
          Out += "&lt;";
        else if (Character == '&')
          Out += "&amp;";
        else if (Character == '@') // names nobody
          Out += "&#64;";
        else if (Character == '\n' || Character == '\t')
          Out += ' ';
        else if (isControl(Character) || reorders(Character))
          Out += "\xEF\xBF\xBD";
        else if (Character < 0x80 && clang::isPunctuation(Character) &&
                 !StringRef(",;:'\"/%").contains(Character))
          (Out += '\\') += Bytes;
        else
          Out += Bytes;
      });
}

static std::string workflow(StringRef Text, bool IsProperty) {
  return eachCharacter(Text, [=](std::string &Out, uint32_t Character,
                                 StringRef Bytes) {
    bool Ends = Character == '%' || Character == '\r' || Character == '\n' ||
                (IsProperty && (Character == ':' || Character == ','));
    if (Ends)
      llvm::raw_string_ostream(Out) << llvm::format("%%%02X", Character);
    else if (isControl(Character) || reorders(Character))
      appendName(Out, Character);
    else
      Out += Bytes;
  });
}

std::string report::forWorkflowMessage(StringRef Text) {
  return workflow(Text, /*IsProperty=*/false);
}

std::string report::forWorkflowProperty(StringRef Text) {
  return workflow(Text, /*IsProperty=*/true);
}

std::string report::forUri(StringRef Path) {
  std::string Out;
  for (char C : Path) {
    if (llvm::isAlnum(C) || StringRef("-._~/").contains(C))
      Out += C;
    else
      llvm::raw_string_ostream(Out)
          << llvm::format("%%%02X", static_cast<unsigned char>(C));
  }
  return Out;
}
