//===--- CompilerFlags.h - commands of any compiler, for clang --*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_COMPILERFLAGS_H
#define THREADWISE_TOOL_COMPILERFLAGS_H

#include <string>
#include <vector>

namespace threadwise {

using CommandLine = std::vector<std::string>;

/// The command as clang can run it to parse only: no outputs, plugins,
/// precompiled headers of another compiler, warnings made errors, or flags that
/// clang does not know; with the compiler's own headers found.
CommandLine forParsing(CommandLine Command, const std::string &File);

/// The last resort for a command that gave no AST: the file, the language and
/// where headers and macros come from; nothing of the machine it is built for.
CommandLine forParsingAtLeast(const CommandLine &Command);

} // namespace threadwise

#endif // THREADWISE_TOOL_COMPILERFLAGS_H
