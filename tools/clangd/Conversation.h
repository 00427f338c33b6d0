//===--- Conversation.h - between the editor and clangd ---------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Passes every message on, and adds what clangd cannot know of our findings:
/// where their pages are, a code action that suppresses one with a reason, and
/// in hovers why something is fine.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_CLANGD_CONVERSATION_H
#define THREADWISE_CLANGD_CONVERSATION_H

#include "ClangdInterface.h"
#include "FineFacts.h"
#include "OpenDocuments.h"
#include "llvm/ADT/StringMap.h"
#include <functional>
#include <memory>
#include <mutex>

namespace threadwise {

class Conversation final : public clang::clangd::Transport {
public:
  explicit Conversation(std::unique_ptr<Transport> Wire);
  ~Conversation() override;

  void notify(llvm::StringRef Method, llvm::json::Value Params) override;
  void call(llvm::StringRef Method, llvm::json::Value Params,
            llvm::json::Value ID) override;
  void reply(llvm::json::Value ID,
             llvm::Expected<llvm::json::Value> Result) override;
  llvm::Error loop(MessageHandler &Clangd) override;

private:
  class Listener;
  /// What is done to clangd's reply to a request.
  using Amendment = std::function<void(llvm::json::Value &Result)>;

  std::unique_ptr<Transport> Wire;
  FineFacts Facts;

  std::mutex Mutex; ///< replies come from clangd's threads
  OpenDocuments Documents;
  llvm::StringMap<Amendment> Pending; ///< by the request's id
  bool TakesCodeActions = false;      ///< and not only commands
  bool CanShow = false;
  unsigned CallsOfOurs = 0;

  /// Null where the reply is passed on as it is.
  Amendment amendmentFor(llvm::StringRef Method,
                         const llvm::json::Value &Params);
  Amendment onInitialize(const llvm::json::Value &Params);
  Amendment onCodeAction(const llvm::json::Value &Params);
  Amendment onHover(const llvm::json::Value &Params);
  void onNotify(llvm::StringRef Method, const llvm::json::Value &Params);
  /// False when it is none of ours.
  bool onCommand(const llvm::json::Value &Params, const llvm::json::Value &ID);
};

} // namespace threadwise

#endif // THREADWISE_CLANGD_CONVERSATION_H
