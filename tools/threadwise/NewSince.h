//===--- NewSince.h - what was found already --------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_NEWSINCE_H
#define THREADWISE_TOOL_NEWSINCE_H

#include "CheckRequest.h"
#include "UnitResult.h"
#include "report/Baseline.h"
#include "llvm/Support/Error.h"

namespace threadwise {

/// What the units showed where the branch left the revision of `--new-since`:
/// they are analysed again, with the sources of then, those of files that were
/// renamed under their name of today, and the flags of today.
llvm::Expected<report::Baseline> findingsBefore(const CheckRequest &Request,
                                                AnalysisSettings Settings,
                                                std::vector<UnitJob> Units,
                                                std::vector<UnitJob> Headers);

} // namespace threadwise

#endif // THREADWISE_TOOL_NEWSINCE_H
