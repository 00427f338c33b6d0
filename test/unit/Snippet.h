//===--- Snippet.h - parses a few lines for a test --------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TEST_UNIT_SNIPPET_H
#define THREADWISE_TEST_UNIT_SNIPPET_H

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "clang/Frontend/ASTUnit.h"
#include "clang/Tooling/Tooling.h"
#include "gtest/gtest.h"
#include <memory>
#include <string>

namespace threadwise {

/// A few lines of C++, parsed. Errors in them are kept to the AST.
class Snippet {
public:
  explicit Snippet(llvm::StringRef Code)
      : Unit(clang::tooling::buildASTFromCodeWithArgs(
            Code,
            {"-std=c++17", "-fsyntax-only", "-w",
             "-resource-dir=" THREADWISE_RESOURCE_DIR},
            "snippet.cpp")) {}

  clang::ASTContext &context() const { return Unit->getASTContext(); }

  /// The class or class template of that name at the top level.
  const clang::CXXRecordDecl *record(llvm::StringRef Name) const {
    for (const clang::NamedDecl *D : lookUp(Name)) {
      if (const auto *Template = llvm::dyn_cast<clang::ClassTemplateDecl>(D))
        return Template->getTemplatedDecl();
      if (const auto *Record = llvm::dyn_cast<clang::CXXRecordDecl>(D))
        return Record->getDefinition();
    }
    ADD_FAILURE() << "no class " << Name.str();
    return nullptr;
  }

  const clang::VarDecl *variable(llvm::StringRef Name) const {
    for (const clang::NamedDecl *D : lookUp(Name))
      if (const auto *Var = llvm::dyn_cast<clang::VarDecl>(D))
        return Var;
    ADD_FAILURE() << "no variable " << Name.str();
    return nullptr;
  }

  static const clang::FieldDecl *field(const clang::RecordDecl *Record,
                                       llvm::StringRef Name) {
    if (Record)
      for (const clang::FieldDecl *Field : Record->fields())
        if (Field->getName() == Name)
          return Field;
    ADD_FAILURE() << "no field " << Name.str();
    return nullptr;
  }

private:
  std::unique_ptr<clang::ASTUnit> Unit;

  clang::DeclContext::lookup_result lookUp(llvm::StringRef Name) const {
    clang::ASTContext &C = context();
    return C.getTranslationUnitDecl()->lookup(&C.Idents.get(Name));
  }
};

} // namespace threadwise

#endif // THREADWISE_TEST_UNIT_SNIPPET_H
