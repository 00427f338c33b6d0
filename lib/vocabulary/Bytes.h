//===--- Bytes.h - calls that move an object as bytes -----------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_VOCABULARY_BYTES_H
#define THREADWISE_VOCABULARY_BYTES_H

#include "vocabulary/NameList.h"

namespace threadwise {

/// Copies, compares, writes or reads the bytes that its arguments point to,
/// whatever they are.
inline bool movesBytes(llvm::StringRef Name) {
  return isListed("memcpy memmove memcmp bcopy bcmp mempcpy read write pread "
                  "pwrite fread fwrite send recv sendto recvfrom",
                  Name);
}

} // namespace threadwise

#endif // THREADWISE_VOCABULARY_BYTES_H
