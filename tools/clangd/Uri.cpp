//===--- Uri.cpp ----------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "Uri.h"
#include "llvm/ADT/StringExtras.h"

using namespace threadwise;

std::string threadwise::fileUri(llvm::StringRef Path) {
  std::string Uri = "file://";
  for (unsigned char C : Path) {
    if (llvm::isAlnum(C) || llvm::StringRef("-._~/").contains(C)) {
      Uri += C;
      continue;
    }
    Uri += '%';
    Uri += llvm::hexdigit(C >> 4);
    Uri += llvm::hexdigit(C & 15);
  }
  return Uri;
}

std::string threadwise::pathOfUri(llvm::StringRef Uri) {
  std::string Path;
  if (!Uri.consume_front("file://"))
    return Path;
  Uri = Uri.drop_until([](char C) { return C == '/'; }); // an authority
  while (!Uri.empty()) {
    unsigned char Byte = 0;
    if (Uri.front() == '%' && Uri.size() > 2 &&
        !Uri.substr(1, 2).getAsInteger(16, Byte)) {
      Path += Byte;
      Uri = Uri.drop_front(3);
      continue;
    }
    Path += Uri.front();
    Uri = Uri.drop_front();
  }
  return Path;
}
