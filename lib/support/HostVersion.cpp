//===--- HostVersion.cpp --------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "support/HostVersion.h"

using namespace threadwise;

static constexpr std::string_view Digits = "0123456789";

std::string_view threadwise::majorMinor(std::string_view ClangVersion) {
  static constexpr std::string_view Lead = "clang version ";
  size_t At = ClangVersion.find(Lead);
  if (At == std::string_view::npos)
    return {};
  ClangVersion.remove_prefix(At + Lead.size());
  size_t Dot = ClangVersion.find_first_not_of(Digits);
  if (Dot == 0 || Dot == std::string_view::npos || ClangVersion[Dot] != '.')
    return {};
  size_t End = ClangVersion.find_first_not_of(Digits, Dot + 1);
  if (End == Dot + 1 || Dot + 1 == ClangVersion.size())
    return {};
  return ClangVersion.substr(0, End);
}

std::string threadwise::whyHostIsRefused(std::string_view Host,
                                         std::string_view BuiltFor) {
  std::string_view Theirs = majorMinor(Host), Ours = majorMinor(BuiltFor);
  if (Theirs.empty() || Theirs == Ours)
    return {};
  auto MajorOf = [](std::string_view Version) {
    return std::string(Version.substr(0, Version.find('.')));
  };
  return "threadwise: this plugin was built for clang " + std::string(Ours) +
         " and cannot run inside clang " + std::string(Theirs) +
         ": load it into clang-tidy-" + MajorOf(Ours) +
         ", or build it for this one with -DTHREADWISE_LLVM=" + MajorOf(Theirs);
}
