//===--- Compat.h - what differs between LLVM majors ------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// The one place that knows the LLVM major: the rest of the source is the same
/// for all.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_SUPPORT_COMPAT_H
#define THREADWISE_SUPPORT_COMPAT_H

#include "clang/AST/Decl.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/JSON.h"
#include <limits>
#include <optional>

#include "clang-tidy/ClangTidyModule.h"
#if LLVM_VERSION_MAJOR < 22
#include "clang-tidy/ClangTidyModuleRegistry.h"
#endif

#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

namespace threadwise {
namespace compat {

inline bool isPureVirtual(const clang::FunctionDecl *F) {
#if LLVM_VERSION_MAJOR < 18
  return F->isPure();
#else
  return F->isPureVirtual();
#endif
}

inline bool hasInternalLinkage(const clang::NamedDecl *D) {
#if LLVM_VERSION_MAJOR < 18
  return D->getFormalLinkage() == clang::InternalLinkage;
#else
  return D->getFormalLinkage() == clang::Linkage::Internal;
#endif
}

#if LLVM_VERSION_MAJOR < 18
constexpr clang::TagTypeKind StructTag = clang::TTK_Struct;
constexpr auto NormalArray = clang::ArrayType::Normal;
#else
constexpr clang::TagTypeKind StructTag = clang::TagTypeKind::Struct;
constexpr auto NormalArray = clang::ArraySizeModifier::Normal;
#endif

/// What a correction of a typo declares is looked up once more by its name: its
/// class must have it.
constexpr bool LooksCorrectionsUp = LLVM_VERSION_MAJOR < 22;

/// The name of a class within itself, which its constructors are known by.
inline void addInjectedClassName(clang::ASTContext &Context,
                                 clang::CXXRecordDecl *Class) {
#if LLVM_VERSION_MAJOR >= 22
  auto *Name = clang::CXXRecordDecl::Create(
      Context, Class->getTagKind(), Class, Class->getBeginLoc(),
      Class->getLocation(), Class->getIdentifier());
#else
  auto *Name = clang::CXXRecordDecl::Create(
      Context, Class->getTagKind(), Class, Class->getBeginLoc(),
      Class->getLocation(), Class->getIdentifier(), /*PrevDecl=*/nullptr,
      /*DelayTypeCreation=*/true);
  Context.getTypeDeclType(Name, Class);
#endif
  Name->setImplicit();
  Name->setAccess(clang::AS_public);
  Class->addDecl(Name);
}

/// The type that a class declares.
inline clang::QualType typeOf(const clang::ASTContext &Context,
                              const clang::RecordDecl &Record) {
#if LLVM_VERSION_MAJOR >= 22
  return Context.getCanonicalTagType(&Record);
#else
  return Context.getRecordType(&Record);
#endif
}

/// `this`, as it stands before a member that is named without it.
inline clang::Expr *implicitThis(clang::ASTContext &Context,
                                 const clang::CXXRecordDecl &Class,
                                 clang::SourceLocation Loc) {
  clang::QualType T = Context.getPointerType(typeOf(Context, Class));
#if LLVM_VERSION_MAJOR < 18
  return new (Context) clang::CXXThisExpr(Loc, T, /*IsImplicit=*/true);
#else
  return clang::CXXThisExpr::Create(Context, Loc, T, /*IsImplicit=*/true);
#endif
}

} // namespace compat
} // namespace threadwise

#if LLVM_VERSION_MAJOR < 22
namespace llvm {
namespace json {
/// Found where an ObjectMapper reads an `unsigned`.
inline bool fromJSON(const Value &E, unsigned &Out, Path P) {
  std::optional<int64_t> Number = E.getAsInteger();
  if (Number && *Number >= 0 &&
      *Number <= int64_t(std::numeric_limits<unsigned>::max())) {
    Out = unsigned(*Number);
    return true;
  }
  P.report("expected unsigned integer");
  return false;
}
} // namespace json
} // namespace llvm
#endif

#endif // THREADWISE_SUPPORT_COMPAT_H
