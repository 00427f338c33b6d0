//===--- Callee.h - what does this call or construct ------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// The one place that answers *what does this call or construct*: for direct
/// forms, for dependent forms of code that nothing instantiates, and for the
/// forms that clang leaves where code does not fully parse. Nothing else looks
/// at callees.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_CALLEE_H
#define THREADWISE_MODEL_CALLEE_H

#include "model/AtomicWrapper.h"
#include "vocabulary/Vocabulary.h"
#include "clang/AST/DeclarationName.h"
#include "clang/AST/Type.h"
#include "clang/Basic/SourceLocation.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"
#include <optional>
#include <string>

namespace clang {
class ASTContext;
class DeclContext;
class Expr;
class FunctionDecl;
class NamedDecl;
class Stmt;
class VarDecl;
} // namespace clang

namespace threadwise {

/// A call or a construction.
struct Call {
  const clang::Expr *Site = nullptr;
  /// The function or constructor when clang or a heuristic look-up resolved it.
  const clang::FunctionDecl *Function = nullptr;
  /// Fully qualified; empty when only Name is known.
  std::string QualifiedName;
  /// The last component; empty for a call through a value (`f()`).
  llvm::StringRef Name;
  /// The object of a member call, or null.
  const clang::Expr *Receiver = nullptr;
  /// What a construction makes; null type for a call.
  clang::QualType Constructs;
  /// The first explicit template argument that is a type (make_unique<T>).
  clang::QualType TemplateArgument;
  /// The expression that is called when it is a value: a variable that holds a
  /// lambda, a parameter, a std::function member.
  const clang::Expr *CalledValue = nullptr;
  llvm::SmallVector<const clang::Expr *, 4> Arguments;
  /// Neither clang nor a look-up resolved it: the name alone is known.
  bool ByNameOnly = false;

  bool isConstruction() const { return !Constructs.isNull(); }
  clang::SourceRange range() const;
  /// Null for an index that is negative or that the call has no argument for.
  const clang::Expr *argument(int Index) const;
  /// The object that \p Row is about: an argument (`pthread_mutex_lock(&m)`) or
  /// else the receiver; null when that argument is not there.
  const clang::Expr *objectBy(const ApiRow &Row) const;
  /// The handle that \p Row is about: the receiver, or else an argument, the
  /// first where the row does not say.
  const clang::Expr *handleBy(const ApiRow &Row) const;
};

/// Resolves calls and constructions of one translation unit.
class CalleeResolver {
public:
  CalleeResolver(clang::ASTContext &Context, const Vocabulary &Words)
      : Context(Context), Words(Words) {}

  /// What \p E calls or constructs; none for other expressions, and for copies
  /// and moves. \p Makes is the type of what \p E initialises, when it does:
  /// `std::thread t(f)` in a template is a mere list of expressions.
  std::optional<Call> resolve(const clang::Expr *E,
                              clang::QualType Makes = {}) const;

  /// The last component of what \p E calls or constructs, without building
  /// names or collecting arguments: the test that comes first.
  llvm::StringRef nameOf(const clang::Expr *E,
                         clang::QualType Makes = {}) const;

  /// The type of a variable, member or result, also where a template or \c auto
  /// leaves it to whoever instantiates; a dependent one when that says nothing.
  clang::QualType typeOf(const clang::Expr *E) const;

  /// The vocabulary's rows for \p C. For a call that is known by its last
  /// component only, rows that are free functions or members by that name when
  /// there is exactly one meaning; otherwise none.
  llvm::ArrayRef<ApiRow> rows(const Call &C) const;
  const ApiRow *row(const Call &C, Meaning Is) const;

  /// The vocabulary's row for a type with this meaning, or null. Looks at the
  /// bases of a class too: a user's class derived from QThread is a thread.
  const ApiRow *typeRow(clang::QualType T, Meaning Is) const;

  /// Remembers that \p F defines a member of a class whose header is missing:
  /// a name that nothing declares then stands for it.
  void noteDefinition(const clang::FunctionDecl &F);
  /// The function that the unknown name \p D stands for, or null.
  const clang::FunctionDecl *definedAs(const clang::NamedDecl &D) const;

  /// By the definition; kept by AtomicWrapper.h.
  mutable llvm::DenseMap<const clang::FunctionDecl *,
                         std::optional<LearnedAtomic>>
      LearnedAtomics;

  clang::ASTContext &context() const { return Context; }
  const Vocabulary &vocabulary() const { return Words; }

private:
  clang::ASTContext &Context;
  const Vocabulary &Words;
  llvm::DenseMap<std::pair<const clang::DeclContext *, clang::DeclarationName>,
                 const clang::FunctionDecl *>
      Definitions;

  bool resolveObject(Call &C) const;
  void resolveFunction(Call &C, const clang::NamedDecl *D) const;
  void resolveLostMember(Call &C, const clang::Expr *Object,
                         clang::SourceLocation NameLoc) const;
  void resolveUnknown(Call &C, const clang::NamedDecl *D) const;
  void resolveCallee(Call &C, const clang::Expr *Callee) const;
};

/// \p E without parentheses, casts, temporaries, `std::move`, `std::forward`
/// and single-argument copies: the expression that a person would name.
const clang::Expr *unwrap(const clang::Expr *E);

/// The variable, parameter or field that \p E names (after unwrap), or null.
const clang::NamedDecl *namedBy(const clang::Expr *E);

} // namespace threadwise

#endif // THREADWISE_MODEL_CALLEE_H
