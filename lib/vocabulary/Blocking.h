//===--- Blocking.h - calls that block, and how they do not -----*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_VOCABULARY_BLOCKING_H
#define THREADWISE_VOCABULARY_BLOCKING_H

#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

namespace threadwise {

/// Reads that block on a peer: what others read may be a file, which ends.
inline bool readsFromPeer(llvm::StringRef Name) {
  static constexpr llvm::StringLiteral Names[] = {"recv", "recvfrom", "recvmsg",
                                                  "mq_receive", "msgrcv"};
  return llvm::is_contained(Names, Name);
}

/// The stream that whoever started the program feeds.
inline bool isStandardInput(llvm::StringRef QualifiedName) {
  return QualifiedName == "std::cin";
}

/// Constants that keep a descriptor from blocking, or set it a limit: macros,
/// of which the text alone still has the names.
inline bool mentionsNonBlocking(llvm::StringRef Text) {
  static constexpr llvm::StringLiteral Words[] = {
      "O_NONBLOCK", "SOCK_NONBLOCK", "FIONBIO", "SO_RCVTIMEO", "MSG_DONTWAIT"};
  return llvm::any_of(
      Words, [&](llvm::StringRef Word) { return Text.contains(Word); });
}

/// Wakes an accept() by being its next connection.
inline bool makesConnection(llvm::StringRef Name) {
  return Name.contains_insensitive("connect") &&
         !Name.contains_insensitive("disconnect");
}

} // namespace threadwise

#endif // THREADWISE_VOCABULARY_BLOCKING_H
