//===--- Configuration.h - .clang-tidy, verified and applied ----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_CONFIGURATION_H
#define THREADWISE_TOOL_CONFIGURATION_H

#include "clang-tidy/ClangTidyOptions.h"
#include "llvm/ADT/ArrayRef.h"
#include <memory>
#include <string>
#include <vector>

namespace threadwise {

/// Where the options of the checks come from. With neither Text nor File, each
/// source file has its own `.clang-tidy`.
struct ConfigurationSource {
  std::string Text;             ///< YAML, from `--config`
  std::string File;             ///< from `--config-file`
  std::string Checks;           ///< from `--checks`
  std::string HeaderFilter;     ///< from `--header-filter`
  std::string WarningsAsErrors; ///< from clang-tidy's `--warnings-as-errors`
};

enum class ConfigurationState : uint8_t {
  Good,
  /// A `.clang-tidy` of the project cannot be read. The analysis goes on as if
  /// it were not there, as clang-tidy does.
  Unreadable,
  Wrong, ///< an unknown name of ours, or what the user names cannot be read
};

/// Stock clang-tidy accepts any name of a check or option in silence. Prints
/// each name that starts with `threadwise` and is unknown, with its file, its
/// line and the nearest name, and each file that cannot be read, with the
/// place.
ConfigurationState verifyConfiguration(const ConfigurationSource &From,
                                       llvm::ArrayRef<std::string> Sources);

/// The options of `threadwise check`: our checks, but for those that the
/// project's own configuration excludes, and what `--checks` adds; all other
/// options as the project says. Null, with a message printed, when
/// ConfigurationSource::File or Text cannot be read.
std::unique_ptr<clang::tidy::ClangTidyOptionsProvider>
checkOptionsProvider(const ConfigurationSource &From);

/// The names of the checks of this project, `threadwise-unbounded-spawn`.
const std::vector<std::string> &checkNames();

} // namespace threadwise

#endif // THREADWISE_TOOL_CONFIGURATION_H
