//===--- NoRemoteIndex.cpp - where gRPC is not there ----------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Answers as clangd does where it was built without its remote index: a
/// configuration that names a server gets no index from it, and all else works.
///
//===----------------------------------------------------------------------===//

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"
#include <memory>

namespace clang {
namespace clangd {

class SymbolIndex {
public:
  virtual ~SymbolIndex();
};

namespace remote {

std::unique_ptr<SymbolIndex> getClient(llvm::StringRef, llvm::StringRef) {
  llvm::errs() << "threadwise-clangd was built without a remote index\n";
  return nullptr;
}

} // namespace remote
} // namespace clangd
} // namespace clang
