//===--- Figures.h - what a finding says in numbers -------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_MODEL_FIGURES_H
#define THREADWISE_MODEL_FIGURES_H

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace threadwise {

/// Who lies where in a cache line.
struct LineLayout {
  struct Member {
    std::string Name;
    uint64_t Offset = 0, Size = 0; ///< in bytes
  };
  unsigned LineSize = 0;   ///< 0: there is no layout
  bool IsRelative = false; ///< offsets count from the first, not the object
  std::vector<Member> Members;
};

/// What the sentences of a finding say, as data: it can be drawn and compared.
struct Figures {
  std::map<std::string, double> Numbers; ///< by name and unit: `work-ns`
  LineLayout Layout;

  bool isEmpty() const { return Numbers.empty() && !Layout.LineSize; }
};

} // namespace threadwise

#endif // THREADWISE_MODEL_FIGURES_H
