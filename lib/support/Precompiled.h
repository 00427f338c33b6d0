//===--- Precompiled.h - the costly headers, parsed once --------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_SUPPORT_PRECOMPILED_H
#define THREADWISE_SUPPORT_PRECOMPILED_H

#include "clang-tidy/ClangTidyCheck.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/ParentMap.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Analysis/CFG.h"
#include "clang/Lex/Preprocessor.h"
#include "llvm/Support/JSON.h"

#endif // THREADWISE_SUPPORT_PRECOMPILED_H
