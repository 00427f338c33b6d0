//===--- Contention.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Contention.h"
#include "analysis/Derivation.h"
#include "analysis/Heat.h"
#include "analysis/SideNames.h"
#include "model/Access.h"
#include "model/ConcurrencyModel.h"
#include "model/LockRegions.h"
#include "model/Names.h"
#include "model/Writes.h"
#include "support/Compat.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/MapVector.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/SmallPtrSet.h"

using namespace threadwise;
using namespace clang;

/// How far private helpers are followed to whoever calls them.
static constexpr unsigned MaxFollowDepth = 4;
/// Functions looked at a side: the next ones show nothing new.
static constexpr unsigned MaxShown = 6;

const ValueDecl *Contender::declaration() const { return path().front(); }

namespace {

using Functions = llvm::SmallSetVector<const FunctionDecl *, 4>;

/// Everything that is done to one place.
struct Party {
  SharedPlace Place;
  SharedBy Is = SharedBy::Nothing;
  std::vector<const AtomicAccess *> Accesses;
  /// Functions with a write, as written and as the outside calls them.
  Functions Direct, Entered;
  /// No atomic: one side's own, which nobody else writes.
  bool IsPlain = false;
};

class Finder {
public:
  Finder(const ConcurrencyModel &Model, uint64_t Line)
      : Model(Model), Resolver(Model.resolver()), Line(Line) {}

  Contentions run();

private:
  const ConcurrencyModel &Model;
  const CalleeResolver &Resolver;
  const uint64_t Line;
  Contentions Result;

  using Parties = std::vector<Party>;
  llvm::MapVector<const RecordDecl *, Parties> ByRecord;
  Parties Variables;

  void sort();
  void addPlain(const RecordDecl *Record, Parties &Group);
  void note(Parties &Group, SharedPlace Place, const AtomicAccess &A);
  std::optional<Contention> compare(const RecordDecl *Record, const Party &A,
                                    const Party &B);
  void judge(const RecordDecl *Record, Parties &Group, size_t Own);
  void inherit(const CXXRecordDecl &Class, Parties &Into) const;
  std::optional<Contention> contend(const RecordDecl *Record, const Party &A,
                                    const Party &B);
  std::optional<Contention> contendLocks(const RecordDecl *Record,
                                         const Party &A, const Party &B);
  bool lieTogether(const RecordDecl *Record, Contention &C);
  void leave(const Contention &C, bool IsFine, SourceRange At,
             std::string Text);
  const AtomicAccess *takenOften(const Party &P) const;
  bool showTwoSides(Contention &C, const Party &A, const Party &B) const;
  bool showOneBuffer(Contention &C, const Party &A, const AtomicAccess &WriteA,
                     const Party &B, const AtomicAccess &WriteB) const;
  bool showCompared(Contention &C, const Party &A, const AtomicAccess &WriteA,
                    const Party &B, const AtomicAccess &WriteB) const;
  bool showNames(Contention &C, const Party &A, const AtomicAccess &WriteA,
                 const Party &B, const AtomicAccess &WriteB) const;
  bool showListEnds(Contention &C, const Party &A, const AtomicAccess &WriteA,
                    const Party &B, const AtomicAccess &WriteB) const;
  void noteReader(Contention &C, const AtomicAccess &W,
                  const Party &Other) const;
  void enterFrom(const FunctionDecl *F, Functions &Into, unsigned Depth) const;
  std::vector<const Body *> bodiesOf(const AtomicAccess &A) const;
  std::vector<const Expr *> mentionsIn(const Body &B, const Party &P) const;
  bool isMoved(const AtomicAccess &A) const;
  bool movesOn(const AtomicAccess &A, const Party &P) const;
  const AtomicAccess *commonLock(const AtomicAccess &A,
                                 const AtomicAccess &B) const;
  std::vector<Write> unguardedCounts(const Body &B) const;
  const Expr *commonCount(const AtomicAccess &A, const AtomicAccess &B) const;
};

} // namespace

/// Setting up and taking down happens once, on one thread.
static bool isLifetime(const FunctionDecl &F) {
  if (isa<CXXConstructorDecl, CXXDestructorDecl>(F))
    return true;
  const auto *Method = dyn_cast<CXXMethodDecl>(&F);
  return Method && (Method->isCopyAssignmentOperator() ||
                    Method->isMoveAssignmentOperator());
}

/// A stored value that is always the same marks a state, no progress.
bool Finder::isMoved(const AtomicAccess &A) const {
  if (A.Kind == AccessKind::Update)
    return true;
  if (A.Kind != AccessKind::Store || !A.Value)
    return false;
  const Expr *Value = unwrap(A.Value);
  if (Value->isValueDependent())
    return true;
  return !Value->isEvaluatable(Model.context()) &&
         !Value->isNullPointerConstant(Model.context(),
                                       Expr::NPC_ValueDependentIsNotNull);
}

/// The value written is computed from the value before.
bool Finder::movesOn(const AtomicAccess &A, const Party &P) const {
  if (A.Kind == AccessKind::Update)
    return true;
  if (!isMoved(A))
    return false;
  return Derivation(*A.In, mentionsIn(*A.In, P)).reaches(A.Value);
}

void Finder::enterFrom(const FunctionDecl *F, Functions &Into,
                       unsigned Depth) const {
  const auto *Method = dyn_cast<CXXMethodDecl>(F);
  const bool IsHelper = Method ? Method->getAccess() == AS_private
                               : compat::hasInternalLinkage(F);
  llvm::ArrayRef<ConcurrencyModel::CallSite> Callers = Model.callers(F);
  if (!IsHelper || Callers.empty() || Depth >= MaxFollowDepth) {
    Into.insert(keyOf(F));
    return;
  }
  for (const ConcurrencyModel::CallSite &Site : Callers)
    if (keyOf(Site.Caller) != keyOf(F) && !isLifetime(*Site.Caller))
      enterFrom(Site.Caller, Into, Depth + 1);
}

void Finder::note(Parties &Group, SharedPlace Place, const AtomicAccess &A) {
  auto It =
      llvm::find_if(Group, [&](const Party &P) { return P.Place == Place; });
  if (It == Group.end()) {
    Group.emplace_back();
    It = std::prev(Group.end());
    It->Is = sharedBy(Resolver, Place.Fields.empty()
                                    ? Place.Variable->getType()
                                    : Place.Fields.back()->getType());
    It->Place = std::move(Place);
  }
  It->Accesses.push_back(&A);
}

/// A member is known by the class that it is a member of: what one function
/// reaches as `prod.head` of a ring is `head` to the methods of `prod`.
void Finder::sort() {
  for (const AtomicAccess &A : Model.atomicAccesses()) {
    if (isLifetime(A.In->function()))
      continue;
    const SharedPlace &Whole = A.Place;
    for (size_t From = 0; From < Whole.Fields.size(); ++From) {
      SharedPlace Place;
      Place.Fields.append(Whole.Fields.begin() + From, Whole.Fields.end());
      const RecordDecl *Record = Place.Fields.front()->getParent();
      note(ByRecord[Record], std::move(Place), A);
    }
    if (Whole.Variable)
      note(Variables, Whole, A);
  }
}

/// The position that a producer keeps to itself beside the atomic one of its
/// consumers: a number of the same object that member functions write without a
/// lock.
void Finder::addPlain(const RecordDecl *Record, Parties &Group) {
  const auto *Class = dyn_cast_or_null<CXXRecordDecl>(Record);
  if (!Class || llvm::none_of(Group, [&](const Party &P) {
        return llvm::any_of(
            P.Accesses, [&](const AtomicAccess *A) { return movesOn(*A, P); });
      }))
    return;
  const size_t Atomics = Group.size();
  for (const CXXMethodDecl *Method : Class->methods()) {
    const FunctionDecl *F = definitionOf(Method);
    const Body *B = F && !isLifetime(*F) ? Model.body(F) : nullptr;
    if (!B)
      continue;
    for (const Write &W : gatherWrites(Resolver, *B)) {
      SharedPlace Place = sharedPlace(W.Target);
      if (W.Kind != WriteKind::Plain || Place.Variable ||
          Place.Fields.size() != 1 ||
          Place.Fields.front()->getParent() != Record ||
          !Place.Fields.front()->getType()->isIntegerType() ||
          Place.Fields.front()->getType()->isBooleanType() ||
          llvm::any_of(Model.locks(*B).all(), [&](const LockRegion &Region) {
            return Model.locks(*B).holds(Region, W.Site);
          }))
        continue;
      AtomicAccess A;
      A.Place = Place;
      A.Kind = W.IsUpdate ? AccessKind::Update : AccessKind::Store;
      A.Value = W.Value;
      A.Site = W.Site;
      A.Target = W.Target;
      A.In = B;
      Result.PlainWrites.push_back(std::move(A));
      note(Group, std::move(Place), Result.PlainWrites.back());
    }
  }
  for (size_t I = Atomics; I < Group.size(); ++I)
    Group[I].IsPlain = true;
}

static bool isMention(const Expr *E, const SharedPlace &Place) {
  const auto *D = dyn_cast_or_null<ValueDecl>(namedBy(E));
  if (const auto *Field = dyn_cast_or_null<FieldDecl>(D))
    D = patternOf(Field);
  else if (D)
    D = cast<ValueDecl>(D->getCanonicalDecl());
  return D && D == (Place.Fields.empty()
                        ? static_cast<const ValueDecl *>(Place.Variable)
                        : Place.Fields.back());
}

std::vector<const Expr *> Finder::mentionsIn(const Body &B,
                                             const Party &P) const {
  std::vector<const Expr *> Mentions;
  for (const AtomicAccess *A : P.Accesses)
    if (A->In == &B)
      Mentions.push_back(A->Target);
  // Where the operation says that it is shared, a plain read does not.
  if (P.Is == SharedBy::Nothing)
    for (const Stmt *S : B.below(B.root()))
      if (const auto *E = dyn_cast<Expr>(S);
          E && isa<MemberExpr, DeclRefExpr>(E) && isMention(E, P.Place))
        Mentions.push_back(E);
  return Mentions;
}

std::vector<const Body *> Finder::bodiesOf(const AtomicAccess &A) const {
  std::vector<const Body *> Bodies{A.In};
  Functions Entries;
  enterFrom(&A.In->function(), Entries, 0);
  for (const FunctionDecl *F : Entries)
    if (const Body *B = Model.body(F); B && !llvm::is_contained(Bodies, B))
      Bodies.push_back(B);
  return Bodies;
}

/// A lock that is taken before both writes.
const AtomicAccess *Finder::commonLock(const AtomicAccess &A,
                                       const AtomicAccess &B) const {
  for (const AtomicAccess &LockA : Model.atomicAccesses())
    if (LockA.Kind == AccessKind::Lock && LockA.In == A.In &&
        A.In->precedes(LockA.Site, A.Site))
      for (const AtomicAccess &LockB : Model.atomicAccesses())
        if (LockB.Kind == AccessKind::Lock && LockB.In == B.In &&
            LockA.Place == LockB.Place && B.In->precedes(LockB.Site, B.Site))
          return &LockA;
  return nullptr;
}

/// Numbers that \p B counts up or down with neither a lock nor an atomic
/// operation.
std::vector<Write> Finder::unguardedCounts(const Body &B) const {
  std::vector<Write> Counts = gatherWrites(Resolver, B);
  llvm::erase_if(Counts, [&](const Write &W) {
    return !W.IsUpdate ||
           (W.Kind != WriteKind::Plain && W.Kind != WriteKind::Volatile) ||
           sharedPlace(W.Target).Fields.empty() || Model.locks(B).at(W.Site);
  });
  return Counts;
}

/// A number that both sides count, and that would be wrong were they two
/// threads.
const Expr *Finder::commonCount(const AtomicAccess &A,
                                const AtomicAccess &B) const {
  const std::vector<Write> CountsB = unguardedCounts(*B.In);
  if (CountsB.empty())
    return nullptr;
  for (const Write &W : unguardedCounts(*A.In))
    if (llvm::any_of(CountsB, [&](const Write &Other) {
          return sharedPlace(W.Target) == sharedPlace(Other.Target);
        }))
      return W.Site;
  return nullptr;
}

namespace {
struct Indexing {
  const NamedDecl *Array;
  const Expr *At;
};
} // namespace

/// The arrays that \p B subscripts with a value computed from \p Index.
static std::vector<Indexing> arraysIndexed(const Body &B,
                                           const CalleeResolver &Resolver,
                                           const Derivation &Index) {
  std::vector<Indexing> Found;
  if (Index.isEmpty())
    return Found;
  auto Take = [&](const Expr *Array, const Expr *At, const Expr *Whole) {
    if (!Array || !At || !Index.reaches(At) || Index.reaches(Array))
      return;
    AccessPath Path = accessPath(B, Resolver, Array);
    const NamedDecl *D = Path.LastField ? Path.LastField : Path.Base;
    if (const auto *Field = dyn_cast_or_null<FieldDecl>(D))
      D = patternOf(Field);
    if (D && !(isa<VarDecl>(D) && cast<VarDecl>(D)->hasLocalStorage()))
      Found.push_back({D, Whole});
  };
  for (const Stmt *S : B.below(B.root())) {
    if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(S)) {
      Take(Subscript->getBase(), Subscript->getIdx(), Subscript);
    } else if (const auto *Sum = dyn_cast<BinaryOperator>(S)) {
      if (Sum->getOpcode() == BO_Add &&
          Sum->getLHS()->getType()->isPointerType())
        Take(Sum->getLHS(), Sum->getRHS(), Sum);
    } else if (const auto *Called = dyn_cast<CallExpr>(S)) {
      std::optional<Call> C = Resolver.resolve(Called);
      if (!C || !C->Receiver || C->Arguments.empty())
        continue;
      const auto *Operator = dyn_cast<CXXOperatorCallExpr>(S);
      if (C->Name == "at" ||
          (Operator && Operator->getOperator() == OO_Subscript))
        Take(C->Receiver, C->Arguments.front(), Called);
    }
  }
  return Found;
}

bool Finder::showOneBuffer(Contention &C, const Party &A,
                           const AtomicAccess &WriteA, const Party &B,
                           const AtomicAccess &WriteB) const {
  for (const Body *BodyA : bodiesOf(WriteA)) {
    Derivation IndexA(*BodyA, mentionsIn(*BodyA, A));
    for (const Indexing &UseA : arraysIndexed(*BodyA, Resolver, IndexA))
      for (const Body *BodyB : bodiesOf(WriteB)) {
        Derivation IndexB(*BodyB, mentionsIn(*BodyB, B));
        for (const Indexing &UseB : arraysIndexed(*BodyB, Resolver, IndexB))
          if (UseA.Array == UseB.Array) {
            C.Because = TwoSides::OneBuffer;
            C.Shown = {UseA.At->getSourceRange(),
                       "both are positions in '" +
                           unqualifiedName(*UseA.Array).str() +
                           "': the two sides of one buffer"};
            return true;
          }
      }
  }
  return false;
}

/// `next == tail`, `submitted - done`, `isFull(head, tail)`.
static const Expr *comparison(const Body &B, const Derivation &Own,
                              const Derivation &Other) {
  if (Own.isEmpty() || Other.isEmpty())
    return nullptr;
  auto Parts = [&](const Expr *L, const Expr *R) {
    return (Own.reaches(L) && Other.reaches(R) && !Own.reaches(R)) ||
           (Own.reaches(R) && Other.reaches(L) && !Own.reaches(L));
  };
  for (const Stmt *S : B.below(B.root()))
    if (const auto *Binary = dyn_cast<BinaryOperator>(S))
      if (Binary->isComparisonOp() || Binary->getOpcode() == BO_Sub)
        if (Parts(Binary->getLHS(), Binary->getRHS()))
          return Binary;
  return nullptr;
}

/// The type of the value that an atomic holds.
static QualType valueType(const SharedPlace &Place) {
  QualType T = Place.Fields.empty() ? Place.Variable->getType()
                                    : Place.Fields.back()->getType();
  if (const auto *Atomic = T->getAs<clang::AtomicType>())
    return Atomic->getValueType();
  const QualType Inner = templateArgument(T, 0);
  return Inner.isNull() ? T : Inner;
}

/// The innermost name; empty for what has none.
static llvm::StringRef nameOf(const SharedPlace &Place) {
  const ValueDecl *D = Place.Fields.empty()
                           ? static_cast<const ValueDecl *>(Place.Variable)
                           : Place.Fields.back();
  return D->getIdentifier() ? D->getName() : llvm::StringRef();
}

bool Finder::showCompared(Contention &C, const Party &A,
                          const AtomicAccess &WriteA, const Party &B,
                          const AtomicAccess &WriteB) const {
  // An age is no progress along a list.
  if (valueType(A.Place)->isPointerType() !=
          valueType(B.Place)->isPointerType() ||
      !movesOn(WriteA, A) || !movesOn(WriteB, B))
    return false;
  for (const auto *Own : {&A, &B}) {
    const Party &Other = Own == &A ? B : A;
    for (const Body *In : bodiesOf(Own == &A ? WriteA : WriteB)) {
      Derivation OwnValue(*In, mentionsIn(*In, *Own));
      Derivation OtherValue(*In, mentionsIn(*In, Other));
      if (const Expr *E = comparison(*In, OwnValue, OtherValue)) {
        C.Because = TwoSides::Compared;
        C.Shown = {E->getSourceRange(),
                   "one side measures how far the other has come"};
        return true;
      }
    }
  }
  return false;
}

/// The node type has a pointer to the next one.
static bool isListNode(QualType Pointer) {
  const CXXRecordDecl *Node = recordOf(pointee(Pointer));
  if (!Node || !Node->hasDefinition())
    return false;
  for (const FieldDecl *Field : Node->getDefinition()->fields()) {
    QualType T = Field->getType();
    if (const QualType Inner = templateArgument(T, 0);
        !Inner.isNull() && !T->isPointerType())
      T = Inner;
    if (const auto *Atomic = T->getAs<clang::AtomicType>())
      T = Atomic->getValueType();
    if (T->isPointerType() && recordOf(T->getPointeeType()) == Node)
      return true;
  }
  return false;
}

bool Finder::showListEnds(Contention &C, const Party &A,
                          const AtomicAccess &WriteA, const Party &B,
                          const AtomicAccess &WriteB) const {
  const QualType TypeA = valueType(A.Place), TypeB = valueType(B.Place);
  if (!TypeA->isPointerType() || !TypeB->isPointerType() ||
      recordOf(TypeA->getPointeeType()) != recordOf(TypeB->getPointeeType()) ||
      !isListNode(TypeA))
    return false;
  // Ends move along the list, or are called so: a current node and the free
  // ones of a pool are no ends.
  if (!(movesOn(WriteA, A) && movesOn(WriteB, B)) &&
      !nameTwoSides(nameOf(A.Place), nameOf(B.Place)))
    return false;
  C.Because = TwoSides::ListEnds;
  C.Shown = {recordOf(pointee(TypeA))->getLocation(),
             "both point to nodes of one list: its two ends"};
  return true;
}

/// `Request->Submitted` of a parameter: an object that goes from hand to hand.
static bool isHandedOver(const AtomicAccess &A,
                         const CalleeResolver &Resolver) {
  return isa_and_nonnull<ParmVarDecl>(
      accessPath(*A.In, Resolver, A.Target).Base);
}

bool Finder::showNames(Contention &C, const Party &A,
                       const AtomicAccess &WriteA, const Party &B,
                       const AtomicAccess &WriteB) const {
  // What moves on is a position or a count; a store may be anything.
  if (!movesOn(WriteA, A) || !movesOn(WriteB, B) ||
      valueType(A.Place) != valueType(B.Place))
    return false;
  if (!nameTwoSides(nameOf(A.Place), nameOf(B.Place)))
    return false;
  // What is begun and finished may be one request; a name does not say that it
  // stands.
  if (isHandedOver(WriteA, Resolver) && isHandedOver(WriteB, Resolver))
    return false;
  C.Because = TwoSides::Named;
  C.Shown = {A.Place.Fields.empty() ? A.Place.Variable->getLocation()
                                    : A.Place.Fields.back()->getLocation(),
             "their names are those of two sides"};
  return true;
}

/// Padding alone leaves the line that a side reads with the other.
void Finder::noteReader(Contention &C, const AtomicAccess &W,
                        const Party &Other) const {
  if (C.ReadsEachOther)
    return;
  for (const Body *In : bodiesOf(W))
    if (!mentionsIn(*In, Other).empty()) {
      C.ReadsEachOther = true;
      C.Shown.Text += ", and '" + In->function().getNameAsString() +
                      "' reads the other's on each operation as well";
      return;
    }
}

bool Finder::showTwoSides(Contention &C, const Party &A, const Party &B) const {
  using Show =
      bool (Finder::*)(Contention &, const Party &, const AtomicAccess &,
                       const Party &, const AtomicAccess &) const;
  auto Sole = [&](const Party &Own, const Party &Other) {
    std::vector<const AtomicAccess *> Writes;
    for (const AtomicAccess *W : Own.Accesses) {
      if (!isMoved(*W) || Other.Direct.count(keyOf(&W->In->function())))
        continue;
      Functions Entries;
      enterFrom(&W->In->function(), Entries, 0);
      if (llvm::any_of(Entries, [&](const FunctionDecl *F) {
            return !Other.Entered.count(F);
          }))
        Writes.push_back(W);
      if (Writes.size() == MaxShown)
        break;
    }
    return Writes;
  };
  std::vector<const AtomicAccess *> SoleA = Sole(A, B), SoleB = Sole(B, A);
  // Who takes a node may help the other side to move its end on.
  if (SoleA.empty() != SoleB.empty())
    for (const Party *Helped : {&A, &B}) {
      auto &Own = Helped == &A ? SoleA : SoleB;
      if (Own.empty())
        for (const AtomicAccess *W : Helped->Accesses)
          if (isMoved(*W) && valueType(A.Place)->isPointerType())
            Own.push_back(W);
    }

  // Of a plain number only what it is used for tells that it is a position.
  const bool HasPlain = A.IsPlain || B.IsPlain;
  for (Show How : {&Finder::showOneBuffer, &Finder::showListEnds,
                   &Finder::showCompared, &Finder::showNames}) {
    if (HasPlain && How != &Finder::showOneBuffer)
      break;
    for (const AtomicAccess *WriteA : SoleA)
      for (const AtomicAccess *WriteB : SoleB)
        if (WriteA->In != WriteB->In &&
            (!HasPlain || (movesOn(*WriteA, A) && movesOn(*WriteB, B))) &&
            (this->*How)(C, A, *WriteA, B, *WriteB)) {
          C.OneIsPlain = HasPlain;
          C.First.Write = WriteA;
          C.Second.Write = WriteB;
          noteReader(C, *WriteA, B);
          noteReader(C, *WriteB, A);
          return true;
        }
  }
  return false;
}

static Contention contentionOf(const RecordDecl *Record, const Party &A,
                               const Party &B) {
  Contention C;
  C.Record = Record;
  C.First.Place = A.Place;
  C.Second.Place = B.Place;
  C.First.Writers.append(A.Entered.begin(), A.Entered.end());
  C.Second.Writers.append(B.Entered.begin(), B.Entered.end());
  return C;
}

void Finder::leave(const Contention &C, bool IsFine, SourceRange At,
                   std::string Text) {
  Result.Left.push_back(
      {C.First, C.Second, IsFine, Evidence(At, std::move(Text))});
}

/// Do the two share a line often enough? Orders them by their addresses.
bool Finder::lieTogether(const RecordDecl *Record, Contention &C) {
  const SharedPlace &A = C.First.Place, &B = C.Second.Place;
  C.Where = Record
                ? neighbours(Model.context(), *Record, A.Fields, B.Fields, Line)
                : neighbouringVariables(Model.context(), *A.Variable,
                                        *B.Variable, Line);
  if (C.Where.AreSwapped)
    std::swap(C.First, C.Second);
  const SourceRange At = C.Second.declaration()->getSourceRange();
  if (!C.Where.Sharing.isKnown())
    leave(C, false, At, "how far apart they lie is not known");
  else if (C.Where.Sharing.isNever())
    leave(C, true, At, "they never lie on one cache line");
  else if (!C.Where.Sharing.atLeastOneIn(MinSharedOneIn))
    leave(C, false, At, "they lie on one cache line at few addresses");
  else
    return true;
  return false;
}

/// Spins rather than sleeps, by its name or since all it has is an atomic: it
/// is there for what is short and often.
static bool isSpinLock(const CalleeResolver &Resolver, const SharedPlace &P) {
  const ValueDecl *D = P.path().back();
  const QualType T = D->getType();
  if (hasPart(typeName(T), {"spin"}) || hasPart(unqualifiedName(*D), {"spin"}))
    return true;
  if (const auto *Typedef = T->getAs<TypedefType>();
      Typedef && hasPart(Typedef->getDecl()->getName(), {"spin"}))
    return true;
  const RecordDecl *Record = T->getAsRecordDecl();
  Record = Record ? Record->getDefinition() : nullptr;
  return Record && !Resolver.typeRow(T, Meaning::MutexType) &&
         !Record->field_empty() &&
         std::next(Record->field_begin()) == Record->field_end() &&
         sharedBy(Resolver, Record->field_begin()->getType()) ==
             SharedBy::Atomic;
}

/// Where a lock is taken in a loop or by each call.
const AtomicAccess *Finder::takenOften(const Party &P) const {
  for (const AtomicAccess *A : P.Accesses) {
    Write W;
    W.Kind = WriteKind::Lock;
    W.IsUpdate = true;
    W.Site = A->Site;
    W.Target = A->Target;
    if (A->Kind == AccessKind::Lock && heatOf(Model, *A->In, W, false).isHot())
      return A;
  }
  return nullptr;
}

/// Two locks of one object that are made to be taken at the same time: one for
/// each end of a queue.
std::optional<Contention> Finder::contendLocks(const RecordDecl *Record,
                                               const Party &A, const Party &B) {
  const bool AreSides = nameTwoSides(nameOf(A.Place), nameOf(B.Place));
  if (!AreSides &&
      !(isSpinLock(Resolver, A.Place) && isSpinLock(Resolver, B.Place)))
    return std::nullopt;
  Contention C = contentionOf(Record, A, B);
  C.First.Write = takenOften(A);
  C.Second.Write = takenOften(B);
  if (!C.First.Write || !C.Second.Write || !lieTogether(Record, C))
    return std::nullopt;
  C.Because = TwoSides::OwnLocks;
  C.Shown = {C.First.declaration()->getSourceRange(),
             std::string(AreSides ? "their names are those of two sides"
                                  : "both spin: they are held for a short "
                                    "time, and taken often") +
                 ", and no function takes both"};
  return C;
}

std::optional<Contention> Finder::contend(const RecordDecl *Record,
                                          const Party &A, const Party &B) {
  Contention C = contentionOf(Record, A, B);
  if (!showTwoSides(C, A, B) || !lieTogether(Record, C))
    return std::nullopt;
  auto Leave = [&](bool IsFine, SourceRange At, std::string Text) {
    leave(C, IsFine, At, std::move(Text));
    return std::nullopt;
  };
  if (const AtomicAccess *Lock = commonLock(*C.First.Write, *C.Second.Write))
    return Leave(true, Lock->Site->getSourceRange(),
                 "both sides write under the same lock");
  // A lock costs more than the line.
  for (const AtomicAccess *W : {C.First.Write, C.Second.Write})
    if (const LockRegion *R = Model.locks(*W->In).at(W->Site))
      return Leave(true, R->Taken->getSourceRange(),
                   "a lock is taken for the write");
  for (const AtomicAccess *W : {C.First.Write, C.Second.Write})
    if (std::optional<Evidence> Work = longWork(Model, *W->In, W->In->root()))
      return Leave(true, Work->At, Work->Text);
  // `volatile` beside a lock says no more than that threads share it; where the
  // lock is taken, a macro or a caller may hide.
  if (Record && A.Is == SharedBy::Volatile && B.Is == SharedBy::Volatile)
    for (const FieldDecl *Field : Record->fields())
      if (sharedBy(Resolver, Field->getType()) == SharedBy::Lock)
        return Leave(true, Field->getSourceRange(),
                     "a lock of the same object may guard both");
  if (const Expr *Count = commonCount(*C.First.Write, *C.Second.Write))
    return Leave(true, Count->getSourceRange(),
                 "both sides count the same number without a lock: they do not "
                 "run at once");
  return C;
}

/// A lock or a semaphore is one thing: whoever takes it gives it back.
static bool isLockItself(const RecordDecl *Record) {
  const auto *Class = dyn_cast_or_null<CXXRecordDecl>(Record);
  if (!Class)
    return false;
  bool Locks = false, Unlocks = false;
  for (const CXXMethodDecl *Method : Class->methods())
    for (llvm::StringRef Word : wordsOf(unqualifiedName(*Method))) {
      const bool Gives = Word.ends_with("unlock");
      Unlocks |= Gives;
      Locks |= !Gives && (Word == "lock" || Word.ends_with("rdlock") ||
                          Word.ends_with("wrlock"));
    }
  return Locks && Unlocks;
}

/// Functions that write both, or take both locks.
static bool overlap(const Functions &X, const Functions &Y) {
  return llvm::any_of(X, [&](const FunctionDecl *F) { return Y.count(F) > 0; });
}

static bool overlap(const Party &A, const Party &B) {
  return overlap(A.Direct, B.Direct) || overlap(A.Entered, B.Entered);
}

std::optional<Contention> Finder::compare(const RecordDecl *Record,
                                          const Party &A, const Party &B) {
  // Whoever writes a plain number together with the other is not one side.
  if ((A.IsPlain && B.IsPlain) || ((A.IsPlain || B.IsPlain) && overlap(A, B)))
    return std::nullopt;
  if (A.Entered.empty() || B.Entered.empty() ||
      A.Place.Variable == nullptr != (B.Place.Variable == nullptr) ||
      (A.Place.Variable && A.Place.Variable == B.Place.Variable))
    return std::nullopt;
  if (A.Is == SharedBy::Lock && B.Is == SharedBy::Lock)
    return overlap(A, B) ? std::nullopt : contendLocks(Record, A, B);
  if (A.Is == SharedBy::Lock || B.Is == SharedBy::Lock)
    return std::nullopt;
  return contend(Record, A, B);
}

/// The worst pair of \p Group. Those from \p Own on are inherited: each is
/// compared with what the class itself declares.
void Finder::judge(const RecordDecl *Record, Parties &Group, size_t Own) {
  if (Record && (Record->isUnion() || isLockItself(Record)))
    return;
  const bool IsInherited = Own < Group.size();
  if (!IsInherited)
    addPlain(Record, Group);
  for (Party &P : Group)
    for (const AtomicAccess *A : P.Accesses)
      if (isMoved(*A) ||
          (P.Is == SharedBy::Lock && A->Kind == AccessKind::Lock)) {
        P.Direct.insert(keyOf(&A->In->function()));
        enterFrom(&A->In->function(), P.Entered, 0);
      }
  std::optional<Contention> Worst;
  for (size_t I = 0; I < (IsInherited ? Own : Group.size()); ++I)
    for (size_t J = IsInherited ? Own : I + 1; J < Group.size(); ++J) {
      std::optional<Contention> C = compare(Record, Group[I], Group[J]);
      if (!C)
        continue;
      if (!Worst || C->Where.Sharing.Shared * Worst->Where.Sharing.Possible >
                        Worst->Where.Sharing.Shared * C->Where.Sharing.Possible)
        Worst = std::move(C);
    }
  if (Worst)
    Result.Found.push_back(std::move(*Worst));
}

/// What the bases of \p Class declare, as its own functions and theirs use it.
void Finder::inherit(const CXXRecordDecl &Class, Parties &Into) const {
  llvm::SmallPtrSet<const CXXRecordDecl *, 4> Bases;
  Class.forallBases([&](const CXXRecordDecl *Base) {
    Bases.insert(Base->getCanonicalDecl());
    return true;
  });
  for (const auto &[Record, Group] : ByRecord) {
    const auto *Base = dyn_cast_or_null<CXXRecordDecl>(Record);
    if (!Base || !Bases.contains(Base->getCanonicalDecl()))
      continue;
    for (const Party &P : Group) {
      Party Here = P;
      Here.Direct.clear();
      Here.Entered.clear();
      // Another class may have the same base, and objects of its own.
      llvm::erase_if(Here.Accesses, [&](const AtomicAccess *A) {
        const auto *Method = dyn_cast<CXXMethodDecl>(&A->In->function());
        const CXXRecordDecl *Of =
            Method ? Method->getParent()->getCanonicalDecl() : nullptr;
        return !Of || (Of != Class.getCanonicalDecl() && !Bases.contains(Of));
      });
      if (!Here.Accesses.empty())
        Into.push_back(std::move(Here));
    }
  }
}

Contentions Finder::run() {
  sort();
  for (auto &[Record, Group] : ByRecord) {
    const size_t Before = Result.Found.size();
    judge(Record, Group, Group.size());
    const auto *Class = dyn_cast_or_null<CXXRecordDecl>(Record);
    if (Result.Found.size() != Before || !Class || !Class->hasDefinition() ||
        Class->getNumBases() == 0)
      continue;
    Parties Whole = Group;
    inherit(*Class, Whole);
    judge(Record, Whole, Group.size());
  }
  judge(nullptr, Variables, Variables.size());
  return std::move(Result);
}

Contentions threadwise::contentions(const ConcurrencyModel &Model,
                                    uint64_t Line) {
  return Finder(Model, Line).run();
}
