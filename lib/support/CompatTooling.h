//===--- CompatTooling.h - what differs between majors, for programs ------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Beside Compat.h, which serves the checks: the driver, diagnostics and
/// clang-tidy's own interface, which only programs use.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_SUPPORT_COMPATTOOLING_H
#define THREADWISE_SUPPORT_COMPATTOOLING_H

#include "support/Compat.h"

#include "clang-tidy/ClangTidy.h"
#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Basic/DiagnosticIDs.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include <memory>
#if LLVM_VERSION_MAJOR >= 22
#include "clang/Options/Options.h"
#include "clang/Tooling/DependencyScanningTool.h"
#else
#include "clang/Driver/Options.h"
#include "clang/Tooling/DependencyScanning/DependencyScanningTool.h"
#endif

namespace threadwise {
namespace compat {

/// The options of diagnostics, which older majors count references to.
class DiagnosticSettings {
public:
  clang::DiagnosticOptions &operator*() { return *Options; }
  clang::DiagnosticOptions *operator->() { return &*Options; }

#if LLVM_VERSION_MAJOR >= 21
  clang::DiagnosticOptions &argument() { return *Options; }

private:
  std::unique_ptr<clang::DiagnosticOptions> Options =
      std::make_unique<clang::DiagnosticOptions>();
#else
  clang::DiagnosticOptions *argument() { return Options.get(); }

private:
  llvm::IntrusiveRefCntPtr<clang::DiagnosticOptions> Options =
      llvm::makeIntrusiveRefCnt<clang::DiagnosticOptions>();
#endif
};

inline std::unique_ptr<clang::DiagnosticsEngine>
diagnosticsEngine(DiagnosticSettings &Settings,
                  clang::DiagnosticConsumer &Consumer) {
  return std::make_unique<clang::DiagnosticsEngine>(
      llvm::makeIntrusiveRefCnt<clang::DiagnosticIDs>(), Settings.argument(),
      &Consumer, /*ShouldOwnClient=*/false);
}

/// Both must live as long as \p Context is used.
inline void connect(clang::tidy::ClangTidyContext &Context,
                    clang::DiagnosticsEngine &Engine) {
#if LLVM_VERSION_MAJOR >= 21
  Context.setDiagnosticsEngine(nullptr, &Engine);
#else
  Context.setDiagnosticsEngine(&Engine);
#endif
}

/// The options that the enabled checks know, with their values.
inline clang::tidy::ClangTidyOptions::OptionMap
checkOptions(const clang::tidy::ClangTidyOptions &Options) {
#if LLVM_VERSION_MAJOR >= 21
  return clang::tidy::getCheckOptions(Options, false, false);
#else
  return clang::tidy::getCheckOptions(Options, false);
#endif
}

#if LLVM_VERSION_MAJOR >= 22
namespace options = clang::options;
#else
namespace options = clang::driver::options;
#endif

/// Reads a command line, without the compiler's name, as the gcc-like driver
/// does.
inline llvm::opt::InputArgList
parseDriverArguments(llvm::ArrayRef<const char *> Words, unsigned &MissingIndex,
                     unsigned &MissingCount) {
#if LLVM_VERSION_MAJOR >= 22
  const llvm::opt::OptTable &Table = clang::getDriverOptTable();
#else
  const llvm::opt::OptTable &Table = clang::driver::getDriverOptTable();
#endif
#if LLVM_VERSION_MAJOR >= 18
  return Table.ParseArgs(Words, MissingIndex, MissingCount,
                         llvm::opt::Visibility(options::ClangOption));
#else
  return Table.ParseArgs(Words, MissingIndex, MissingCount, 0,
                         options::NoDriverOption | options::CLOption |
                             options::DXCOption);
#endif
}

/// What the unit includes, as a rule for make, by clang's dependency scanner;
/// none when it finds an error, a missing header among them.
inline std::optional<std::string>
makeRule(const std::vector<std::string> &Command, llvm::StringRef Directory) {
#if LLVM_VERSION_MAJOR >= 22
  clang::dependencies::DependencyScanningService Service(
      clang::dependencies::ScanningMode::DependencyDirectivesScan,
      clang::dependencies::ScanningOutputFormat::Make);
  clang::tooling::DependencyScanningTool Tool(Service);
  clang::IgnoringDiagConsumer Nobody;
  return Tool.getDependencyFile(Command, Directory, Nobody);
#else
  namespace dependencies = clang::tooling::dependencies;
  dependencies::DependencyScanningService Service(
      dependencies::ScanningMode::DependencyDirectivesScan,
      dependencies::ScanningOutputFormat::Make);
  dependencies::DependencyScanningTool Tool(Service);
  llvm::Expected<std::string> Rule = Tool.getDependencyFile(Command, Directory);
  if (Rule)
    return *Rule;
  llvm::consumeError(Rule.takeError());
  return std::nullopt;
#endif
}

} // namespace compat
} // namespace threadwise

#endif // THREADWISE_SUPPORT_COMPATTOOLING_H
