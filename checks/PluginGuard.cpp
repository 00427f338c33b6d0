//===--- PluginGuard.cpp - refuses a clang of another version -------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Part of the plugin alone: programs with the checks linked in carry the clang
/// that they were built for.
///
//===----------------------------------------------------------------------===//

#include "support/HostVersion.h"
#include "clang/Basic/Version.h"
#include <cstdio>
#include <cstdlib>

/// Runs while the plugin is loaded, before any other of its initialisers can
/// touch the host. clang-tidy goes on with exit 0 when a plugin fails to load:
/// only ending the process makes the mismatch seen.
[[gnu::constructor(101)]] static void refuseOtherClang() {
  std::string Refusal = threadwise::whyHostIsRefused(
      clang::getClangFullVersion(), "clang version " CLANG_VERSION_STRING);
  if (Refusal.empty())
    return;
  std::fprintf(stderr, "%s\n", Refusal.c_str());
  std::_Exit(2);
}
