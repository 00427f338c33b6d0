//===--- Padding.h - the fix that gives data their own line -----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Where an `alignas` can be written that compiles and changes nothing else.
/// None in C, in macros, in code whose layout is visibly relied on (packed,
/// `sizeof` asked, extern "C"), nor before C++17, where `new` and containers
/// know nothing of it.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ANALYSIS_PADDING_H
#define THREADWISE_ANALYSIS_PADDING_H

#include "model/ConcurrencyModel.h"
#include "clang/Basic/Diagnostic.h"
#include <optional>
#include <string>
#include <vector>

namespace threadwise {

/// What the code calls the size of a line.
struct LineConstant {
  std::string Text; ///< `std::hardware_destructive_interference_size`
  /// The header to include for it; empty when none is needed.
  std::string Header;
};

/// \p Chosen, if the user chose one; else what a class of the project is
/// aligned with that has a line of its own, where its name is known at \p At;
/// else the constant of the standard where the unit has it and lines are of \p
/// Line bytes by default; else the number.
LineConstant lineConstant(const ConcurrencyModel &Model, llvm::StringRef Chosen,
                          unsigned Line, clang::SourceLocation At);

/// `struct alignas(…) Slot {`.
std::optional<clang::FixItHint> padElement(const ConcurrencyModel &Model,
                                           clang::QualType Element,
                                           const LineConstant &Constant);

/// `alignas(…) std::atomic<int> head;` for each, once for those of one
/// declaration. Empty when one of them must stay.
std::vector<clang::FixItHint>
padEach(const ConcurrencyModel &Model,
        llvm::ArrayRef<const clang::ValueDecl *> Declarations,
        const LineConstant &Constant);

/// The outermost parts in which two places differ: `counts.in` and `counts.out`
/// are apart once their fields are, whatever is done to `counts`.
llvm::SmallVector<const clang::ValueDecl *, 2>
partsToPad(llvm::ArrayRef<const clang::ValueDecl *> First,
           llvm::ArrayRef<const clang::ValueDecl *> Second);

/// How many bytes more the elements of an array take once each has lines of its
/// own, where that is more than a tenth of a core's first-level cache; else
/// zero.
uint64_t costOfPadding(uint64_t Count, uint64_t Stride, unsigned Line);

/// A class of the unit that is aligned to \p Line already, to show how the
/// project does it; null when there is none.
const clang::RecordDecl *paddedPrecedent(const ConcurrencyModel &Model,
                                         unsigned Line);

} // namespace threadwise

#endif // THREADWISE_ANALYSIS_PADDING_H
