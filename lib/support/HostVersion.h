//===--- HostVersion.h - which clang loads the plugin -----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// A plugin sees the insides of the clang that loads it: built for another
/// version it crashes at best. Nothing of LLVM is used here, since these
/// functions run inside a host that may be the wrong one.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_SUPPORT_HOSTVERSION_H
#define THREADWISE_SUPPORT_HOSTVERSION_H

#include <string>
#include <string_view>

namespace threadwise {

/// `22.1` of `Debian clang version 22.1.8 (1~deb12u1)`; empty where there is no
/// such thing.
std::string_view majorMinor(std::string_view ClangVersion);

/// One sentence with both versions and the remedy when a plugin built for
/// \p BuiltFor cannot run inside \p Host, both as clang words its version.
/// Empty when it can.
std::string whyHostIsRefused(std::string_view Host, std::string_view BuiltFor);

} // namespace threadwise

#endif // THREADWISE_SUPPORT_HOSTVERSION_H
