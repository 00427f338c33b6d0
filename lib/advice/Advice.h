//===--- Advice.h - the principles as data ----------------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// The 25 principles on which every finding, page and benchmark hangs, and what
/// each form of a check says: one source for messages, pages, SARIF and the
/// terminal. The text of advice stands nowhere else.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_ADVICE_ADVICE_H
#define THREADWISE_ADVICE_ADVICE_H

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <cstdint>
#include <optional>

namespace threadwise {

/// The principles, in the order of their rows.
enum class Advice : uint8_t {
  WhenItPays,
  SequentialDefault,
  BoundedFanOut,
  OneTaskIsNoFaster,
  Amdahl,
  PoolSize,
  NoHiddenConcurrency,
  WhenItHurts,
  LittlesLaw,
  SlowestStage,
  LayeredService,
  Hedging,
  PoolOrPerRequest,
  AsyncIsNoSpeedUp,
  MigrateByMeasuring,
  FailurePolicy,
  Diagnose,
  ConcurrencyIsNotSpeed,
  Observable,
  OneOwner,
  JustifyEachSpawn,
  MeasureThenBound,
  NoFixedCoreCount,
  CancellableWaits,
  Headroom,
};

/// One principle.
struct Principle {
  Advice Is;
  llvm::StringRef Id;      ///< stable name: `bounded-fan-out`
  llvm::StringRef Title;   ///< a short sentence
  llvm::StringRef Text;    ///< Markdown, for C++ programmers
  llvm::StringRef Figures; ///< what was measured or given; may be empty
  llvm::StringRef ShownIn; ///< checks, guide, pattern: a Markdown list
  llvm::StringRef Page; ///< docs/advice/<Id>.md, of which all these are parts
};

llvm::ArrayRef<Principle> principles();
const Principle &principle(Advice A);
std::optional<Advice> adviceById(llvm::StringRef Id);

/// How much a finding matters. Every output derives its severity from this.
enum class Level : uint8_t { HangOrCrash, Resource, Slower, Practice };
llvm::StringRef toString(Level L); // hang-or-crash, resource, slower, practice
std::optional<Level> levelByName(llvm::StringRef Name);

/// How far findings of a form can be trusted. Derived from judged findings,
/// never asserted: fewer than 20 judged are Unrated, then High from 90 % true,
/// Medium from 75 %, else Low.
enum class Confidence : uint8_t { Unrated, Low, Medium, High };
llvm::StringRef toString(Confidence C);

/// One form of a check: what it says at the end of a finding.
struct Form {
  llvm::StringRef Check; ///< `unbounded-spawn`, without the module's prefix
  llvm::StringRef Id;    ///< `per-item`; unique within the check
  Level Severity;
  /// What to do instead: one sentence in clang's style, no full stop. It is
  /// followed by ` [advice: id, id]` in the note that closes the finding.
  llvm::StringRef Remedy;
  llvm::ArrayRef<Advice> Because; ///< first the principle that carries most
  /// Judged findings on real code, from benchmarks/corpus/judged.json.
  uint16_t JudgedTrue = 0, JudgedFalse = 0;

  Confidence confidence() const;
};

/// All forms, grouped by check.
llvm::ArrayRef<Form> forms();
/// The form of a check; asserts that it exists.
const Form &form(llvm::StringRef Check, llvm::StringRef Id);

/// The page of a check, as Markdown: one source for the web page, the terminal
/// and SARIF. Null when there is no such check.
struct CheckPage {
  llvm::StringRef Check;   ///< `unbounded-spawn`
  llvm::StringRef Summary; ///< one line
  llvm::StringRef
      Markdown; ///< the page, from docs/checks, embedded by the build
};
llvm::ArrayRef<CheckPage> checkPages();
const CheckPage *checkPage(llvm::StringRef Check);

} // namespace threadwise

#endif // THREADWISE_ADVICE_ADVICE_H
