//===--- FiguresJson.cpp --------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "FiguresJson.h"
#include "support/Compat.h"

namespace threadwise {

using namespace llvm::json;

static bool fromJSON(const Value &V, LineLayout::Member &M, Path P) {
  ObjectMapper O(V, P);
  return O && O.map("name", M.Name) && O.map("offset", M.Offset) &&
         O.map("size", M.Size);
}

static bool fromJSON(const Value &V, LineLayout &L, Path P) {
  ObjectMapper O(V, P);
  return O && O.map("lineSize", L.LineSize) &&
         O.map("relative", L.IsRelative) && O.map("members", L.Members);
}

static Object layout(const LineLayout &L) {
  Array Members;
  for (const LineLayout::Member &M : L.Members)
    Members.push_back(Object{
        {"name", fixUTF8(M.Name)}, {"offset", M.Offset}, {"size", M.Size}});
  return Object{{"lineSize", L.LineSize},
                {"relative", L.IsRelative},
                {"members", std::move(Members)}};
}

Value toJSON(const Figures &F) {
  Object Out;
  if (!F.Numbers.empty()) {
    Object Numbers;
    for (const auto &[Name, Value] : F.Numbers)
      Numbers[fixUTF8(Name)] = Value;
    Out["numbers"] = std::move(Numbers);
  }
  if (F.Layout.LineSize)
    Out["layout"] = layout(F.Layout);
  return Out;
}

bool fromJSON(const Value &V, Figures &F, Path P) {
  ObjectMapper O(V, P);
  return O && O.mapOptional("numbers", F.Numbers) &&
         O.mapOptional("layout", F.Layout);
}

} // namespace threadwise
