//===--- OtherClang.cpp - makes a host say that it is clang 14.0 ----------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Preloaded before clang-tidy by version-guard.test.
///
//===----------------------------------------------------------------------===//

#include <string>

namespace clang {
std::string getClangFullVersion() { return "clang version 14.0.6"; }
} // namespace clang
