//===--- ConcurrencyModel.cpp ---------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/ConcurrencyModel.h"
#include "model/Names.h"
#include "model/OwnPools.h"
#include "model/SpawnGatherer.h"
#include "model/Summariser.h"
#include "model/UnitIndexer.h"
#include "support/Compat.h"
#include "vocabulary/TestNames.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclFriend.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/Path.h"

using namespace threadwise;
using namespace clang;

/// How far wrappers are followed through wrappers.
static constexpr unsigned MaxFollowDepth = 6;

ConcurrencyModel::ConcurrencyModel(ASTContext &Context, const Vocabulary &Words)
    : Context(Context), Words(Words), Resolver(Context, Words) {
  indexUnit(*this);
}

ConcurrencyModel::~ConcurrencyModel() = default;

const Body *ConcurrencyModel::body(const FunctionDecl *F) const {
  const FunctionDecl *Definition = definitionOf(F);
  if (!Definition)
    return nullptr;
  std::unique_ptr<Body> &Slot = Bodies[Definition];
  if (!Slot)
    Slot = std::make_unique<Body>(*Definition);
  return Slot.get();
}

llvm::ArrayRef<ConcurrencyModel::CallSite>
ConcurrencyModel::callers(const FunctionDecl *F) const {
  auto It = Callers.find(keyOf(F));
  if (It == Callers.end())
    return {};
  return It->second;
}

llvm::ArrayRef<ConcurrencyModel::CallSite>
ConcurrencyModel::references(const FunctionDecl *F) const {
  auto It = References.find(keyOf(F));
  if (It == References.end())
    return {};
  return It->second;
}

/// Under which the mentions of \p D are kept.
static const NamedDecl *mentionKey(const NamedDecl *D) {
  if (const auto *Field = dyn_cast_or_null<FieldDecl>(D))
    D = patternOf(Field);
  return D ? cast<NamedDecl>(D->getCanonicalDecl()) : nullptr;
}

llvm::ArrayRef<const FunctionDecl *>
ConcurrencyModel::mentions(const NamedDecl *D) const {
  auto It = Mentions.find(mentionKey(D));
  if (It == Mentions.end())
    return {};
  return It->second;
}

const LockRegions &ConcurrencyModel::locks(const Body &B) const {
  std::unique_ptr<LockRegions> &Slot = Locks[&B];
  if (!Slot)
    Slot = std::make_unique<LockRegions>(*this, B);
  return *Slot;
}

bool ConcurrencyModel::seesAllMembers(const CXXRecordDecl *Record) const {
  if (!Record || !Record->hasDefinition())
    return false;
  const CXXRecordDecl *Definition = Record->getDefinition();
  if (Definition->hasFriends())
    return false;
  for (const Decl *D : Definition->decls()) {
    const auto *Named = dyn_cast<NamedDecl>(D);
    const FunctionDecl *F = Named ? Named->getAsFunction() : nullptr;
    if (!F || F->isImplicit() || F->isDefaulted() || F->isDeleted() ||
        compat::isPureVirtual(F))
      continue;
    if (!definitionOf(F))
      return false;
  }
  return true;
}

bool ConcurrencyModel::seesAllCallers(const FunctionDecl *F) const {
  if (!F)
    return false;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(F)) {
    if (Method->getParent()->isLocalClass() ||
        Method->getParent()->isInAnonymousNamespace())
      return true;
    return Method->getAccess() == AS_private && !Method->isVirtual() &&
           seesAllMembers(Method->getParent());
  }
  return compat::hasInternalLinkage(F) || F->isInAnonymousNamespace();
}

bool ConcurrencyModel::isTestBody(const FunctionDecl *F) const {
  if (F && llvm::any_of(F->parameters(), [&](const ParmVarDecl *Parameter) {
        return Resolver.typeRow(Parameter->getType(), Meaning::TestCaseBase);
      }))
    return true;
  if (const auto *Method = dyn_cast_or_null<CXXMethodDecl>(F)) {
    const CXXRecordDecl &Class = *Method->getParent();
    // Of a case with a fixture Catch, doctest and Boost make a class.
    return namesTestCase(unqualifiedName(Class)) ||
           namesTestMethod(unqualifiedName(*Method)) ||
           Resolver.typeRow(compat::typeOf(Context, Class),
                            Meaning::TestCaseBase);
  }
  llvm::StringRef Name = F ? unqualifiedName(*F) : llvm::StringRef();
  return namesTestFunction(Name);
}

namespace {
enum class SaysTest : uint8_t { No, Once, Twice };
} // namespace

/// Do the file or its three nearest folders go by the names that tests and
/// examples have? Twice: both do, or the folder's can be no accident.
static SaysTest saysTest(llvm::StringRef Path) {
  const llvm::SmallVector<std::string, 4> Words =
      wordsOf(llvm::sys::path::stem(Path));
  const auto IsTestWord = [](llvm::StringRef Word) {
    return Word == "test" || Word == "tests" || Word == "unittest" ||
           Word == "unittests";
  };
  const bool NamesFile =
      !Words.empty() && (IsTestWord(Words.front()) || IsTestWord(Words.back()));
  llvm::StringRef Folder = llvm::sys::path::parent_path(Path);
  for (unsigned I = 0; I < 3 && !Folder.empty(); ++I) {
    const std::string Name = llvm::sys::path::filename(Folder).lower();
    if (hasWord(Name, {"test", "tests", "testing", "unittest", "unittests",
                       "testsuite", "testsuites"}))
      return NamesFile || Name == "testsuite" ? SaysTest::Twice
                                              : SaysTest::Once;
    if (hasWord(Name, {"example", "examples", "demo", "demos", "tutorial",
                       "tutorials", "snippet", "snippets"}))
      return SaysTest::Once;
    Folder = llvm::sys::path::parent_path(Folder);
  }
  return NamesFile ? SaysTest::Once : SaysTest::No;
}

bool ConcurrencyModel::isAmongTests(SourceLocation Loc) const {
  const SourceManager &SM = Context.getSourceManager();
  const SaysTest Says = saysTest(SM.getFilename(SM.getExpansionLoc(Loc)));
  if (Says != SaysTest::Once)
    return Says == SaysTest::Twice;
  if (!RunsTests)
    RunsTests = llvm::any_of(Functions, [&](const FunctionDecl *F) {
      return F->isMain() || isTestBody(F);
    });
  return *RunsTests;
}

bool ConcurrencyModel::mayStart(const FunctionDecl *F) const {
  return MaySpawn.count(keyOf(F));
}

llvm::ArrayRef<Spawn> ConcurrencyModel::spawnsIn(const FunctionDecl *F) const {
  const FunctionDecl *Definition = definitionOf(F);
  if (!Definition)
    return {};
  auto It = SpawnsByFunction.find(Definition);
  if (It != SpawnsByFunction.end())
    return It->second ? llvm::ArrayRef<Spawn>(*It->second)
                      : llvm::ArrayRef<Spawn>();
  // The empty entry ends recursion through functions that call each other.
  SpawnsByFunction.insert({Definition, nullptr});
  auto Spawns = std::make_unique<std::vector<Spawn>>();
  if (mayStart(Definition))
    *Spawns = gatherSpawns(*this, *body(Definition));
  llvm::ArrayRef<Spawn> Result(*Spawns);
  SpawnsByFunction[Definition] = std::move(Spawns);
  return Result;
}

const FunctionSummary &ConcurrencyModel::summary(const FunctionDecl *F) const {
  static const FunctionSummary Nothing;
  const FunctionDecl *Definition = definitionOf(F);
  if (!Definition || FollowDepth >= MaxFollowDepth)
    return Nothing;
  auto It = Summaries.find(Definition);
  if (It != Summaries.end())
    return It->second ? *It->second : Nothing;
  Summaries.insert({Definition, nullptr});
  ++FollowDepth;
  auto New =
      std::make_unique<FunctionSummary>(summarise(*this, *body(Definition)));
  --FollowDepth;
  const FunctionSummary &Result = *New;
  Summaries[Definition] = std::move(New);
  return Result;
}

llvm::ArrayRef<Spawn> ConcurrencyModel::spawns() const {
  if (AllSpawns)
    return *AllSpawns;
  AllSpawns = std::make_unique<std::vector<Spawn>>();
  for (const FunctionDecl *F : Functions)
    if (mayStart(F)) {
      llvm::ArrayRef<Spawn> Here = spawnsIn(F);
      AllSpawns->insert(AllSpawns->end(), Here.begin(), Here.end());
    }
  return *AllSpawns;
}

llvm::ArrayRef<Spawn> ConcurrencyModel::ownPoolTasks() const {
  if (!OwnPoolTasks)
    OwnPoolTasks =
        std::make_unique<std::vector<Spawn>>(gatherOwnPoolTasks(*this));
  return *OwnPoolTasks;
}

llvm::ArrayRef<AtomicAccess> ConcurrencyModel::atomicAccesses() const {
  if (AllAtomicAccesses)
    return *AllAtomicAccesses;
  AllAtomicAccesses = std::make_unique<std::vector<AtomicAccess>>();
  for (const FunctionDecl *F : TouchShared)
    for (AtomicAccess &A : gatherAtomicAccesses(*this, *body(F)))
      AllAtomicAccesses->push_back(std::move(A));
  return *AllAtomicAccesses;
}

llvm::ArrayRef<Queue> ConcurrencyModel::queues() const {
  if (!AllQueues)
    AllQueues = std::make_unique<std::vector<Queue>>(gatherQueues(*this));
  return *AllQueues;
}

llvm::ArrayRef<ParallelRegion> ConcurrencyModel::regions() const {
  if (AllRegions)
    return *AllRegions;
  AllRegions = std::make_unique<std::vector<ParallelRegion>>();
  for (const FunctionDecl *F : Interesting)
    if (const Body *B = body(F))
      for (ParallelRegion &R : gatherRegions(*this, *B))
        AllRegions->push_back(std::move(R));
  return *AllRegions;
}

llvm::ArrayRef<Wait> ConcurrencyModel::waits() const {
  if (AllWaits)
    return *AllWaits;
  AllWaits = std::make_unique<std::vector<Wait>>();
  for (const FunctionDecl *F : Interesting)
    for (Wait &W : gatherWaits(*this, *body(F)))
      AllWaits->push_back(std::move(W));
  return *AllWaits;
}
