//===--- Suppression.cpp --------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Suppression.h"
#include "llvm/ADT/STLExtras.h"
#include <optional>

using namespace threadwise;
namespace json = llvm::json;

const llvm::StringLiteral
    threadwise::ShowReasonCommand("threadwise.showReason");

namespace {
/// Text to put in at a place; where the cursor goes after.
struct Insertion {
  int64_t Line = 0, Column = 0;
  std::string Text;
  int64_t CursorLine = 0, CursorColumn = 0;
};
} // namespace

static json::Object position(int64_t Line, int64_t Column) {
  return json::Object{{"line", Line}, {"character", Column}};
}

/// Empty where no comment can stand above the line.
static std::optional<Insertion> insertionFor(llvm::StringRef Check,
                                             llvm::StringRef Uri, int64_t Line,
                                             const OpenDocuments &Documents) {
  static constexpr llvm::StringLiteral Marker = "NOLINTNEXTLINE(";
  ColumnUnit Unit = Documents.columnUnit();
  llvm::StringRef Above = Line > 0 ? Documents.line(Uri, Line - 1) : "";
  Insertion I;
  // Only the line right above is read: a comment that is there takes us in.
  if (size_t At = Above.find(Marker); At != llvm::StringRef::npos) {
    I.Line = I.CursorLine = Line - 1;
    I.Column = columnsOf(Above.take_front(At + Marker.size()), Unit);
    I.Text = (Check + ",").str();
    I.CursorColumn = columnsOf(Above, Unit) + columnsOf(I.Text, Unit);
    return I;
  }
  if (Above.ends_with("\\"))
    return std::nullopt; // inside a macro's definition
  llvm::StringRef Own = Documents.line(Uri, Line);
  llvm::StringRef Indent = Own.take_while([](char C) { return isspace(C); });
  std::string Comment = (Indent + "// " + Marker + Check + "): ").str();
  I.Line = I.CursorLine = Line;
  I.CursorColumn = columnsOf(Comment, Unit);
  I.Text = Comment + "\n";
  return I;
}

static json::Object actionFor(const json::Value &Diagnostic,
                              llvm::StringRef Check, llvm::StringRef Uri,
                              Insertion I, bool CanShow) {
  json::Object Edit{
      {"range", json::Object{{"start", position(I.Line, I.Column)},
                             {"end", position(I.Line, I.Column)}}},
      {"newText", std::move(I.Text)}};
  json::Object Action{
      {"title", ("keep it: suppress " + Check + " here, and say why").str()},
      {"kind", "quickfix"},
      {"diagnostics", json::Array{Diagnostic}},
      {"edit", json::Object{
                   {"changes",
                    json::Object{{Uri.str(), json::Array{std::move(Edit)}}}}}}};
  if (CanShow)
    Action["command"] = json::Object{
        {"title", "write the reason"},
        {"command", ShowReasonCommand},
        {"arguments",
         json::Array{json::Object{
             {"uri", Uri.str()},
             {"position", position(I.CursorLine, I.CursorColumn)}}}}};
  return Action;
}

/// Does the editor ask for fixes, among other things?
static bool wantsQuickFixes(const json::Object &Context) {
  const json::Array *Only = Context.getArray("only");
  return !Only || llvm::any_of(*Only, [](const json::Value &Kind) {
    return Kind.getAsString() == llvm::StringRef("quickfix");
  });
}

json::Array threadwise::suppressions(const json::Value &Params,
                                     const OpenDocuments &Documents,
                                     bool CanShow) {
  json::Array Actions;
  const json::Object *Fields = Params.getAsObject();
  const json::Object *Document =
      Fields ? Fields->getObject("textDocument") : nullptr;
  const json::Object *Context = Fields ? Fields->getObject("context") : nullptr;
  const json::Array *Diagnostics =
      Context ? Context->getArray("diagnostics") : nullptr;
  if (!Document || !Diagnostics || !wantsQuickFixes(*Context))
    return Actions;
  llvm::StringRef Uri = Document->getString("uri").value_or("");
  if (!Documents.isOpen(Uri))
    return Actions;
  for (const json::Value &Diagnostic : *Diagnostics) {
    const json::Object *D = Diagnostic.getAsObject();
    llvm::StringRef Check = D ? D->getString("code").value_or("") : "";
    const json::Object *Range = D ? D->getObject("range") : nullptr;
    const json::Object *Start = Range ? Range->getObject("start") : nullptr;
    if (!Check.starts_with("threadwise-") || !Start)
      continue;
    if (auto I = insertionFor(Check, Uri, Start->getInteger("line").value_or(0),
                              Documents))
      Actions.push_back(
          actionFor(Diagnostic, Check, Uri, std::move(*I), CanShow));
  }
  return Actions;
}
