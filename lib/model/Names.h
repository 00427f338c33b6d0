//===--- Names.h - names as the vocabulary spells them ----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Qualified names without inline namespaces and template arguments, and the
/// names of types: also of dependent ones, of injected class names and of
/// templates that nothing instantiates.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_NAMES_H
#define THREADWISE_MODEL_NAMES_H

#include "clang/AST/Type.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/ADT/SmallVector.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <optional>
#include <string>

namespace clang {
class CXXCtorInitializer;
class CXXRecordDecl;
class FunctionDecl;
class NamedDecl;
} // namespace clang

namespace threadwise {

/// `std::thread::join` for the member of std::__1::thread. Empty for a
/// declaration that has no name.
std::string qualifiedName(const clang::NamedDecl &D);

/// The last component: also of constructors (the class's name). Empty when the
/// declaration has no identifier.
llvm::StringRef unqualifiedName(const clang::NamedDecl &D);

/// The class or class template that a type names, looking through references,
/// sugar, injected class names and dependent specialisations; null for others.
/// For a specialisation it is the template's own pattern.
const clang::CXXRecordDecl *recordOf(clang::QualType T);

/// `unique_ptr`, `shared_ptr`: the object goes with it.
bool isOwningPointer(const clang::CXXRecordDecl &Class);

/// The field that is meant where the class that \p Member is asked of depends
/// on template arguments, and is known: `self->items_` of a pointer to the
/// class itself. Null for others.
const clang::FieldDecl *
fieldNamed(const clang::CXXDependentScopeMemberExpr &Member);

/// The members that constructor \p F leaves to their default initialisers. They
/// are part of the first constructor in sight alone: it stands for all.
llvm::SmallVector<const clang::FieldDecl *, 4>
defaultInitialised(const clang::FunctionDecl &F);

/// The type of the member or base that \p Init initialises.
clang::QualType typeMade(const clang::CXXCtorInitializer &Init);

/// The qualified name of what recordOf() finds, else empty.
std::string typeName(clang::QualType T);

/// The type argument \p Index of a class template specialisation, also of a
/// dependent one; null type when there is none.
clang::QualType templateArgument(clang::QualType T, unsigned Index);

/// The type that a pointer, a reference, an array or one of the standard smart
/// pointers leads to; \p T itself when it is none of these.
clang::QualType pointee(clang::QualType T);

/// The definition that a reader finds in the source: for an instantiation it is
/// the template's pattern. Null when no body is in sight.
const clang::FunctionDecl *definitionOf(const clang::FunctionDecl *F);

/// A declaration that stands for all redeclarations and instantiations of \p F:
/// the key under which facts about functions are kept.
const clang::FunctionDecl *keyOf(const clang::FunctionDecl *F);

/// The words of a name, in lower case: read, pos of `readPos_` and `read_pos`.
llvm::SmallVector<std::string, 4> wordsOf(llvm::StringRef Name);

/// Is one of the words of \p Name among \p Wanted?
bool hasWord(llvm::StringRef Name,
             std::initializer_list<llvm::StringRef> Wanted);

/// Is one of \p Parts, in lower case, somewhere in \p Name?
bool hasPart(llvm::StringRef Name,
             std::initializer_list<llvm::StringRef> Parts);

/// Does a function's name say that it starts a thread: `thread_spawn`,
/// `StartThread`? Not that it starts several, or hands to a pool.
bool namesThreadStart(llvm::StringRef Name);

/// Does a function's name say that it returns one connection:
/// `socket_accept`, `acceptClient`?
bool namesAccept(llvm::StringRef Name);

/// Does the name of a class or an object say that it is a latch or barrier,
/// whoever wrote it?
bool namesLatch(llvm::StringRef Name);

/// Does a member's name say that it arrives at a latch: `countDown`, `done`?
bool namesArrival(llvm::StringRef Name);

/// What says that a number is a thread's own.
enum class IdEvidence : uint8_t {
  Seen,         ///< a call yields it, or a spawn hands it over
  Named,        ///< `thread_id`, `workerIndex`
  VaguelyNamed, ///< `tid`, `cpu`: could be something else
};

/// Does a name say that it is a thread's or a worker's number, and how clearly?
std::optional<IdEvidence> namesWorker(llvm::StringRef Name);

} // namespace threadwise

#endif // THREADWISE_MODEL_NAMES_H
