//===--- EmptyCheck.cpp - what clang-tidy costs by itself -----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// A check that looks for nothing: what a run of clang-tidy costs before any
/// check is asked. The cost of threadwise is what its checks add to this.
///
//===----------------------------------------------------------------------===//

#include "support/Compat.h"
#include "clang-tidy/ClangTidyCheck.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

namespace {

class EmptyCheck : public clang::tidy::ClangTidyCheck {
public:
  using ClangTidyCheck::ClangTidyCheck;
  void
  registerMatchers(clang::ast_matchers::MatchFinder *Finder) override {
    Finder->addMatcher(clang::ast_matchers::translationUnitDecl(), this);
  }
};

class EmptyModule : public clang::tidy::ClangTidyModule {
public:
  void addCheckFactories(
      clang::tidy::ClangTidyCheckFactories &Factories) override {
    Factories.registerCheck<EmptyCheck>("empty-check");
  }
};

} // namespace

static clang::tidy::ClangTidyModuleRegistry::Add<EmptyModule>
    X("empty-module", "Looks for nothing.");
