//===--- TestNames.h - what the macros of test frameworks make --*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_VOCABULARY_TESTNAMES_H
#define THREADWISE_VOCABULARY_TESTNAMES_H

#include "llvm/ADT/StringRef.h"

namespace threadwise {

/// The function of a case, or the class of one with a fixture, that Catch,
/// doctest or Boost.Test make.
inline bool namesTestCase(llvm::StringRef Name) {
  return Name.starts_with("CATCH2_INTERNAL_TEST") ||
         Name.starts_with("C_A_T_C_H_T_E_S_T") ||
         Name.starts_with("DOCTEST_ANON_") ||
         Name.starts_with("BOOST_AUTO_TEST_CASE") ||
         Name.starts_with("BOOST_FIXTURE_TEST_CASE");
}

/// The body of a case of Boost.Test, in a class that is named by the user.
inline bool namesTestMethod(llvm::StringRef Name) {
  return Name == "test_method";
}

/// A free function that is a case by what a project calls it.
inline bool namesTestFunction(llvm::StringRef Name) {
  return Name.starts_with("TEST") || namesTestCase(Name);
}

} // namespace threadwise

#endif // THREADWISE_VOCABULARY_TESTNAMES_H
