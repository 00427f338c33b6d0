//===--- UnboundedSpawnCheck.h - a thread per item --------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_CHECKS_UNBOUNDEDSPAWNCHECK_H
#define THREADWISE_CHECKS_UNBOUNDEDSPAWNCHECK_H

#include "Check.h"

namespace threadwise {

/// Finds a thread or async task per item, connection, request, line or
/// recursion, with nothing that bounds how many are alive at once.
class UnboundedSpawnCheck : public Check {
public:
  UnboundedSpawnCheck(llvm::StringRef Name,
                      clang::tidy::ClangTidyContext *Context);
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Opts) override;
  void ask(const ConcurrencyModel &Model) override;

private:
  /// A constant number of threads from which on it is no bound (threads).
  const unsigned LargeConstant;
};

} // namespace threadwise

#endif // THREADWISE_CHECKS_UNBOUNDEDSPAWNCHECK_H
