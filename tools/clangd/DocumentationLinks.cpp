//===--- DocumentationLinks.cpp -------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "DocumentationLinks.h"
#include "Uri.h"
#include "llvm/ADT/SmallString.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <string>

using namespace threadwise;
namespace json = llvm::json;
namespace path = llvm::sys::path;

/// The page that was installed with this program.
static std::string installedPage(llvm::StringRef Name) {
  static int InThisProgram;
  static const std::string Program =
      llvm::sys::fs::getMainExecutable("threadwise-clangd", &InThisProgram);
  llvm::SmallString<128> Page(path::parent_path(path::parent_path(Program)));
  path::append(Page, "share", "doc", "threadwise");
  path::append(Page, "checks", Name + ".html");
  return llvm::sys::fs::exists(Page) ? fileUri(Page) : "";
}

/// \p Check with its prefix; empty when there is no page.
static std::string pageOf(llvm::StringRef Check) {
  Check.consume_front("threadwise-");
  static constexpr llvm::StringLiteral Base = THREADWISE_DOCS_URL;
  if (!Base.empty())
    return (Base.rtrim('/') + "/checks/" + Check + ".html").str();
  return installedPage(Check);
}

void threadwise::leadToOurPages(json::Array &Diagnostics) {
  for (json::Value &Diagnostic : Diagnostics) {
    json::Object *D = Diagnostic.getAsObject();
    llvm::StringRef Check = D ? D->getString("code").value_or("") : "";
    if (!Check.starts_with("threadwise-") || !D->getObject("codeDescription"))
      continue;
    std::string Page = pageOf(Check);
    if (Page.empty())
      D->erase("codeDescription");
    else
      (*D)["codeDescription"] = json::Object{{"href", std::move(Page)}};
  }
}
