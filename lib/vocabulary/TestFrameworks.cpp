//===--- TestFrameworks.cpp - bases of test cases -----------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/Tables.h"

using namespace threadwise;
using M = Meaning;

// What a test does once is no reason for a finding.
static constexpr ApiRow Rows[] = {
    api("testing::Test", M::TestCaseBase),
    api("CppUnit::TestFixture", M::TestCaseBase),
    api("CppUnit::TestCase", M::TestCaseBase),
    api("doctest::detail::TestCase", M::TestCaseBase),
    api("Catch::ITestInvoker", M::TestCaseBase),
    api("benchmark::Fixture", M::TestCaseBase),
    api("benchmark::internal::Benchmark", M::TestCaseBase),
    // What the body of a benchmark is handed.
    api("benchmark::State", M::TestCaseBase),
};

llvm::ArrayRef<ApiRow> threadwise::testFrameworkRows() { return Rows; }
