//===--- StockHooks.cpp - where clangd asks, and we answer too ------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// The linker sends clangd's calls of these functions here (`-Wl,--wrap`, see
/// CMakeLists.txt); each asks the stock function first.
///
//===----------------------------------------------------------------------===//

#include "ClangdInterface.h"
#include "Conversation.h"
#include "DefaultChecks.h"

using namespace threadwise;
using namespace clang::clangd;

#define FAST_CHECK "_ZN5clang6clangd15isFastTidyCheckEN4llvm9StringRefE"
#define DEFAULT_CHECKS "_ZN5clang6clangd20provideDefaultChecksEv"
#define JSON_TRANSPORT                                                         \
  "_ZN5clang6clangd16newJSONTransportEP8_IO_FILERN4llvm11raw_ostreamEPS4_"     \
  "bNS0_"                                                                      \
  "15JSONStreamStyleE"

std::optional<bool> stockIsFastCheck(llvm::StringRef Check) //
    asm("__real_" FAST_CHECK);
std::optional<bool> isFastCheck(llvm::StringRef Check) //
    asm("__wrap_" FAST_CHECK);
DefaultTidyProvider stockDefaultChecks() asm("__real_" DEFAULT_CHECKS);
DefaultTidyProvider defaultChecks() asm("__wrap_" DEFAULT_CHECKS);
std::unique_ptr<Transport> stockTransport(std::FILE *In, llvm::raw_ostream &Out,
                                          llvm::raw_ostream *InMirror,
                                          bool Pretty, JSONStreamStyle Style) //
    asm("__real_" JSON_TRANSPORT);
std::unique_ptr<Transport> transport(std::FILE *In, llvm::raw_ostream &Out,
                                     llvm::raw_ostream *InMirror, bool Pretty,
                                     JSONStreamStyle Style) //
    asm("__wrap_" JSON_TRANSPORT);

/// clangd leaves out checks that it does not know to be fast. What ours cost is
/// measured (benchmarks/editor), so no `.clangd` file need say anything.
std::optional<bool> isFastCheck(llvm::StringRef Check) {
  if (Check.starts_with("threadwise-"))
    return true;
  return stockIsFastCheck(Check);
}

DefaultTidyProvider defaultChecks() {
  static const DefaultTidyProvider Stock = stockDefaultChecks();
  static const auto Both = [](clang::tidy::ClangTidyOptions &Options,
                              llvm::StringRef File) {
    Stock(Options, File);
    Options.Checks = withOurChecks(Options.Checks.value_or(""));
  };
  return Both;
}

std::unique_ptr<Transport> transport(std::FILE *In, llvm::raw_ostream &Out,
                                     llvm::raw_ostream *InMirror, bool Pretty,
                                     JSONStreamStyle Style) {
  return std::make_unique<Conversation>(
      stockTransport(In, Out, InMirror, Pretty, Style));
}
