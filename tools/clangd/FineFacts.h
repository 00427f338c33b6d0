//===--- FineFacts.h - why nothing was said ---------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// What the checks proved harmless in the open files, for whoever hovers over
/// it: silence by proof and silence by ignorance must not look alike.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_CLANGD_FINEFACTS_H
#define THREADWISE_CLANGD_FINEFACTS_H

#include "model/Verdict.h"
#include "llvm/ADT/StringMap.h"
#include <mutex>
#include <string>
#include <vector>

namespace threadwise {

class FineFacts : public VerdictSink {
public:
  void startUnit(const UnitName &Unit) override;
  void add(Verdict V) override;

  /// One line for each fact on line \p Line of the file that begins at or
  /// before column \p Column, both 1-based: what is fine and why.
  std::vector<std::string> on(llvm::StringRef RealPath, unsigned Line,
                              unsigned Column) const;
  void forget(llvm::StringRef RealPath);

private:
  mutable std::mutex Mutex; ///< clangd analyses each open file on its thread
  llvm::StringMap<std::vector<Verdict>> OfFile;
};

} // namespace threadwise

#endif // THREADWISE_CLANGD_FINEFACTS_H
