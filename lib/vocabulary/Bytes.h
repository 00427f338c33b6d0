//===--- Bytes.h - calls that move an object as bytes -----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_VOCABULARY_BYTES_H
#define THREADWISE_VOCABULARY_BYTES_H

#include "llvm/ADT/StringSwitch.h"

namespace threadwise {

/// Copies, compares, writes or reads the bytes that its arguments point to,
/// whatever they are. Asked of each call in a unit.
inline bool movesBytes(llvm::StringRef Name) {
  return llvm::StringSwitch<bool>(Name)
      .Case("memcpy", true)
      .Case("memmove", true)
      .Case("memcmp", true)
      .Case("bcopy", true)
      .Case("bcmp", true)
      .Case("mempcpy", true)
      .Case("read", true)
      .Case("write", true)
      .Case("pread", true)
      .Case("pwrite", true)
      .Case("fread", true)
      .Case("fwrite", true)
      .Case("send", true)
      .Case("recv", true)
      .Case("sendto", true)
      .Case("recvfrom", true)
      .Default(false);
}

} // namespace threadwise

#endif // THREADWISE_VOCABULARY_BYTES_H
