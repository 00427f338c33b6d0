//===--- UserRows.cpp - the rows that users add by options ----------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/Names.h"
#include "vocabulary/Tables.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include <tuple>

using namespace threadwise;

namespace {
struct UserOption {
  llvm::StringLiteral Name;
  std::string Vocabulary::UserRows::*List;
  Meaning Is;
};
} // namespace

static constexpr UserOption UserOptions[] = {
    {"threadwise.Spawners", &Vocabulary::UserRows::Spawners,
     Meaning::SpawnThread},
    {"threadwise.Submitters", &Vocabulary::UserRows::Submitters,
     Meaning::SubmitTask},
    {"threadwise.Waits", &Vocabulary::UserRows::Waits, Meaning::WaitForResult},
    {"threadwise.Bounds", &Vocabulary::UserRows::Bounds,
     Meaning::AcquirePermit},
    {"threadwise.Pools", &Vocabulary::UserRows::Pools, Meaning::PoolType},
};

static bool takesCallable(Meaning M) {
  return M == Meaning::SpawnThread || M == Meaning::SubmitTask;
}

static bool isIdentifier(llvm::StringRef Text) {
  return !Text.empty() && !llvm::isDigit(Text.front()) &&
         llvm::all_of(Text,
                      [](char C) { return llvm::isAlnum(C) || C == '_'; });
}

static bool isQualifiedName(llvm::StringRef Name) {
  llvm::SmallVector<llvm::StringRef, 4> Components;
  Name.split(Components, "::");
  return llvm::all_of(Components, isIdentifier);
}

static llvm::Error badEntry(const UserOption &Option, llvm::StringRef Entry) {
  llvm::StringRef Takes =
      takesCallable(Option.Is)
          ? "'qualified::name' or 'qualified::name:N', N being the index of "
            "the callable argument from 0 to 99"
      : isType(Option.Is) ? "the 'qualified::name' of a type"
                          : "the 'qualified::name' of a function";
  return llvm::make_error<llvm::StringError>(
      llvm::Twine("invalid entry '") + Entry + "' in option '" + Option.Name +
          "': it takes " + Takes,
      llvm::inconvertibleErrorCode());
}

/// Splits `name:N`; an entry without an index is left as it is.
static bool takeIndex(llvm::StringRef &Entry, int8_t &Index) {
  size_t Colon = Entry.rfind(':');
  if (Colon == llvm::StringRef::npos || Colon == 0 || Entry[Colon - 1] == ':')
    return true;
  unsigned Number = 0;
  if (Entry.substr(Colon + 1).getAsInteger(10, Number) || Number > 99)
    return false;
  Entry = Entry.take_front(Colon);
  Index = static_cast<int8_t>(Number);
  return true;
}

namespace {
/// What the options say, row by row.
struct ParsedRows {
  std::vector<ApiRow> Rows;
  std::vector<std::unique_ptr<std::string>> Names;

  llvm::Error parse(const UserOption &Option, llvm::StringRef List);
  void completeFrom(const Vocabulary &Builtin);
};
} // namespace

llvm::Error ParsedRows::parse(const UserOption &Option, llvm::StringRef List) {
  llvm::SmallVector<llvm::StringRef, 8> Entries;
  List.split(Entries, ';', /*MaxSplit=*/-1, /*KeepEmpty=*/false);
  for (llvm::StringRef Entry : Entries) {
    Entry = Entry.trim();
    if (Entry.empty())
      continue;
    llvm::StringRef Name = Entry;
    Name.consume_front("::");
    int8_t Callable = takesCallable(Option.Is) ? 0 : NoCallable;
    if (takesCallable(Option.Is) && !takeIndex(Name, Callable))
      return badEntry(Option, Entry);
    if (!isQualifiedName(Name))
      return badEntry(Option, Entry);
    Names.push_back(std::make_unique<std::string>(KnownName(Name).get().str()));
    // What becomes of a thread that an unknown function starts is unknown: it
    // goes on until something says otherwise.
    HandleRule Handle = Option.Is == Meaning::SpawnThread ? HandleRule::Leaves
                                                          : HandleRule::None;
    ApiRow Row = api(*Names.back(), Option.Is, Callable, Handle);
    Row.ToPool = Option.Is == Meaning::SubmitTask;
    Rows.push_back(Row);
  }
  return llvm::Error::success();
}

/// Brings rows of one name together, with what is built in under that name.
void ParsedRows::completeFrom(const Vocabulary &Builtin) {
  llvm::sort(Rows, [](const ApiRow &A, const ApiRow &B) {
    return std::tie(A.Name, A.Is, A.Callable) <
           std::tie(B.Name, B.Is, B.Callable);
  });
  std::vector<ApiRow> Complete;
  for (const ApiRow &Row : Rows) {
    if (Complete.empty() || Complete.back().Name != Row.Name)
      llvm::append_range(Complete, Builtin.rows(Row.Name));
    bool IsNew = llvm::none_of(Complete, [&](const ApiRow &Other) {
      return Other.Name == Row.Name && Other.Is == Row.Is &&
             Other.Callable == Row.Callable;
    });
    if (IsNew)
      Complete.push_back(Row);
  }
  Rows = std::move(Complete);
}

llvm::Expected<std::shared_ptr<const Vocabulary>>
Vocabulary::withUserRows(const UserRows &Rows) {
  ParsedRows Parsed;
  for (const UserOption &O : UserOptions)
    if (llvm::Error E = Parsed.parse(O, Rows.*O.List))
      return std::move(E);
  const Vocabulary &Builtin = builtin();
  if (Parsed.Rows.empty())
    return std::shared_ptr<const Vocabulary>(&Builtin,
                                             [](const Vocabulary *) {});
  Parsed.completeFrom(Builtin);
  return std::shared_ptr<const Vocabulary>(
      new Vocabulary(std::move(Parsed.Rows), std::move(Parsed.Names)));
}
