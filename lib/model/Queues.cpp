//===--- Queues.cpp -------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/Queues.h"
#include "model/Access.h"
#include "model/AtomicAccess.h"
#include "model/ConcurrencyModel.h"
#include "model/IntrusiveLists.h"
#include "model/Names.h"
#include "model/UnknownNames.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "llvm/ADT/STLExtras.h"
#include <map>
#include <optional>

using namespace threadwise;
using namespace clang;

/// What the members that all containers share do. `insert` and `emplace` of a
/// sequence add; those that set the size as a whole fill no queue.
static std::optional<QueueAct> actByName(llvm::StringRef Name) {
  static constexpr struct {
    llvm::StringLiteral Name;
    QueueAct Does;
  } Acts[] = {
      {"push", QueueAct::Push},         {"push_back", QueueAct::Push},
      {"push_front", QueueAct::Push},   {"emplace", QueueAct::Push},
      {"emplace_back", QueueAct::Push}, {"emplace_front", QueueAct::Push},
      {"emplaceBack", QueueAct::Push},  {"enqueue", QueueAct::Push},
      {"append", QueueAct::Push},       {"prepend", QueueAct::Push},
      {"insert", QueueAct::Push},       {"pop", QueueAct::Pop},
      {"pop_front", QueueAct::Pop},     {"pop_back", QueueAct::Pop},
      {"dequeue", QueueAct::Pop},       {"takeFirst", QueueAct::Pop},
      {"takeLast", QueueAct::Pop},      {"removeFirst", QueueAct::Pop},
      {"removeLast", QueueAct::Pop},    {"erase", QueueAct::Remove},
      {"remove", QueueAct::Remove},     {"remove_if", QueueAct::Remove},
      {"removeAt", QueueAct::Remove},   {"removeOne", QueueAct::Remove},
      {"removeAll", QueueAct::Remove},  {"clear", QueueAct::Clear},
      {"swap", QueueAct::Drain},        {"front", QueueAct::Look},
      {"back", QueueAct::Look},         {"top", QueueAct::Look},
      {"begin", QueueAct::Look},        {"end", QueueAct::Look},
      {"at", QueueAct::Look},           {"first", QueueAct::Look},
      {"last", QueueAct::Look},         {"head", QueueAct::Look},
      {"size", QueueAct::Measure},      {"count", QueueAct::Measure},
      {"length", QueueAct::Measure},    {"empty", QueueAct::Test},
      {"isEmpty", QueueAct::Test},
  };
  for (const auto &Act : Acts)
    if (Act.Name == Name)
      return Act.Does;
  // Of a type whose header is missing: `waitDequeue`, `try_pop`.
  if (hasWord(Name, {"pop", "dequeue"}))
    return QueueAct::Pop;
  return std::nullopt;
}

static std::optional<QueueAct> actByRow(const ApiRow &Row) {
  switch (Row.Is) {
  case Meaning::PushItem:
    return QueueAct::Push;
  case Meaning::PushBounded:
    return QueueAct::TryPush;
  case Meaning::PopItem:
  case Meaning::TryPopItem:
    return QueueAct::Pop;
  case Meaning::SetCapacity:
    return QueueAct::SetLimit;
  case Meaning::ElementCount:
    return QueueAct::Measure;
  case Meaning::TestEmpty:
    return QueueAct::Test;
  default:
    return std::nullopt;
  }
}

std::string Queue::name() const { return Holder->getNameAsString(); }

QualType Queue::element() const {
  return IsList ? Type : templateArgument(Type, 0);
}

namespace {

class Gatherer {
public:
  explicit Gatherer(const ConcurrencyModel &Model)
      : Model(Model), Resolver(Model.resolver()) {}

  std::vector<Queue> run();

private:
  const ConcurrencyModel &Model;
  const CalleeResolver &Resolver;
  std::vector<Queue> Found;
  std::map<std::pair<const NamedDecl *, bool>, size_t> Index;

  void lookIn(const Body &B);
  void lookAtCall(const Body &B, const Call &C);
  void lookAtArguments(const Body &B, const Call &C);
  void lookAtInitialiser(const Body &B, const Expr *Init);
  Queue *queueOf(const Body &B, const Expr *Object);
  void lookAtLists(const Body &B);
  QueueUse *add(const Body &B, const Expr *Object, QueueAct Does,
                const Expr *Site, llvm::StringRef Name,
                const Expr *Item = nullptr);
};

} // namespace

/// The type of the container that \p Object yields, past pointers.
static QualType containerType(const Expr *Object) {
  return pointee(unwrap(Object)->getType());
}

/// Nothing is known of the type: its declaration is missing.
static bool isUnknownType(QualType T) {
  if (const CXXRecordDecl *Record = recordOf(T))
    return isUnknownName(*Record);
  return T->isDependentType() && !T->isTemplateTypeParmType();
}

static bool isParameter(QualType T) {
  return T->getAs<TemplateTypeParmType>() != nullptr ||
         T->getAs<DependentNameType>() != nullptr;
}

Queue *Gatherer::queueOf(const Body &B, const Expr *Object) {
  AccessPath Path = accessPath(B, Resolver, Object);
  if (!Path || Path.IsFresh)
    return nullptr;
  const NamedDecl *Holder = Path.LastField ? Path.LastField : Path.Base;
  if (!isa<FieldDecl, VarDecl>(Holder))
    return nullptr;
  if (const auto *Field = dyn_cast<FieldDecl>(Holder))
    Holder = patternOf(Field);
  Holder = cast<NamedDecl>(Holder->getCanonicalDecl());
  QualType Declared = pointee(cast<ValueDecl>(Holder)->getType());
  // `queues_[i].push(x)`, but not `workers_[i].queue.push(x)`.
  const bool IsElement = Path.IsElement && !Path.LastField;
  auto [It, IsNew] = Index.insert({{Holder, IsElement}, Found.size()});
  if (IsNew) {
    Queue Q;
    Q.Holder = Holder;
    Q.IsElement = IsElement;
    Q.Type = IsElement ? containerType(Object) : Declared;
    Q.Library = Resolver.typeRow(Q.Type, Meaning::UnboundedQueueType);
    Q.TypeIsChosen = isParameter(Q.Type);
    Q.TypeIsUnknown = cast<ValueDecl>(Holder)->isInvalidDecl() ||
                      (!Q.TypeIsChosen && isUnknownType(Q.Type));
    Found.push_back(std::move(Q));
  }
  return &Found[It->second];
}

QueueUse *Gatherer::add(const Body &B, const Expr *Object, QueueAct Does,
                        const Expr *Site, llvm::StringRef Name,
                        const Expr *Item) {
  Queue *Q = queueOf(B, Object);
  if (!Q)
    return nullptr;
  QueueUse Use;
  Use.Does = Does;
  Use.Site = Site;
  Use.In = &B;
  Use.Lambda = B.enclosingLambda(Site);
  Use.Item = Item;
  Use.Name = Name.str();
  Q->Uses.push_back(std::move(Use));
  return &Q->Uses.back();
}

void Gatherer::lookAtLists(const Body &B) {
  for (const ListChange &Change : listChanges(Resolver, B)) {
    QueueUse *Use =
        add(B, Change.Object, Change.Does, Change.Site, "", Change.Item);
    if (!Use)
      continue;
    Use->IsAtomic = Change.IsAtomic;
    Queue *Q = queueOf(B, Change.Object);
    Q->IsList = true;
    if (Change.IsAtomic)
      Q->Type = pointee(templateArgument(Q->Type, 0));
  }
}

/// `erase(q.begin())` takes the first out, as a pop does.
static bool takesByPlace(const CalleeResolver &Resolver, const Call &C) {
  if (C.Arguments.empty())
    return false;
  const Expr *Place = unwrap(C.Arguments.front());
  // The conversion to a const_iterator.
  if (const auto *Converted = dyn_cast<CXXConstructExpr>(Place))
    if (Converted->getNumArgs() >= 1)
      Place = unwrap(Converted->getArg(0));
  std::optional<Call> Where = Resolver.resolve(Place);
  return Where && (Where->Name == "begin" || Where->Name == "cbegin" ||
                   Where->Name == "before_begin");
}

/// Adds a key and a value; a queue of pairs is no less one of a known type.
static bool addsPair(const CalleeResolver &Resolver, const Call &C) {
  if (!C.Name.contains("insert") && C.Name != "emplace")
    return false;
  if (C.Arguments.size() == 2)
    return true;
  const Expr *Only =
      C.Arguments.size() == 1 ? unwrap(C.Arguments.front()) : nullptr;
  if (const auto *List = dyn_cast_or_null<InitListExpr>(Only))
    return List->getNumInits() == 2;
  const llvm::StringRef Makes = Only ? Resolver.nameOf(Only) : "";
  return Makes == "make_pair" || Makes == "value_type";
}

void Gatherer::lookAtCall(const Body &B, const Call &C) {
  for (const ApiRow &Row : Resolver.rows(C))
    if (std::optional<QueueAct> Act = actByRow(Row)) {
      // The item stands behind the queue, or alone.
      if (const Expr *Object = C.objectBy(Row))
        add(B, Object, *Act, C.Site, C.Name,
            C.argument(std::max<int>(Row.ObjectArgument, -1) + 1));
      return;
    }
  if (!C.Receiver)
    return;
  QualType T = containerType(C.Receiver);
  const NamedDecl *Named = namedBy(C.Receiver);
  const auto *Value = dyn_cast_or_null<ValueDecl>(Named);
  // A class of the user's own says itself what its members do.
  if (!Resolver.typeRow(T, Meaning::SequenceContainer) && !isParameter(T) &&
      !isUnknownType(T) && !(Value && Value->isInvalidDecl()) &&
      !isa<RecoveryExpr>(C.Receiver->IgnoreParenImpCasts()))
    return;
  std::optional<QueueAct> Act = actByName(C.Name);
  if (!Act)
    return;
  if (*Act == QueueAct::Remove && takesByPlace(Resolver, C))
    Act = QueueAct::Pop;
  // `pending.insert(std::make_pair(id, request))`: found again by its key.
  if (*Act == QueueAct::Push && C.Name != "emplace_back" &&
      !Resolver.typeRow(T, Meaning::SequenceContainer) && addsPair(Resolver, C))
    return;
  const Expr *Item = C.Arguments.empty() ? nullptr : C.Arguments.back();
  add(B, C.Receiver, *Act, C.Site, C.Name, Item);
}

/// `std::swap(q, batch)`, `batch.swap(q)`, `batch = std::move(q)`,
/// `batch.splice(end, q)`, `f(q)`.
void Gatherer::lookAtArguments(const Body &B, const Call &C) {
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(C.Site);
  if (Operator && Operator->getOperator() != OO_Equal)
    return;
  for (const Expr *Argument : C.Arguments) {
    const Expr *E = Argument->IgnoreParenImpCasts();
    const Expr *Plain = unwrap(E);
    const auto *Value = dyn_cast_or_null<ValueDecl>(namedBy(Plain));
    if (!Value || !isa<FieldDecl, VarDecl>(Value))
      continue;
    const QualType T = pointee(Value->getType());
    // Of a type that a missing header declares, `swap` says enough.
    const bool IsUnknown = isUnknownType(T) || Value->isInvalidDecl();
    if (!Resolver.typeRow(T, Meaning::SequenceContainer) &&
        !(IsUnknown && C.Name == "swap"))
      continue;
    if (Operator) {
      // Only a move takes the elements; a copy leaves them.
      if (isa<CallExpr>(E))
        add(B, Plain, QueueAct::Drain, C.Site, "move");
      continue;
    }
    const bool Takes = C.Name == "swap" || C.Name == "splice" ||
                       C.Name == "exchange" || isa<CallExpr>(E);
    add(B, Plain, Takes ? QueueAct::Drain : QueueAct::HandOn, C.Site, C.Name);
  }
}

/// `auto batch = std::move(q);`, `return std::move(q);`
void Gatherer::lookAtInitialiser(const Body &B, const Expr *Init) {
  const Expr *E = Init->IgnoreParenImpCasts();
  if (const auto *Cleanups = dyn_cast<ExprWithCleanups>(E))
    E = Cleanups->getSubExpr()->IgnoreParenImpCasts();
  const Expr *Plain = unwrap(E);
  const auto *Value = dyn_cast_or_null<ValueDecl>(namedBy(Plain));
  if (!Value || !isa<FieldDecl, VarDecl>(Value) ||
      !Resolver.typeRow(Value->getType(), Meaning::SequenceContainer))
    return;
  if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
    if (Construct->getNumArgs() == 1)
      E = Construct->getArg(0)->IgnoreParenImpCasts();
  if (E != Plain && isa<CallExpr>(E))
    add(B, Plain, QueueAct::Drain, Plain, "move");
}

void Gatherer::lookIn(const Body &B) {
  for (const Stmt *S : B.below(B.root())) {
    if (const auto *Range = dyn_cast<CXXForRangeStmt>(S)) {
      if (Range->getRangeInit())
        add(B, Range->getRangeInit(), QueueAct::Look, Range->getRangeInit(),
            "for");
      continue;
    }
    if (const auto *Return = dyn_cast<ReturnStmt>(S)) {
      if (Return->getRetValue())
        lookAtInitialiser(B, Return->getRetValue());
      continue;
    }
    if (const auto *Decls = dyn_cast<DeclStmt>(S)) {
      for (const Decl *D : Decls->decls())
        if (const auto *Var = dyn_cast<VarDecl>(D))
          if (Var->getInit() && !Var->getType()->isReferenceType())
            lookAtInitialiser(B, Var->getInit());
      continue;
    }
    // Also with an argument of an unknown type, which fits no parameter.
    const Expr *E = asCall(S);
    if (!E)
      continue;
    llvm::StringRef Name = Resolver.nameOf(E);
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E);
    const bool IsAssignment = Operator && Operator->getOperator() == OO_Equal;
    const auto *Called = dyn_cast<CallExpr>(E);
    if (!IsAssignment && Name.empty() &&
        !(Called && isa<RecoveryExpr>(Called->getCallee())))
      continue;
    std::optional<Call> C = Resolver.resolve(E);
    if (!C)
      continue;
    if (!IsAssignment)
      lookAtCall(B, *C);
    lookAtArguments(B, *C);
  }
}

std::vector<Queue> Gatherer::run() {
  for (const FunctionDecl *F : Model.interestingFunctions())
    if (const Body *B = Model.body(F)) {
      lookIn(*B);
      lookAtLists(*B);
    }
  llvm::erase_if(Found, [](const Queue &Q) {
    return llvm::none_of(
        Q.Uses, [](const QueueUse &Use) { return Use.Does == QueueAct::Push; });
  });
  return std::move(Found);
}

std::vector<Queue> threadwise::gatherQueues(const ConcurrencyModel &Model) {
  return Gatherer(Model).run();
}
