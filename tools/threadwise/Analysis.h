//===--- Analysis.h - one unit, in this process -----------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_TOOL_ANALYSIS_H
#define THREADWISE_TOOL_ANALYSIS_H

#include "UnitResult.h"

namespace threadwise {

/// Parses the unit and runs the enabled checks on it. A unit that does not
/// parse as a whole is analysed as far as it goes.
UnitResult analyse(const UnitJob &Job, const AnalysisSettings &Settings);

} // namespace threadwise

#endif // THREADWISE_TOOL_ANALYSIS_H
