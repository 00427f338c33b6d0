//===--- Verdict.h - what a check answered about a fact ---------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// Each question that a check asks of a fact ends in a verdict: reported, fine
/// by proof, or unknown. Silence by proof and silence by ignorance must not
/// look alike: `threadwise check --why` prints these.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_VERDICT_H
#define THREADWISE_MODEL_VERDICT_H

#include "model/Figures.h"
#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace threadwise {

enum class Answer : uint8_t {
  Reported, ///< a finding was made
  Fine,     ///< proved harmless; Because says by what and where
  Unknown,  ///< not proved either way; Because names what was not seen
};

llvm::StringRef toString(Answer A); // reported, fine, unknown
/// The inverse of toString; Unknown for any other text.
Answer answerByName(llvm::StringRef Name);

/// A place in a file as data: it outlives the translation unit.
struct Place {
  std::string File;
  unsigned Line = 0;   ///< 1-based; 0 means no place
  unsigned Column = 0; ///< 1-based, bytes
};

struct Verdict {
  std::string Check; ///< `threadwise-unbounded-spawn`
  std::string Fact;  ///< what was asked about: `spawn`, `wait`, `queue`, …
  std::string What;  ///< the API or wrapper: `std::thread`
  Place At;
  Answer Is = Answer::Unknown;
  std::string Form; ///< the form reported; empty unless Reported
  struct Reason {
    Place At; ///< may have no place
    std::string Text;
  };
  std::vector<Reason> Because;
  Figures InNumbers; ///< empty unless Reported
};

/// The file that a unit begins with, by the two names that it has.
struct UnitName {
  std::string Name;     ///< as in Place::File
  std::string RealPath; ///< absolute, without links
};

/// Receives each verdict of every check in this process. Called on the thread
/// that analyses the unit: an implementation locks for itself.
class VerdictSink {
public:
  virtual ~VerdictSink();
  /// The verdicts that this thread adds from now on are of \p Unit: again where
  /// it was analysed before.
  virtual void startUnit(const UnitName &Unit) {}
  virtual void add(Verdict V) = 0;
};

/// The process-wide sink; null (the default) drops verdicts unbuilt.
void setVerdictSink(VerdictSink *Sink);
VerdictSink *verdictSink();

} // namespace threadwise

#endif // THREADWISE_MODEL_VERDICT_H
