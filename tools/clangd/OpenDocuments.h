//===--- OpenDocuments.h - what the editor shows ----------------*- C++ -*-===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// The text of each open file as it is in the editor, saved or not: clangd
/// keeps its own where nothing else can read it.
///
//===----------------------------------------------------------------------===//

#ifndef THREADWISE_CLANGD_OPENDOCUMENTS_H
#define THREADWISE_CLANGD_OPENDOCUMENTS_H

#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/JSON.h"
#include <string>

namespace threadwise {

/// What a column of the protocol counts.
enum class ColumnUnit { Utf16, Utf8, Utf32 };

/// The byte of \p Line at the protocol's \p Column; its end when it is shorter.
size_t byteOfColumn(llvm::StringRef Line, int64_t Column, ColumnUnit Unit);
/// How many columns \p Text takes.
int64_t columnsOf(llvm::StringRef Text, ColumnUnit Unit);

class OpenDocuments {
public:
  /// A notification of the editor, whatever it is about.
  void onNotify(llvm::StringRef Method, const llvm::json::Value &Params);

  void countColumnsIn(ColumnUnit NewUnit) { Unit = NewUnit; }
  ColumnUnit columnUnit() const { return Unit; }

  bool isOpen(llvm::StringRef Uri) const { return Texts.contains(Uri); }
  /// A line (0-based) without its end; empty when there is none.
  llvm::StringRef line(llvm::StringRef Uri, int64_t Line) const;

private:
  llvm::StringMap<std::string> Texts;
  ColumnUnit Unit = ColumnUnit::Utf16;

  size_t byteOf(llvm::StringRef Text, const llvm::json::Object *Position) const;
  void change(std::string &Text, const llvm::json::Object &Change) const;
};

} // namespace threadwise

#endif // THREADWISE_CLANGD_OPENDOCUMENTS_H
