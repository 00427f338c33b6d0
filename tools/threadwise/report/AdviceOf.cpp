//===--- AdviceOf.cpp -----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "AdviceOf.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace threadwise;
using llvm::StringRef;

static constexpr llvm::StringLiteral OurPrefix = "threadwise-";

std::optional<Level> report::levelOf(StringRef Check, StringRef FormId) {
  if (!Check.consume_front(OurPrefix))
    return std::nullopt;
  std::optional<Level> Worst;
  for (const Form &Known : forms()) {
    if (Known.Check != Check)
      continue;
    if (Known.Id == FormId)
      return Known.Severity;
    Worst = std::min(Worst.value_or(Level::Practice), Known.Severity);
  }
  return Worst.value_or(Level::Practice);
}

void report::addAdvice(Finding &F) {
  F.Severity = levelOf(F.Check, F.Form);
  StringRef Check = F.Check;
  if (!Check.consume_front(OurPrefix))
    return;
  const auto *Known = llvm::find_if(forms(), [&](const Form &Each) {
    return Each.Check == Check && Each.Id == F.Form;
  });
  F.Confidence = threadwise::toString(Known == forms().end()
                                          ? threadwise::Confidence::Unrated
                                          : Known->confidence())
                     .str();
  if (F.Evidence.empty())
    return;
  StringRef Last = F.Evidence.back().Text;
  size_t Opening = Last.rfind(" [advice: ");
  if (Opening == StringRef::npos || !Last.ends_with("]"))
    return;
  StringRef Ids = Last.drop_front(Opening + StringRef(" [advice: ").size());
  for (StringRef Id : llvm::split(Ids.drop_back(), ", "))
    F.Advice.push_back(Id.str());
  F.Remedy = Last.take_front(Opening).str();
  F.Evidence.pop_back();
}

StringRef report::placeText(StringRef Code, unsigned Offset, unsigned Length) {
  StringRef Rest = Code.drop_front(std::min<size_t>(Offset, Code.size()));
  return Length ? Rest.take_front(Length)
                : Rest.take_until([](char C) { return C == '\n'; });
}
