//===--- NewSince.h - what was found already --------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_NEWSINCE_H
#define THREADWISE_TOOL_NEWSINCE_H

#include "CheckRequest.h"
#include "UnitResult.h"
#include "llvm/Support/Error.h"
#include <set>

namespace threadwise {

/// The ids of what the units showed where the branch left the revision of
/// `--new-since`: they are analysed again, with the sources of then and the
/// flags of today.
llvm::Expected<std::set<std::string>> idsBefore(const CheckRequest &Request,
                                                AnalysisSettings Settings,
                                                std::vector<UnitJob> Units,
                                                std::vector<UnitJob> Headers);

} // namespace threadwise

#endif // THREADWISE_TOOL_NEWSINCE_H
