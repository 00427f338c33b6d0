//===--- Conversation.cpp -------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Conversation.h"
#include "DocumentationLinks.h"
#include "Suppression.h"
#include "Uri.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FormatVariadic.h"

using namespace threadwise;
using clang::clangd::Transport;
namespace json = llvm::json;

/// The ids of requests that are ours and not clangd's, which counts its own.
static constexpr llvm::StringLiteral OurIds = "threadwise/";

static std::string keyOf(const json::Value &ID) {
  return llvm::formatv("{0}", ID);
}

/// The object at \p Keys, each within the one before; null when there is none.
static const json::Object *within(const json::Value &V,
                                  llvm::ArrayRef<llvm::StringLiteral> Keys) {
  const json::Object *O = V.getAsObject();
  for (llvm::StringRef Key : Keys)
    O = O ? O->getObject(Key) : nullptr;
  return O;
}

static std::string realPathOf(llvm::StringRef Uri) {
  std::string Path = pathOfUri(Uri);
  llvm::SmallString<128> Real;
  return llvm::sys::fs::real_path(Path, Real) ? Path : std::string(Real);
}

/// What the editor says goes through here to clangd.
class Conversation::Listener : public Transport::MessageHandler {
public:
  Listener(Conversation &Own, MessageHandler &Clangd)
      : Own(Own), Clangd(Clangd) {}

  bool onNotify(llvm::StringRef Method, json::Value Params) override {
    Own.onNotify(Method, Params);
    return Clangd.onNotify(Method, std::move(Params));
  }

  bool onCall(llvm::StringRef Method, json::Value Params,
              json::Value ID) override {
    if (Method == "workspace/executeCommand" && Own.onCommand(Params, ID))
      return true;
    if (Amendment A = Own.amendmentFor(Method, Params)) {
      std::lock_guard<std::mutex> Lock(Own.Mutex);
      Own.Pending[keyOf(ID)] = std::move(A);
    }
    return Clangd.onCall(Method, std::move(Params), std::move(ID));
  }

  bool onReply(json::Value ID, llvm::Expected<json::Value> Result) override {
    if (ID.getAsString().value_or("").starts_with(OurIds)) {
      // An editor that could not place the cursor has lost nothing else.
      llvm::consumeError(Result.takeError());
      return true;
    }
    return Clangd.onReply(std::move(ID), std::move(Result));
  }

private:
  Conversation &Own;
  MessageHandler &Clangd;
};

Conversation::Conversation(std::unique_ptr<Transport> Wire)
    : Wire(std::move(Wire)) {
  setVerdictSink(&Facts);
}

Conversation::~Conversation() { setVerdictSink(nullptr); }

llvm::Error Conversation::loop(MessageHandler &Clangd) {
  Listener L(*this, Clangd);
  return Wire->loop(L);
}

// ---- What clangd says
// --------------------------------------------------------

void Conversation::notify(llvm::StringRef Method, json::Value Params) {
  if (Method == "textDocument/publishDiagnostics")
    if (json::Object *O = Params.getAsObject())
      if (json::Array *Diagnostics = O->getArray("diagnostics"))
        leadToOurPages(*Diagnostics);
  Wire->notify(Method, std::move(Params));
}

void Conversation::call(llvm::StringRef Method, json::Value Params,
                        json::Value ID) {
  Wire->call(Method, std::move(Params), std::move(ID));
}

void Conversation::reply(json::Value ID, llvm::Expected<json::Value> Result) {
  Amendment A;
  {
    std::lock_guard<std::mutex> Lock(Mutex);
    auto It = Pending.find(keyOf(ID));
    if (It != Pending.end()) {
      A = std::move(It->second);
      Pending.erase(It);
    }
  }
  if (A && Result)
    A(*Result);
  Wire->reply(std::move(ID), std::move(Result));
}

// ---- What the editor says
// ----------------------------------------------------

void Conversation::onNotify(llvm::StringRef Method, const json::Value &Params) {
  {
    std::lock_guard<std::mutex> Lock(Mutex);
    Documents.onNotify(Method, Params);
  }
  if (Method == "textDocument/didClose")
    if (const json::Object *Document = within(Params, {"textDocument"}))
      Facts.forget(realPathOf(Document->getString("uri").value_or("")));
}

Conversation::Amendment Conversation::amendmentFor(llvm::StringRef Method,
                                                   const json::Value &Params) {
  if (Method == "initialize")
    return onInitialize(Params);
  if (Method == "textDocument/codeAction")
    return onCodeAction(Params);
  if (Method == "textDocument/hover")
    return onHover(Params);
  return nullptr;
}

static ColumnUnit columnUnitOf(const json::Object &Result) {
  // The protocol's own place, and the one that clangd had before there was one.
  const json::Object *Capabilities = Result.getObject("capabilities");
  llvm::StringRef Name = Result.getString("offsetEncoding").value_or("utf-16");
  if (Capabilities)
    Name = Capabilities->getString("positionEncoding").value_or(Name);
  if (Name == "utf-8")
    return ColumnUnit::Utf8;
  return Name == "utf-32" ? ColumnUnit::Utf32 : ColumnUnit::Utf16;
}

/// Editors run only the commands that the server lists.
static void listOurCommand(json::Object &Result) {
  json::Object *Capabilities = Result.getObject("capabilities");
  json::Object *Provider =
      Capabilities ? Capabilities->getObject("executeCommandProvider")
                   : nullptr;
  if (json::Array *Commands =
          Provider ? Provider->getArray("commands") : nullptr)
    Commands->push_back(ShowReasonCommand);
}

Conversation::Amendment Conversation::onInitialize(const json::Value &Params) {
  std::lock_guard<std::mutex> Lock(Mutex);
  TakesCodeActions = within(Params, {"capabilities", "textDocument",
                                     "codeAction", "codeActionLiteralSupport"});
  const json::Object *Show =
      within(Params, {"capabilities", "window", "showDocument"});
  CanShow = Show && Show->getBoolean("support").value_or(false);
  return [this](json::Value &Result) {
    json::Object *O = Result.getAsObject();
    if (!O)
      return;
    std::lock_guard<std::mutex> Lock(Mutex);
    Documents.countColumnsIn(columnUnitOf(*O));
    if (CanShow)
      listOurCommand(*O);
  };
}

Conversation::Amendment Conversation::onCodeAction(const json::Value &Params) {
  std::lock_guard<std::mutex> Lock(Mutex);
  // Made now: the text that the request is about may change before the reply.
  json::Array Ours;
  if (TakesCodeActions)
    Ours = suppressions(Params, Documents, CanShow);
  return [Ours = std::move(Ours)](json::Value &Result) {
    json::Array *Actions = Result.getAsArray();
    if (!Actions)
      return;
    // After the fixes, before what merely rewrites the code.
    auto At = llvm::find_if(*Actions, [](const json::Value &Action) {
      const json::Object *O = Action.getAsObject();
      return !O || O->getString("kind") != llvm::StringRef("quickfix");
    });
    for (const json::Value &Action : Ours)
      At = std::next(Actions->insert(At, Action));
    for (json::Value &Action : *Actions)
      if (json::Object *O = Action.getAsObject())
        if (json::Array *Diagnostics = O->getArray("diagnostics"))
          leadToOurPages(*Diagnostics);
  };
}

Conversation::Amendment Conversation::onHover(const json::Value &Params) {
  const json::Object *Document = within(Params, {"textDocument"});
  const json::Object *At = within(Params, {"position"});
  if (!Document || !At)
    return nullptr;
  std::lock_guard<std::mutex> Lock(Mutex);
  llvm::StringRef Uri = Document->getString("uri").value_or("");
  int64_t Line = At->getInteger("line").value_or(0);
  size_t Byte = byteOfColumn(Documents.line(Uri, Line),
                             At->getInteger("character").value_or(0),
                             Documents.columnUnit());
  return [this, Path = realPathOf(Uri), Line, Byte](json::Value &Result) {
    json::Object *O = Result.getAsObject();
    json::Object *Contents = O ? O->getObject("contents") : nullptr;
    if (!Contents)
      return;
    std::string Text = Contents->getString("value").value_or("").str();
    for (const std::string &Why : Facts.on(Path, Line + 1, Byte + 1))
      Text += "\n\n" + Why;
    (*Contents)["value"] = std::move(Text);
  };
}

bool Conversation::onCommand(const json::Value &Params, const json::Value &ID) {
  const json::Object *O = Params.getAsObject();
  if (!O || O->getString("command") != llvm::StringRef(ShowReasonCommand))
    return false;
  const json::Array *Arguments = O->getArray("arguments");
  const json::Object *Where = Arguments && !Arguments->empty()
                                  ? Arguments->front().getAsObject()
                                  : nullptr;
  if (const json::Value *At = Where ? Where->get("position") : nullptr) {
    json::Object Request{
        {"uri", Where->getString("uri").value_or("")},
        {"takeFocus", true},
        {"selection", json::Object{{"start", *At}, {"end", *At}}}};
    std::string Own = OurIds.str() + std::to_string(++CallsOfOurs);
    Wire->call("window/showDocument", std::move(Request), std::move(Own));
  }
  Wire->reply(ID, json::Value(nullptr));
  return true;
}
