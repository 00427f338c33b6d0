//===--- Tables.h - one table a library -------------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_VOCABULARY_TABLES_H
#define THREADWISE_VOCABULARY_TABLES_H

#include "vocabulary/Vocabulary.h"

namespace threadwise {

llvm::ArrayRef<ApiRow> standardLibraryRows();
llvm::ArrayRef<ApiRow> posixRows();

/// The tables of all libraries.
std::vector<llvm::ArrayRef<ApiRow>> allTables();

} // namespace threadwise

#endif // THREADWISE_VOCABULARY_TABLES_H
