//===--- Vocabulary.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/Vocabulary.h"
#include "vocabulary/Tables.h"
#include "llvm/ADT/StringSet.h"

using namespace threadwise;

/// Facts that can make a finding begin at one of these.
static bool isTrigger(Meaning M) {
  switch (M) {
  case Meaning::SpawnThread:
  case Meaning::SpawnAsync:
  case Meaning::SubmitTask:
  case Meaning::ParallelLoop:
  case Meaning::ParallelInvoke:
  case Meaning::ThreadHandle:
    return true;
  default:
    return false;
  }
}

static llvm::StringRef lastComponent(llvm::StringRef QualifiedName) {
  size_t At = QualifiedName.rfind("::");
  return At == llvm::StringRef::npos ? QualifiedName
                                     : QualifiedName.substr(At + 2);
}

void Vocabulary::add(llvm::ArrayRef<ApiRow> Rows) {
  llvm::StringSet<> Seen;
  for (llvm::StringRef Name : TriggerNames)
    Seen.insert(Name);
  for (const ApiRow &Row : Rows) {
    llvm::StringRef Last = lastComponent(Row.Name);
    ByQualifiedName[Row.Name].push_back(Row);
    ByUnqualifiedName[Last].push_back(Row);
    if (isTrigger(Row.Is) && Seen.insert(Last).second)
      TriggerNames.push_back(Last);
  }
}

const Vocabulary &Vocabulary::builtin() {
  static const Vocabulary *V = [] {
    auto *New = new Vocabulary;
    for (llvm::ArrayRef<ApiRow> Table : allTables())
      New->add(Table);
    return New;
  }();
  return *V;
}

llvm::ArrayRef<ApiRow> Vocabulary::rows(llvm::StringRef QualifiedName) const {
  auto It = ByQualifiedName.find(QualifiedName);
  if (It == ByQualifiedName.end())
    return {};
  return It->second;
}

const ApiRow *Vocabulary::find(llvm::StringRef QualifiedName,
                               Meaning Is) const {
  for (const ApiRow &Row : rows(QualifiedName))
    if (Row.Is == Is)
      return &Row;
  return nullptr;
}

bool Vocabulary::mayKnow(llvm::StringRef UnqualifiedName) const {
  return ByUnqualifiedName.count(UnqualifiedName);
}

llvm::ArrayRef<ApiRow>
Vocabulary::rowsByUnqualifiedName(llvm::StringRef Name) const {
  auto It = ByUnqualifiedName.find(Name);
  if (It == ByUnqualifiedName.end())
    return {};
  return It->second;
}

llvm::ArrayRef<llvm::StringRef> Vocabulary::triggers() const {
  return TriggerNames;
}

llvm::Expected<std::shared_ptr<const Vocabulary>>
Vocabulary::withUserRows(const UserRows &) {
  return std::shared_ptr<const Vocabulary>(&builtin(),
                                           [](const Vocabulary *) {});
}
