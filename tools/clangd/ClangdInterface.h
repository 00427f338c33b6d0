//===--- ClangdInterface.h - the seams of clangd ----------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Debian ships clangd as archives without its headers. What threadwise-clangd
/// touches of it is declared here, word for word as in clangd's own sources
/// (the same in LLVM 19 and 22, but for one type): its main function, and three
/// functions that the linker lets us stand in front of (`-Wl,--wrap`). Nothing
/// of clangd is patched.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_CLANGD_CLANGDINTERFACE_H
#define THREADWISE_CLANGD_CLANGDINTERFACE_H

#include "clang-tidy/ClangTidyOptions.h"
#include "llvm/ADT/FunctionExtras.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/raw_ostream.h"
#include <cstdio>
#include <memory>

namespace clang {
namespace clangd {

int clangdMain(int Argc, char *Argv[]);

/// The wire to the editor: clangd speaks through one, and listens to one.
class Transport {
public:
  virtual ~Transport() = default;
  virtual void notify(llvm::StringRef Method, llvm::json::Value Params) = 0;
  virtual void call(llvm::StringRef Method, llvm::json::Value Params,
                    llvm::json::Value ID) = 0;
  virtual void reply(llvm::json::Value ID,
                     llvm::Expected<llvm::json::Value> Result) = 0;

  class MessageHandler {
  public:
    virtual ~MessageHandler() = default;
    /// These return true to go on, false to stop.
    virtual bool onNotify(llvm::StringRef Method, llvm::json::Value) = 0;
    virtual bool onCall(llvm::StringRef Method, llvm::json::Value Params,
                        llvm::json::Value ID) = 0;
    virtual bool onReply(llvm::json::Value ID,
                         llvm::Expected<llvm::json::Value> Result) = 0;
  };
  virtual llvm::Error loop(MessageHandler &) = 0;
};

enum JSONStreamStyle { Standard, Delimited };

/// Sets the clang-tidy options of the file that the second argument names.
using TidyProvider = llvm::unique_function<void(clang::tidy::ClangTidyOptions &,
                                                llvm::StringRef) const>;

/// What provideDefaultChecks() gives: a reference to what lives as long as the
/// program, or the provider itself.
#if LLVM_VERSION_MAJOR < 20
using DefaultTidyProvider =
    llvm::function_ref<void(clang::tidy::ClangTidyOptions &, llvm::StringRef)>;
#else
using DefaultTidyProvider = TidyProvider;
#endif

} // namespace clangd
} // namespace clang

#endif // THREADWISE_CLANGD_CLANGDINTERFACE_H
