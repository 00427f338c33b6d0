//===--- Check.h - what all checks share ------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// A check is a question to the model of the translation unit. This base class
/// brings the model, and turns answers into findings and verdicts.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_CHECKS_CHECK_H
#define THREADWISE_CHECKS_CHECK_H

#include "advice/Advice.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "model/Evidence.h"
#include "model/Verdict.h"
#include "llvm/ADT/SmallVector.h"
#include <memory>
#include <optional>
#include <string>

namespace threadwise {

class ConcurrencyModel;
class SharedModel;
class Vocabulary;

/// The options that all checks share, `threadwise.Spawners` and its like.
struct VocabularyOptions;

class Check : public clang::tidy::ClangTidyCheck {
public:
  Check(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);
  ~Check() override;

  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Opts) override;
  void registerPPCallbacks(const clang::SourceManager &SM,
                           clang::Preprocessor *PP,
                           clang::Preprocessor *ModuleExpanderPP) override;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void
  check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;

protected:
  /// The question. Called once per translation unit that holds facts.
  virtual void ask(const ConcurrencyModel &Model) = 0;

  /// What was asked about, and where.
  struct Subject {
    llvm::StringRef Fact; ///< `spawn`
    std::string What;     ///< `std::thread`
    clang::SourceRange Range;
  };

  /// A finding under construction; it is emitted when it goes out of scope.
  class Finding {
  public:
    Finding(Check &C, Subject S, const Form &F, std::string Message);
    Finding(const Finding &) = delete;
    ~Finding();
    Finding &because(llvm::ArrayRef<Evidence> Notes);
    Finding &because(Evidence Note);
    Finding &fix(llvm::ArrayRef<clang::FixItHint> Fixes);
    /// What the sentences say, as data; \p Name ends in the unit.
    Finding &figure(llvm::StringRef Name, double Value);
    Finding &layout(LineLayout Layout);
    /// Replaces the remedy of the form where a better one is known.
    Finding &remedy(std::string Text);

  private:
    Check *C;
    Subject S;
    const Form *F;
    std::string Message, Remedy;
    llvm::SmallVector<Evidence, 4> Notes;
    llvm::SmallVector<clang::FixItHint, 2> Fixes;
    Figures InNumbers;
  };

  /// \p Message in clang's style; the form's check is this one.
  Finding report(Subject S, llvm::StringRef FormId, std::string Message);

  /// No finding: \p A says whether by proof or by ignorance.
  void leave(Subject S, Answer A, llvm::ArrayRef<Evidence> Because);

  /// An integer option with a range; a bad value is a clear configuration
  /// error, and the default is used.
  unsigned unsignedOption(llvm::StringRef Name, unsigned Default, unsigned Min,
                          unsigned Max);

private:
  std::string FullName; ///< getID() is private in LLVM 16
  std::shared_ptr<SharedModel> Shared;
  clang::ASTContext *Context = nullptr;
  /// `threadwise.ReportTests`: report what stands in tests and examples, too.
  const bool ReportsTests;

  bool isLeftAlone(const Subject &S) const;
  void emit(const Subject &S, const Form &F, llvm::StringRef Message,
            llvm::StringRef Remedy, llvm::ArrayRef<Evidence> Notes,
            llvm::ArrayRef<clang::FixItHint> Fixes);
  void log(const Subject &S, Answer A, llvm::StringRef FormId,
           llvm::ArrayRef<Evidence> Because, Figures InNumbers = {});
};

} // namespace threadwise

#endif // THREADWISE_CHECKS_CHECK_H
