//===--- Layout.h - which data share a cache line ---------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Cores hand each other whole cache lines. Two members are neighbours when
/// some line holds a byte of each; where the object begins within a line is
/// the allocator's choice, so every address that its alignment allows is tried.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_LAYOUT_H
#define THREADWISE_ANALYSIS_LAYOUT_H

#include "clang/AST/Type.h"
#include "llvm/ADT/ArrayRef.h"
#include <cstdint>
#include <optional>

namespace clang {
class ASTContext;
class FieldDecl;
class RecordDecl;
class VarDecl;
} // namespace clang

namespace threadwise {

/// Bytes of an object, counted from its beginning.
struct Span {
  uint64_t Offset = 0;
  uint64_t Size = 0;
};

/// At how many of the addresses that an object may begin at some line holds a
/// byte of both.
struct LineSharing {
  unsigned Shared = 0;
  unsigned Possible = 0; ///< zero: the layout is not known

  bool isKnown() const { return Possible != 0; }
  bool isAlways() const { return Possible && Shared == Possible; }
  bool isNever() const { return Possible && !Shared; }
  /// Shared at one in \p N of the possible addresses, or more often.
  bool atLeastOneIn(unsigned N) const {
    return Possible && Shared && Shared * N >= Possible;
  }
};

/// Two that share a line at fewer than one in so many of the possible addresses
/// are left alone.
constexpr unsigned MinSharedOneIn = 4;

/// For an object that begins at a multiple of \p Alignment; lines begin at
/// multiples of \p Line. Both are powers of two.
LineSharing shareLine(Span A, Span B, uint64_t Alignment, uint64_t Line);

/// A member, or a member of a member: the outermost field comes first.
using FieldPath = llvm::ArrayRef<const clang::FieldDecl *>;

/// Where two members lie.
struct Neighbours {
  LineSharing Sharing;
  /// From the beginning of the object where that is known; otherwise from the
  /// beginning of the first of the two: see IsRelative.
  Span First, Second;
  /// The order was turned: First is what was asked for as B.
  bool AreSwapped = false;
  /// Something before them has a type that only an instantiation knows.
  bool IsRelative = false;
};

/// Two members of \p Record, its own or inherited. Not known where a type
/// between them is not, or where the code asks for an alignment that cannot be
/// evaluated.
Neighbours neighbours(const clang::ASTContext &Context,
                      const clang::RecordDecl &Record, FieldPath A, FieldPath B,
                      uint64_t Line);

/// Two variables with static storage of one file or class: compilers place them
/// in the order of their definitions, next to each other. What is declared
/// between them in the same scope counts as lying between them.
Neighbours neighbouringVariables(const clang::ASTContext &Context,
                                 const clang::VarDecl &A,
                                 const clang::VarDecl &B, uint64_t Line);

/// Size and alignment of a type in bytes; none for what is incomplete or
/// invalid, where a template parameter decides, or where the code asks for an
/// alignment that cannot be evaluated.
struct TypeExtent {
  uint64_t Size = 0;
  uint64_t Alignment = 1;
};
std::optional<TypeExtent> extentOf(const clang::ASTContext &Context,
                                   clang::QualType T);

/// The bytes of a member within the object that its outermost field belongs
/// to; none where that is not known.
std::optional<Span> memberSpan(const clang::ASTContext &Context,
                               FieldPath Path);

/// How far apart the elements of an array of \p T begin.
std::optional<uint64_t> strideOf(const clang::ASTContext &Context,
                                 clang::QualType T);

/// Two bit-fields of one place in memory: whoever writes one writes the bytes
/// of the other as well.
bool areBitsOfOne(const clang::FieldDecl &A, const clang::FieldDecl &B);

/// How many elements an array or a `std::array` has, where its type says it;
/// else zero.
uint64_t elementCount(const clang::ASTContext &Context, clang::QualType T);

/// Is \p Record complete and valid throughout, so that clang can lay it out?
bool hasLayout(const clang::RecordDecl &Record);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_LAYOUT_H
