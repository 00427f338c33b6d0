//===--- Summary.h - what a function does, as plain data --------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// What a caller needs to know of a function: keyed by USR, with no pointer
/// into an AST, so that it can be written out and read back. What one unit
/// cannot answer is kept as an open question.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_SUMMARY_H
#define THREADWISE_MODEL_SUMMARY_H

#include "model/Spawn.h"
#include "model/Verdict.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/JSON.h"
#include <optional>
#include <string>
#include <vector>

namespace threadwise {

/// Where the code comes from that a function starts on a thread.
enum : int { OwnCode = -1, ReceiverObject = -2 };

/// One start of a thread or task in a function.
struct SpawnEffect {
  SpawnKind Kind = SpawnKind::Thread;
  std::string Api; ///< `std::thread::thread`
  /// Index of the parameter that runs on the thread, or an enumerator above.
  int Runs = OwnCode;
  Fate Handle = Fate::Unknown;
  Place At;
  /// Runs that parameter and nothing else, once a start.
  bool RunsOnce = false;
};

/// What a function does with a callable parameter on the calling thread.
struct ParameterUse {
  unsigned Index = 0;
  bool Called = false;
  bool CalledInLoop = false;
};

/// A question that this unit cannot answer, beside the fact that needs it.
struct OpenQuestion {
  std::string Subject; ///< USR of the function, field or variable
  std::string Asks;    ///< `callers`, `writers`, `notifies`, `blocks`, …
};

struct FunctionSummary {
  std::string USR;
  std::string Name; ///< qualified
  std::vector<SpawnEffect> Spawns;
  std::vector<ParameterUse> Parameters;
  std::vector<OpenQuestion> Open;

  bool isEmpty() const { return Spawns.empty() && Parameters.empty(); }
  /// How the parameter is used, or null.
  const ParameterUse *parameter(unsigned Index) const;
};

llvm::json::Value toJSON(const FunctionSummary &S);
/// The error says what is missing or of the wrong type.
llvm::Expected<FunctionSummary> summaryFromJSON(const llvm::json::Value &V);

llvm::StringRef toString(SpawnKind K);
llvm::StringRef toString(Fate F);

} // namespace threadwise

#endif // THREADWISE_MODEL_SUMMARY_H
