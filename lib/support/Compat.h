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

#include "llvm/Config/llvm-config.h"

#include "clang-tidy/ClangTidyModule.h"
#if LLVM_VERSION_MAJOR < 22
#include "clang-tidy/ClangTidyModuleRegistry.h"
#endif

#endif // THREADWISE_SUPPORT_COMPAT_H
