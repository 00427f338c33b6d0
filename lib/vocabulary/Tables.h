//===--- Tables.h - one table a library -------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// How to add an API: one row in its library's file. A type's row stands before
/// those of its members, and rows of one name stand together. How to add a
/// library: a file with its rows, and a line here and in Tables.cpp.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_VOCABULARY_TABLES_H
#define THREADWISE_VOCABULARY_TABLES_H

#include "vocabulary/Vocabulary.h"

namespace threadwise {

llvm::ArrayRef<ApiRow> standardLibraryRows();
llvm::ArrayRef<ApiRow> standardAlgorithmRows();
llvm::ArrayRef<ApiRow> standardAtomicRows();
llvm::ArrayRef<ApiRow> standardContainerRows();
llvm::ArrayRef<ApiRow> builtinRows();
llvm::ArrayRef<ApiRow> posixRows();
llvm::ArrayRef<ApiRow> abseilRows();
llvm::ArrayRef<ApiRow> boostRows();
llvm::ArrayRef<ApiRow> boostAsioRows();
llvm::ArrayRef<ApiRow> bsThreadPoolRows();
llvm::ArrayRef<ApiRow> cppHttplibRows();
llvm::ArrayRef<ApiRow> dispatchRows();
llvm::ArrayRef<ApiRow> eventRows();
llvm::ArrayRef<ApiRow> follyRows();
llvm::ArrayRef<ApiRow> freeRtosRows();
llvm::ArrayRef<ApiRow> glibRows();
llvm::ArrayRef<ApiRow> grpcRows();
llvm::ArrayRef<ApiRow> libuvRows();
llvm::ArrayRef<ApiRow> llvmRows();
llvm::ArrayRef<ApiRow> moodycamelRows();
llvm::ArrayRef<ApiRow> openMpRows();
llvm::ArrayRef<ApiRow> pocoRows();
llvm::ArrayRef<ApiRow> qtRows();
llvm::ArrayRef<ApiRow> sdlRows();
llvm::ArrayRef<ApiRow> taskflowRows();
llvm::ArrayRef<ApiRow> tbbRows();
llvm::ArrayRef<ApiRow> testFrameworkRows();
llvm::ArrayRef<ApiRow> windowsRows();

/// The tables of all libraries.
std::vector<llvm::ArrayRef<ApiRow>> allTables();

/// Where a library declares what its users know under another name: the name of
/// a namespace or class, and what stands for it in the tables.
struct Alias {
  llvm::StringLiteral Declared, Known;
};
llvm::ArrayRef<Alias> aliases();

/// A row, without the braces that make a list of rows hard to read.
constexpr ApiRow api(llvm::StringRef Name, Meaning Is,
                     int8_t Callable = NoCallable,
                     HandleRule Handle = HandleRule::None) {
  ApiRow R{Name, Is};
  R.Callable = Callable;
  R.Handle = Handle;
  return R;
}

} // namespace threadwise

#endif // THREADWISE_VOCABULARY_TABLES_H
