//===--- Vocabulary.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/Vocabulary.h"
#include "vocabulary/Names.h"
#include "vocabulary/Tables.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"

using namespace threadwise;

bool threadwise::isType(Meaning M) {
  return M >= Meaning::ThreadHandle && M < Meaning::ParallelPolicy;
}

bool threadwise::waitsForOthers(Meaning M) {
  switch (M) {
  case Meaning::WaitForResult:
  case Meaning::WaitTimed:
  case Meaning::WaitCondition:
  case Meaning::WaitConditionTimed:
  case Meaning::WaitConditionStop:
  case Meaning::WaitLatch:
  case Meaning::WaitAtomic:
  case Meaning::AcquirePermit:
    return true;
  default:
    return false;
  }
}

struct Vocabulary::Index {
  llvm::DenseMap<llvm::StringRef, llvm::ArrayRef<ApiRow>> ByQualifiedName;
  /// Where in ByLastComponent the rows of an unqualified name stand.
  struct Span {
    unsigned Begin = 0, Size = 0;
  };
  llvm::DenseMap<llvm::StringRef, Span> ByUnqualifiedName;
  std::vector<ApiRow> ByLastComponent;

  explicit Index(llvm::ArrayRef<llvm::ArrayRef<ApiRow>> Tables);
};

Vocabulary::Index::Index(llvm::ArrayRef<llvm::ArrayRef<ApiRow>> Tables) {
  size_t Size = 0;
  for (llvm::ArrayRef<ApiRow> Table : Tables)
    Size += Table.size();
  ByQualifiedName.reserve(Size);
  ByUnqualifiedName.reserve(Size);

  // Rows of one name stand together in a table: a name is a slice of it. A
  // later table has all rows of the names that it speaks of.
  std::vector<llvm::ArrayRef<ApiRow>> Slices;
  Slices.reserve(Size);
  for (llvm::ArrayRef<ApiRow> Table : llvm::reverse(Tables)) {
    while (!Table.empty()) {
      llvm::StringRef Name = Table.front().Name;
      llvm::ArrayRef<ApiRow> Slice =
          Table.take_while([&](const ApiRow &Row) { return Row.Name == Name; });
      Table = Table.drop_front(Slice.size());
      if (ByQualifiedName.try_emplace(Name, Slice).second)
        Slices.push_back(Slice);
    }
  }

  for (llvm::ArrayRef<ApiRow> Slice : Slices)
    ByUnqualifiedName[lastComponent(Slice.front().Name)].Size += Slice.size();
  unsigned Begin = 0;
  for (auto &Entry : ByUnqualifiedName) {
    Entry.second.Begin = Begin;
    Begin += Entry.second.Size;
    Entry.second.Size = 0;
  }
  ByLastComponent.resize(Begin, ApiRow{"", Meaning::YieldProcessor});
  for (llvm::ArrayRef<ApiRow> Slice : Slices) {
    Span &S = ByUnqualifiedName[lastComponent(Slice.front().Name)];
    for (const ApiRow &Row : Slice)
      ByLastComponent[S.Begin + S.Size++] = Row;
  }
}

Vocabulary::Vocabulary(std::vector<ApiRow> UserRows, Strings UserNames)
    : Tables(allTables()), UserTable(std::move(UserRows)),
      UserNames(std::move(UserNames)) {
  if (!UserTable.empty())
    Tables.push_back(UserTable);
  findTriggers();
}

Vocabulary::~Vocabulary() = default;

const Vocabulary &Vocabulary::builtin() {
  // Never destroyed: checks may outlive the statics of a plugin.
  static const Vocabulary *V = new Vocabulary({}, {});
  return *V;
}

const Vocabulary::Index &Vocabulary::index() const {
  std::call_once(IndexOnce, [this] { Made = std::make_unique<Index>(Tables); });
  return *Made;
}

llvm::ArrayRef<ApiRow> Vocabulary::rows(llvm::StringRef QualifiedName) const {
  const auto &Map = index().ByQualifiedName;
  auto It = Map.find(QualifiedName);
  if (It == Map.end())
    It = Map.find(KnownName(QualifiedName).get());
  return It == Map.end() ? llvm::ArrayRef<ApiRow>() : It->second;
}

const ApiRow *Vocabulary::find(llvm::StringRef QualifiedName,
                               Meaning Is) const {
  for (const ApiRow &Row : rows(QualifiedName))
    if (Row.Is == Is)
      return &Row;
  return nullptr;
}

bool Vocabulary::mayKnow(llvm::StringRef UnqualifiedName) const {
  return index().ByUnqualifiedName.count(UnqualifiedName);
}

llvm::ArrayRef<ApiRow>
Vocabulary::rowsByUnqualifiedName(llvm::StringRef Name) const {
  const Index &I = index();
  auto It = I.ByUnqualifiedName.find(Name);
  if (It == I.ByUnqualifiedName.end())
    return {};
  return llvm::ArrayRef<ApiRow>(I.ByLastComponent)
      .slice(It->second.Begin, It->second.Size);
}
