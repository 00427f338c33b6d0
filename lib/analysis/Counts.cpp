//===--- Counts.cpp -------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Counts.h"
#include "model/Handles.h"
#include "model/Names.h"
#include "model/UnknownNames.h"
#include "model/Writes.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"
#include "clang/AST/StmtCXX.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSwitch.h"

using namespace threadwise;
using namespace clang;

/// `listener.accept()`, and of a type about which nothing is known
/// `acceptor.accept(socket)`. A visitor is what others accept.
static bool acceptsByObject(const Call &C) {
  if (C.Name != "accept" || !C.Receiver)
    return false;
  if (C.Arguments.empty())
    return !C.Function || !C.Function->getReturnType()->isVoidType();
  const NamedDecl *Object = namedBy(C.Receiver);
  const CXXRecordDecl *Class = recordOf(pointee(unwrap(C.Receiver)->getType()));
  auto SaysSo = [](const NamedDecl *D) {
    return D &&
           hasPart(unqualifiedName(*D), {"accept", "listen", "server", "sock"});
  };
  return C.ByNameOnly && (SaysSo(Object) || SaysSo(Class));
}

bool threadwise::acceptsConnection(const CalleeResolver &Resolver,
                                   const Call &C) {
  return Resolver.row(C, Meaning::AcceptConnection) ||
         ((namesAccept(C.Name) || acceptsByObject(C)) &&
          !definitionOf(C.Function));
}

std::string threadwise::spelling(const ConcurrencyModel &Model, const Expr *E) {
  if (!E)
    return {};
  const ASTContext &Context = Model.context();
  std::string Text =
      Lexer::getSourceText(CharSourceRange::getTokenRange(E->getSourceRange()),
                           Context.getSourceManager(), Context.getLangOpts())
          .str();
  std::string Line;
  for (char C : Text) {
    bool IsSpace = isspace(static_cast<unsigned char>(C));
    if (!IsSpace)
      Line += C;
    else if (!Line.empty() && Line.back() != ' ')
      Line += ' ';
  }
  if (Line.empty())
    return {};
  if (Line.size() > 48)
    Line = Line.substr(0, 45) + "...";
  return "'" + Line + "'";
}

bool threadwise::namesParallelism(llvm::StringRef Name) {
  return hasPart(Name, {"thread", "worker", "core", "cpu", "processor", "nproc",
                        "concurr", "paral", "njobs", "num_jobs", "pool",
                        "shard", "lanes", "clients"});
}

namespace {

class Counter {
public:
  Counter(const ConcurrencyModel &Model, const Body &B, unsigned Depth)
      : Model(Model), Resolver(Model.resolver()), B(B), Depth(Depth) {}

  Count ofLoop(const Stmt *Loop);
  Count ofValue(const Expr *E);
  Count ofElements(const Expr *Container);
  std::optional<Count> ofExit(const Stmt *Loop);

private:
  const ConcurrencyModel &Model;
  const CalleeResolver &Resolver;
  const Body &B;
  unsigned Depth;

  Count make(CountKind Kind, const Expr *At, const llvm::Twine &Why) const;
  Count constant(uint64_t Value, const Expr *At) const;
  Count deeper(const Body &In, const Expr *E) const {
    return Counter(Model, In, Depth + 1).ofValue(E);
  }

  Count ofCondition(const Stmt *Loop, const Expr *Condition);
  Count ofComparison(const Stmt *Loop, const Expr *Test, const Expr *L,
                     const Expr *R);
  Count ofStep(const Stmt *Loop, const NamedDecl *Variable, Count Limit);
  std::optional<Count> ofDistance(const Stmt *Loop, const VarDecl &Var,
                                  const Expr *Limit);
  bool isOnlyLowered(const VarDecl &Var) const;
  Count ofNamed(const Expr *E, const NamedDecl *D);
  Count ofCall(const Expr *E, const Call &C);
  Count ofLocalContainer(const Expr *E, const VarDecl *Var);
  bool subscriptsData(const Stmt *Scope, const NamedDecl *Index) const;
  bool calleeSubscriptsData(const CallExpr *E, const Stmt *Argument) const;
  bool isThreadOrWorker(QualType T) const;
  bool changesIn(const Stmt *Loop, const NamedDecl *D) const;
  std::optional<Count> ofBreak(const Stmt *Loop);
};

} // namespace

static Count worse(Count A, Count B) {
  auto Rank = [](const Count &C) {
    switch (C.Kind) {
    case CountKind::Constant:
      return 0;
    case CountKind::Machine:
      return 1;
    case CountKind::Chosen:
      return 2;
    case CountKind::Unknown:
      return 3;
    case CountKind::Data:
      return 4;
    case CountKind::Endless:
      return 5;
    }
    return 3;
  };
  return Rank(A) >= Rank(B) ? A : B;
}

static Count better(Count A, Count B) {
  if (A.isBounded() != B.isBounded())
    return A.isBounded() ? A : B;
  return worse(A, B).Kind == A.Kind ? B : A;
}

Count Counter::make(CountKind Kind, const Expr *At,
                    const llvm::Twine &Why) const {
  Count C;
  C.Kind = Kind;
  C.Driver = spelling(Model, At);
  C.Because = Evidence(At ? At->getSourceRange() : SourceRange(), Why.str());
  return C;
}

namespace {

/// The places that give a constant its value: initialisers, also of what they
/// name, and the bodies of macros.
class Definitions {
public:
  explicit Definitions(const SourceManager &SM) : SM(SM) {}

  void add(const Expr *E, unsigned Depth = 0) {
    if (!E || Depth > Deepest || Places.size() == Most)
      return;
    if (E->getBeginLoc().isMacroID())
      add(SourceRange(SM.getSpellingLoc(E->getBeginLoc()),
                      SM.getSpellingLoc(E->getEndLoc())));
    if (const auto *Use = dyn_cast<DeclRefExpr>(E))
      add(Use->getDecl(), Depth);
    else if (const auto *Member = dyn_cast<MemberExpr>(E))
      add(Member->getMemberDecl(), Depth);
    for (const Stmt *Child : E->children())
      add(dyn_cast_or_null<Expr>(Child), Depth + 1);
  }
  llvm::SmallVector<SourceRange, 1> take() { return std::move(Places); }

private:
  static constexpr unsigned Deepest = 6;
  static constexpr size_t Most = 8;

  void add(const ValueDecl *D, unsigned Depth) {
    const Expr *Value = nullptr;
    if (const auto *Var = dyn_cast<VarDecl>(D))
      Value = Var->getAnyInitializer();
    else if (const auto *Enumerator = dyn_cast<EnumConstantDecl>(D))
      Value = Enumerator->getInitExpr();
    else
      return;
    add(Value ? Value->getSourceRange() : D->getSourceRange());
    add(Value, Depth + 1);
  }

  void add(SourceRange R) {
    if (R.isValid() && Places.size() < Most &&
        !SM.isInSystemHeader(R.getBegin()) &&
        SM.getFileEntryForID(SM.getFileID(SM.getFileLoc(R.getBegin()))))
      Places.push_back(R);
  }

  const SourceManager &SM;
  llvm::SmallVector<SourceRange, 1> Places;
};

} // namespace

Count Counter::constant(uint64_t Value, const Expr *At) const {
  Count C = make(CountKind::Constant, At,
                 "the count is " + llvm::Twine(Value) + ", a constant");
  Definitions Of(Model.context().getSourceManager());
  Of.add(At);
  C.Because.Also = Of.take();
  C.Value = Value;
  return C;
}

bool Counter::isThreadOrWorker(QualType T) const {
  T = pointee(T);
  if (Resolver.typeRow(T, Meaning::ThreadHandle))
    return true;
  const CXXRecordDecl *Record = recordOf(T);
  if (!Record || !Record->hasDefinition())
    return Record && namesParallelism(unqualifiedName(*Record));
  if (namesParallelism(unqualifiedName(*Record)))
    return true;
  for (const FieldDecl *Field : Record->getDefinition()->fields())
    if (Resolver.typeRow(pointee(Field->getType()), Meaning::ThreadHandle))
      return true;
  return false;
}

Count Counter::ofLocalContainer(const Expr *E, const VarDecl *Var) {
  // A count at its construction: `std::vector<Result> results(n_threads)`.
  std::optional<Count> Size;
  if (const Expr *Init = Var->getInit()) {
    const Expr *Made = unwrap(Init);
    if (const auto *List = dyn_cast<InitListExpr>(Made))
      return constant(List->getNumInits(), E);
    if (std::optional<Call> C = Resolver.resolve(Made, Var->getType())) {
      if (C->isConstruction() && !C->Arguments.empty()) {
        const Expr *First = unwrap(C->Arguments.front());
        if (const auto *List = dyn_cast<InitListExpr>(First))
          return constant(List->getNumInits(), E);
        if (isa<CXXStdInitializerListExpr>(First)) {
          const auto *Std = cast<CXXStdInitializerListExpr>(First);
          if (const auto *List =
                  dyn_cast<InitListExpr>(unwrap(Std->getSubExpr())))
            return constant(List->getNumInits(), E);
          return make(CountKind::Constant, E, "its elements are written out");
        }
        if (First->getType()->isIntegerType())
          Size = ofValue(First);
        else if (C->Arguments.size() == 2)
          Size = ofElements(First); // made from two iterators
      } else if (!C->isConstruction()) {
        return make(CountKind::Data, E,
                    "the size of " + spelling(Model, E) + " is what " +
                        spelling(Model, Made) + " yields");
      }
    } else if (AccessPath Source = accessPath(B, Resolver, Made)) {
      Size = ofElements(Made); // a copy
    }
  }
  bool IsFilledElsewhere = false;
  for (const Expr *Use : B.uses(Var)) {
    const Stmt *P = B.parent(Use);
    while (P && isa<ImplicitCastExpr, ParenExpr>(P))
      P = B.parent(P);
    if (isa_and_nonnull<MemberExpr, UnresolvedMemberExpr,
                        CXXDependentScopeMemberExpr>(P)) {
      const auto *Member = dyn_cast_or_null<CallExpr>(B.parent(P));
      std::optional<Call> C = Member ? Resolver.resolve(Member) : std::nullopt;
      if (!C)
        continue;
      Count Added;
      if (C->Name == "resize" || C->Name == "assign") {
        if (C->Arguments.empty())
          continue;
        Added = ofValue(C->Arguments.front());
      } else if (addsElement(C->Name)) {
        const Stmt *Loop = B.enclosingLoop(Use);
        if (C->Arguments.size() >= 3)
          Added = make(CountKind::Unknown, Use, "a range is added");
        else if (!Loop)
          Added = constant(1, Use);
        else if (Depth < 4)
          Added = Counter(Model, B, Depth + 1).ofLoop(Loop);
        if (Added.Kind == CountKind::Endless)
          Added.Kind = CountKind::Data;
      } else {
        continue;
      }
      Size = Size ? worse(*Size, Added) : Added;
    } else if (isa_and_nonnull<CallExpr, UnaryOperator>(P) &&
               !isa<CXXOperatorCallExpr>(P)) {
      // Handed over by reference or address: somebody else fills it.
      if (const auto *Called = dyn_cast<CallExpr>(P)) {
        std::optional<Call> C = Resolver.resolve(Called);
        if (C && Resolver.rows(*C).empty() && !C->Name.empty() &&
            C->Name != "move")
          IsFilledElsewhere = true;
      }
    }
  }
  if (!Size || (IsFilledElsewhere && Size->isBounded() && Size->Value <= 1))
    return make(CountKind::Data, E,
                "the size of " + spelling(Model, E) + " is data");
  Count C = *Size;
  C.Driver = spelling(Model, E);
  return C;
}

/// Pointers to objects of a class, whose name is not that of work.
static bool holdsObjects(QualType Container, const NamedDecl &Holder) {
  const QualType Element = templateArgument(Container, 0);
  if (Element.isNull())
    return false;
  const CXXRecordDecl *Class = recordOf(Element);
  if (Class && isOwningPointer(*Class))
    Class = recordOf(templateArgument(Element, 0));
  else if (Element->isPointerType())
    Class = recordOf(Element->getPointeeType());
  else
    return false;
  const auto SaysWork = [](llvm::StringRef Name) {
    return hasWord(Name,
                   {"job",    "jobs",    "task",        "tasks",   "item",
                    "items",  "request", "requests",    "message", "messages",
                    "work",   "file",    "files",       "chunk",   "chunks",
                    "block",  "blocks",  "query",       "queries", "connection",
                    "client", "clients", "connections", "session", "sessions"});
  };
  return Class && !SaysWork(unqualifiedName(*Class)) &&
         !SaysWork(unqualifiedName(Holder));
}

/// A member that holds planners or devices, which were set up, not work that
/// has come in.
static bool isOfObjects(const AccessPath &Path, QualType T) {
  return Path && isa<FieldDecl>(Path.Base) && !Path.IsElement &&
         !Path.LastField && holdsObjects(T.getNonReferenceType(), *Path.Base);
}

Count Counter::ofElements(const Expr *Container) {
  if (Depth > 5)
    return make(CountKind::Unknown, Container,
                "the count could not be followed");
  const Expr *E = unwrap(Container);
  if (const auto *List = dyn_cast<InitListExpr>(E))
    return constant(List->getNumInits(), E);
  if (isa<CXXStdInitializerListExpr>(E))
    return make(CountKind::Constant, E, "the elements are written out");

  QualType T = E->getType().getNonReferenceType();
  if (const NamedDecl *D = namedBy(E); D && isUnknownName(*D))
    return make(namesParallelism(unqualifiedName(*D)) ? CountKind::Chosen
                                                      : CountKind::Data,
                E, "the size of " + spelling(Model, E) + " is data");
  if (const auto *Array = Model.context().getAsConstantArrayType(T))
    return constant(Array->getSize().getZExtValue(), E);
  std::string Name = typeName(T);
  if (Name == "std::array" || Name == "std::initializer_list" ||
      Name == "std::tuple" || Name == "std::bitset")
    return make(CountKind::Constant, E,
                "the size of " + spelling(Model, E) + " is a constant");

  if (const auto *Pipe = dyn_cast<CXXOperatorCallExpr>(E);
      Pipe && Pipe->getOperator() == OO_Pipe && Pipe->getNumArgs() == 2) {
    // `urls | views::take(8)`; what else is piped leaves at most as many.
    const Expr *Adaptor = unwrap(Pipe->getArg(1));
    std::optional<Call> C = Resolver.resolve(Adaptor);
    Count Whole = ofElements(Pipe->getArg(0));
    if (C && C->Name == "take" && C->Arguments.size() == 1)
      return better(Whole, ofValue(C->Arguments.front()));
    return Whole;
  }
  if (std::optional<Call> C = Resolver.resolve(E)) {
    // views::iota(a, b), and adaptors of another range.
    if (C->Name == "iota" || C->Name == "irange" || C->Name == "range")
      if (!C->Arguments.empty())
        return ofValue(C->Arguments.back());
    if (C->Receiver &&
        (C->Name == "begin" || C->Name == "cbegin" || C->Name == "end" ||
         C->Name == "cend" || C->Name == "data"))
      return ofElements(C->Receiver);
    if (!C->Receiver && C->Arguments.size() == 1 &&
        (C->Name == "begin" || C->Name == "end" || C->Name == "as_const"))
      return ofElements(C->Arguments.front());
  }
  if (isThreadOrWorker(templateArgument(T, 0)) ||
      isThreadOrWorker(templateArgument(T, 1)))
    return make(CountKind::Chosen, E,
                "the size of " + spelling(Model, E) +
                    ", a container of threads or workers, was chosen");
  AccessPath Path = accessPath(B, Resolver, E);
  if (Path && namesParallelism(unqualifiedName(*Path.Base)) && !Path.IsElement)
    return make(CountKind::Chosen, E,
                "the size of " + spelling(Model, E) + " was chosen");
  const auto *Ref = dyn_cast<DeclRefExpr>(E);
  const auto *Var = Ref ? dyn_cast<VarDecl>(Ref->getDecl()) : nullptr;
  if (Var && Var->hasLocalStorage() && !isa<ParmVarDecl>(Var) &&
      !Var->getType()->isReferenceType())
    return ofLocalContainer(E, Var);
  if (Var && Var->isConstexpr())
    return make(CountKind::Constant, E, "it is a constant");
  Count Size = make(CountKind::Data, E,
                    "the size of " + spelling(Model, E) + " is data");
  Size.IsOfObjects = isOfObjects(Path, T);
  return Size;
}

/// \p D is changed below \p Loop.
bool Counter::changesIn(const Stmt *Loop, const NamedDecl *D) const {
  for (const Expr *Use : B.uses(D)) {
    if (!B.contains(Loop, Use))
      continue;
    // The increment of a type about which nothing is known is in error.
    if (const auto *For = dyn_cast<ForStmt>(Loop))
      if (For->getInc() && B.contains(For->getInc(), Use))
        return true;
    const Stmt *P = B.userOf(Use);
    if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(P))
      if (Unary->isIncrementDecrementOp())
        return true;
    if (const auto *Binary = dyn_cast_or_null<BinaryOperator>(P))
      if (Binary->isAssignmentOp() && B.contains(Binary->getLHS(), Use))
        return true;
    if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(P))
      if (Operator->getOperator() == OO_PlusPlus ||
          Operator->getOperator() == OO_MinusMinus ||
          Operator->isAssignmentOp())
        return true;
  }
  return false;
}

/// `std::async(f, i)`: does `f` read data at the index that it is given?
bool Counter::calleeSubscriptsData(const CallExpr *E,
                                   const Stmt *Argument) const {
  std::optional<Call> C = Depth < 3 ? Resolver.resolve(E) : std::nullopt;
  if (!C)
    return false;
  const auto *At = llvm::find(C->Arguments, Argument);
  for (const auto *Earlier = C->Arguments.begin(); Earlier < At; ++Earlier) {
    Callable F = callableOf(Resolver, *Earlier);
    unsigned Index = At - Earlier - 1;
    const Stmt *Run = F.body();
    if (!Run)
      continue;
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(F.Function);
    if (Method && !F.Lambda && !Method->isStatic() && Index > 0)
      --Index; // the object comes first
    if (!F.Function || Index >= F.Function->getNumParams())
      continue;
    const ParmVarDecl *P = F.Function->getParamDecl(Index);
    const Body *In = F.Lambda && B.knows(Run) ? &B : Model.body(F.Function);
    if (In && In->knows(Run) &&
        Counter(Model, *In, Depth + 1).subscriptsData(Run, P))
      return true;
  }
  return false;
}

/// Does the loop read elements of data at its index? Slots of its own that each
/// iteration fills are no data.
bool Counter::subscriptsData(const Stmt *Scope, const NamedDecl *Index) const {
  for (const Expr *Use : B.uses(Index)) {
    if (!B.contains(Scope, Use))
      continue;
    const Stmt *P = B.parent(Use);
    const Stmt *Child = Use;
    while (P && isa<ImplicitCastExpr, ParenExpr, MaterializeTemporaryExpr>(P)) {
      Child = P;
      P = B.parent(P);
    }
    if (const auto *Handed = dyn_cast_or_null<CallExpr>(P))
      if (calleeSubscriptsData(Handed, Child))
        return true;
    const Expr *Base = nullptr;
    if (const auto *Subscript = dyn_cast_or_null<ArraySubscriptExpr>(P))
      Base = Subscript->getBase();
    else if (const auto *Operator = dyn_cast_or_null<CXXOperatorCallExpr>(P)) {
      if (Operator->getOperator() == OO_Subscript)
        Base = Operator->getArg(0);
    } else if (const auto *Called = dyn_cast_or_null<CallExpr>(P)) {
      std::optional<Call> C = Resolver.resolve(Called);
      if (C && C->Name == "at")
        Base = C->Receiver;
    }
    if (!Base)
      continue;
    AccessPath Path = accessPath(B, Resolver, Base);
    if (!Path || isThreadOrWorker(Base->getType()) ||
        isThreadOrWorker(templateArgument(Base->getType(), 0)) ||
        namesParallelism(unqualifiedName(*Path.Base)) ||
        isOfObjects(Path, Base->getType()))
      continue;
    // Only reads of what came from outside: a parameter or member that this
    // function does not fill at an index of its own.
    bool IsWritten = false;
    for (const Expr *Other : B.uses(Path.Base)) {
      const Stmt *Element = Other;
      while (const Stmt *Up = B.parent(Element)) {
        if (const auto *Assign = dyn_cast<BinaryOperator>(Up))
          if (Assign->isAssignmentOp() && Element == Assign->getLHS())
            IsWritten = true;
        if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Up))
          if (Operator->isAssignmentOp() && Element == Operator->getArg(0))
            IsWritten = true;
        if (const auto *Unary = dyn_cast<UnaryOperator>(Up))
          if (Unary->getOpcode() == UO_AddrOf ||
              Unary->isIncrementDecrementOp())
            IsWritten = true;
        if (!isa<Expr>(Up) || isa<LambdaExpr>(Up) || isa<CallExpr>(Up))
          if (!isa<CXXOperatorCallExpr>(Up))
            break;
        Element = Up;
      }
    }
    const auto *Owner = dyn_cast<VarDecl>(Path.Base);
    bool IsLocal =
        Owner && Owner->hasLocalStorage() && !isa<ParmVarDecl>(Owner);
    if (!IsWritten && !IsLocal)
      return true;
  }
  return false;
}

Count Counter::ofNamed(const Expr *E, const NamedDecl *D) {
  if (const auto *Parameter = dyn_cast<ParmVarDecl>(D))
    return make(CountKind::Chosen, E,
                "the caller chooses '" + Parameter->getNameAsString() + "'");
  if (isa<FieldDecl>(D))
    return make(CountKind::Chosen, E,
                spelling(Model, E) + " was chosen when its object was set up");
  if (isa<EnumConstantDecl, NonTypeTemplateParmDecl>(D))
    return make(CountKind::Constant, E, spelling(Model, E) + " is a constant");
  const auto *Var = dyn_cast<VarDecl>(D);
  if (!Var)
    return make(CountKind::Unknown, E, "the count could not be followed");
  if (!Var->hasLocalStorage())
    return make(CountKind::Chosen, E,
                "'" + Var->getNameAsString() + "' was chosen by the program");
  std::optional<Count> Result;
  if (const Expr *Init = Var->getInit())
    Result = Counter(Model, B, Depth + 1).ofValue(Init);
  for (const Expr *Use : B.uses(Var)) {
    const auto *Assign = dyn_cast_or_null<BinaryOperator>(B.parent(Use));
    if (Assign && Assign->getLHS() == Use) {
      if (Assign->getOpcode() == BO_Assign) {
        Count Assigned = Counter(Model, B, Depth + 1).ofValue(Assign->getRHS());
        Result = Result ? worse(*Result, Assigned) : Assigned;
      } else if (Assign->getOpcode() == BO_AddAssign) {
        Result = make(CountKind::Unknown, E,
                      spelling(Model, E) + " is computed by a loop");
      }
      continue;
    }
    const auto *Unary = dyn_cast_or_null<UnaryOperator>(B.parent(Use));
    if (Unary && Unary->isIncrementOp() && B.enclosingLoop(Use))
      Result = make(CountKind::Unknown, E,
                    spelling(Model, E) + " is counted by a loop");
    else if (Unary && Unary->getOpcode() == UO_AddrOf)
      Result =
          make(CountKind::Chosen, E,
               spelling(Model, E) + " is read from configuration or input");
  }
  if (!Result)
    return make(CountKind::Unknown, E, "the count could not be followed");
  return *Result;
}

Count Counter::ofCall(const Expr *E, const Call &C) {
  if (Resolver.row(C, Meaning::CoreCount))
    return make(CountKind::Machine, E,
                spelling(Model, E) + " is the number of cores");
  if (C.Receiver && (C.Name == "size" || C.Name == "length" ||
                     C.Name == "count" || C.Name == "ssize")) {
    Count Size = ofElements(C.Receiver);
    return Size;
  }
  if (!C.Receiver && C.Arguments.size() == 1 &&
      (C.Name == "size" || C.Name == "ssize" || C.Name == "strlen"))
    return ofElements(C.Arguments.front());
  if (C.Name == "distance" && C.Arguments.size() == 2)
    return ofElements(C.Arguments.front());
  if (C.Name == "min" && C.Arguments.size() >= 2)
    return better(ofValue(C.Arguments[0]), ofValue(C.Arguments[1]));
  if (C.Name == "max" && C.Arguments.size() >= 2)
    return worse(ofValue(C.Arguments[0]), ofValue(C.Arguments[1]));
  if (C.Name == "clamp" && C.Arguments.size() == 3)
    return better(ofValue(C.Arguments[0]), ofValue(C.Arguments[2]));
  if (C.isConstruction() && C.Arguments.size() == 1)
    return ofValue(C.Arguments.front());
  if (C.Name == "stoi" || C.Name == "atoi" || C.Name == "stoul" ||
      C.Name == "strtol" || C.Name == "strtoul" || C.Name == "getenv")
    return make(CountKind::Chosen, E,
                spelling(Model, E) + " reads it from configuration");
  // What its body says, else what its name does.
  std::optional<Count> Result;
  const Body *Callee = C.Function ? Model.body(C.Function) : nullptr;
  if (Callee && Callee != &B && Depth <= 3)
    for (const Stmt *S : Callee->below(Callee->root()))
      if (const auto *Return = dyn_cast<ReturnStmt>(S))
        if (Return->getRetValue()) {
          Count Returned = deeper(*Callee, Return->getRetValue());
          Result = Result ? worse(*Result, Returned) : Returned;
        }
  if (Result && Result->Kind != CountKind::Unknown)
    return *Result;
  if (namesParallelism(C.Name))
    return make(CountKind::Chosen, E,
                spelling(Model, E) + " says how many to run");
  if (Result)
    return *Result;
  return make(CountKind::Unknown, E,
              "the body of " + spelling(Model, E) + " is not in sight");
}

Count Counter::ofValue(const Expr *E) {
  E = unwrap(E);
  if (!E || Depth > 6)
    return make(CountKind::Unknown, E, "the count could not be followed");
  if (!E->isValueDependent() && !E->isTypeDependent() && !E->containsErrors() &&
      E->getType()->isIntegralOrEnumerationType()) {
    Expr::EvalResult Value;
    if (E->EvaluateAsInt(Value, Model.context()))
      return constant(Value.Val.getInt().isNegative()
                          ? 0
                          : Value.Val.getInt().getLimitedValue(),
                      E);
  }
  if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
    Count L = ofValue(Binary->getLHS()), R = ofValue(Binary->getRHS());
    if (Binary->getOpcode() == BO_Rem)
      return better(L, R);
    if (Binary->getOpcode() == BO_Sub && L.Kind == CountKind::Data)
      return L;
    return worse(L, R);
  }
  if (const auto *Choice = dyn_cast<ConditionalOperator>(E)) {
    // `n > max ? max : n` is a minimum.
    Count True = ofValue(Choice->getTrueExpr());
    Count False = ofValue(Choice->getFalseExpr());
    if (const auto *Test = dyn_cast<BinaryOperator>(unwrap(Choice->getCond())))
      if (Test->isRelationalOp())
        return better(True, False);
    return worse(True, False);
  }
  if (const NamedDecl *D = namedBy(E))
    if (isa<ValueDecl>(D) && !isa<FunctionDecl>(D))
      return ofNamed(E, D);
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E))
    if (Operator->getOperator() == OO_Minus && Operator->getNumArgs() == 2)
      return ofElements(Operator->getArg(0)); // last - first
  if (std::optional<Call> C = Resolver.resolve(E))
    return ofCall(E, *C);
  if (isa<UnaryOperator>(E))
    return ofValue(cast<UnaryOperator>(E)->getSubExpr());
  if (AccessPath Path = accessPath(B, Resolver, E))
    return make(CountKind::Chosen, E, spelling(Model, E) + " was chosen");
  return make(CountKind::Unknown, E, "the count could not be followed");
}

Count Counter::ofStep(const Stmt *Loop, const NamedDecl *Variable,
                      Count Limit) {
  if (!Variable || Limit.Kind != CountKind::Data)
    return Limit;
  for (const Expr *Use : B.uses(Variable)) {
    if (!B.contains(Loop, Use))
      continue;
    const auto *Step = dyn_cast_or_null<BinaryOperator>(B.parent(Use));
    if (!Step || Step->getLHS() != Use || Step->getOpcode() != BO_AddAssign)
      continue;
    const Expr *By = unwrap(Step->getRHS());
    if (By->isValueDependent() || By->isEvaluatable(Model.context()))
      continue;
    // A chunk that is the whole divided by a chosen number of parts makes that
    // number of iterations.
    const Expr *Size = By;
    if (const auto *Var = dyn_cast_or_null<VarDecl>(namedBy(By)))
      if (Var->getInit())
        Size = unwrap(Var->getInit());
    for (const Stmt *S : B.below(Size))
      if (const auto *Division = dyn_cast<BinaryOperator>(S))
        if (Division->getOpcode() == BO_Div) {
          Count Parts = ofValue(Division->getRHS());
          if (Parts.isBounded())
            return Parts;
        }
    return make(CountKind::Unknown, By,
                "the step " + spelling(Model, By) + " could not be followed");
  }
  return Limit;
}

bool threadwise::asksForNext(llvm::StringRef Name) {
  return hasPart(Name, {"next", "read", "fetch", "recv", "receive", "pop",
                        "dequeue", "empty", "eof", "take", "getline"});
}

/// The value at which the loop's variable starts; null when none is written.
static const Expr *firstValue(const Stmt *Loop, const VarDecl &Var) {
  if (const auto *For = dyn_cast<ForStmt>(Loop))
    if (const Assignment First = asAssignment(For->getInit())) {
      const NamedDecl *Target = namedBy(unwrap(First.Target));
      // Of an unknown type, it may be known by its name alone.
      if (Target && unqualifiedName(*Target) == unqualifiedName(Var))
        return First.Value;
    }
  return Var.getInit();
}

/// `for (T i = 0; i < n; ++i)` counts, whatever `T` is, and so does what ends
/// at a number of threads.
static bool countsNumbers(const Stmt *Loop, const VarDecl &Var,
                          const Expr *Limit) {
  const Expr *Start = firstValue(Loop, Var);
  if (Start && isa<IntegerLiteral>(unwrap(Start)))
    return true;
  const NamedDecl *Named = namedBy(Limit);
  return Named && namesParallelism(unqualifiedName(*Named));
}

/// `size_t end = i + batch; if (end > size) end = size;`: what else \p Var is
/// set to makes it smaller.
bool Counter::isOnlyLowered(const VarDecl &Var) const {
  return llvm::all_of(B.uses(&Var), [&](const Expr *Use) {
    const Stmt *User = B.userOf(Use);
    if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(User))
      return !Unary->isIncrementDecrementOp() &&
             Unary->getOpcode() != UO_AddrOf;
    const auto *Assign = dyn_cast_or_null<BinaryOperator>(User);
    if (!Assign || !Assign->isAssignmentOp() ||
        !B.contains(Assign->getLHS(), Use))
      return true;
    for (const Stmt *Up = Assign; Up; Up = B.parent(Up)) {
      const auto *If = dyn_cast<IfStmt>(Up);
      const auto *Test =
          If ? dyn_cast<BinaryOperator>(unwrap(If->getCond())) : nullptr;
      if (Test && Test->isRelationalOp())
        return namedBy(Test->getLHS()) == &Var ||
               namedBy(Test->getRHS()) == &Var;
    }
    return false;
  });
}

/// `for (j = i; j < i + batch; ++j)`: from a place on, so many at once. Where
/// no loop moves that place, a number that was chosen may be that of all items.
std::optional<Count> Counter::ofDistance(const Stmt *Loop, const VarDecl &Var,
                                         const Expr *Limit) {
  const Expr *Start = firstValue(Loop, Var);
  const NamedDecl *From = Start ? namedBy(Start) : nullptr;
  if (const auto *End = dyn_cast_or_null<VarDecl>(namedBy(Limit)))
    if (End->isLocalVarDecl() && End->getInit() && isOnlyLowered(*End))
      Limit = End->getInit();
  const auto *Sum = dyn_cast<BinaryOperator>(unwrap(Limit));
  if (!From || !Sum || Sum->getOpcode() != BO_Add || changesIn(Loop, From))
    return std::nullopt;
  const Expr *Size = namedBy(Sum->getLHS()) == From   ? Sum->getRHS()
                     : namedBy(Sum->getRHS()) == From ? Sum->getLHS()
                                                      : nullptr;
  if (!Size)
    return std::nullopt;
  Count Distance = ofValue(Size);
  const Stmt *Outer = B.enclosingLoop(Loop);
  if (!Distance.isBounded() || (Distance.Kind == CountKind::Chosen &&
                                !(Outer && changesIn(Outer, From))))
    return std::nullopt;
  return Distance;
}

Count Counter::ofComparison(const Stmt *Loop, const Expr *Test, const Expr *L,
                            const Expr *R) {
  L = unwrap(L);
  R = unwrap(R);
  const NamedDecl *Left = namedBy(L), *Right = namedBy(R);
  const Expr *LimitExpr = R;
  const NamedDecl *Variable = Left;
  if (!(Left && changesIn(Loop, Left))) {
    if (Right && changesIn(Loop, Right)) {
      LimitExpr = L;
      Variable = Right;
    } else {
      Variable = nullptr;
    }
  }
  if (!Variable)
    return make(CountKind::Unknown, Test,
                "the loop's variable is not in sight");

  // Counting down to a constant: the start is the count.
  const auto *Var = dyn_cast<VarDecl>(Variable);
  bool LimitIsConstant = !LimitExpr->isValueDependent() &&
                         LimitExpr->isEvaluatable(Model.context());
  if (LimitExpr->getType()->isPointerType() &&
      LimitExpr->isNullPointerConstant(Model.context(),
                                       Expr::NPC_ValueDependentIsNotNull))
    return make(CountKind::Data, Test,
                "the loop walks a list, one iteration a node");
  if (LimitIsConstant && Var && Var->getInit()) {
    const Expr *Start = unwrap(Var->getInit());
    bool StartIsConstant = !Start->isValueDependent() &&
                           Start->getType()->isIntegralOrEnumerationType() &&
                           Start->isEvaluatable(Model.context());
    if (!StartIsConstant && Start->getType()->isIntegralOrEnumerationType())
      return ofValue(Start);
  }
  // `result != 0` compares what a call said, not how often.
  const auto *Comparison = dyn_cast<BinaryOperator>(Test);
  if (LimitIsConstant && !(Comparison && Comparison->isRelationalOp()) &&
      !(Var && Var->getInit() &&
        Var->getInit()->getType()->isIntegralOrEnumerationType()))
    return make(CountKind::Unknown, Test, "the count could not be followed");
  if (LimitExpr->getType()->isRecordType() ||
      LimitExpr->getType()->isPointerType() || isa<CallExpr>(LimitExpr)) {
    if (std::optional<Call> C = Resolver.resolve(LimitExpr)) {
      const Expr *Range = C->Receiver;
      if (!Range && C->Arguments.size() == 1)
        Range = C->Arguments.front();
      if (Range && (C->Name == "end" || C->Name == "cend" ||
                    C->Name == "rend" || C->Name == "crend"))
        return ofElements(Range);
    }
  }
  if (Var && Var->getType()->isPointerType())
    return make(CountKind::Data, Test, "the loop walks a range of data");
  if (Var && !countsNumbers(Loop, *Var, LimitExpr) &&
      (recordOf(Var->getType()) || Var->getType()->isDependentType()) &&
      !LimitExpr->getType()->isIntegralOrEnumerationType())
    // An iterator pair that was handed in: `first != last`.
    return make(CountKind::Data, Test, "the loop walks a range of data");
  if (Var)
    if (std::optional<Count> Distance = ofDistance(Loop, *Var, LimitExpr))
      return *Distance;
  Count Limit = ofValue(LimitExpr);
  if (Limit.Kind == CountKind::Chosen) {
    const NamedDecl *Named = namedBy(LimitExpr);
    bool SaysThreads = Named && namesParallelism(unqualifiedName(*Named));
    if (!SaysThreads && subscriptsData(loopBody(Loop), Variable))
      return make(CountKind::Data, LimitExpr,
                  spelling(Model, LimitExpr) +
                      " counts elements of data: the loop reads one of them "
                      "in each iteration");
  }
  return ofStep(Loop, Variable, Limit);
}

Count Counter::ofCondition(const Stmt *Loop, const Expr *Condition) {
  if (!Condition)
    return make(CountKind::Endless, nullptr, "the loop has no end of its own");
  const Expr *E = unwrap(Condition);
  if (!E->isValueDependent() && E->getType()->isIntegralOrEnumerationType()) {
    bool Value;
    if (E->EvaluateAsBooleanCondition(Value, Model.context()) && Value)
      return make(CountKind::Endless, E, "the loop has no end of its own");
  }
  if (const auto *Not = dyn_cast<UnaryOperator>(E)) {
    if (Not->getOpcode() == UO_LNot)
      return ofCondition(Loop, Not->getSubExpr());
    if (Not->getOpcode() == UO_PostDec || Not->getOpcode() == UO_PreDec) {
      const auto *Var = dyn_cast_or_null<VarDecl>(namedBy(Not->getSubExpr()));
      if (Var && Var->hasLocalStorage())
        return isa<ParmVarDecl>(Var) ? ofNamed(E, Var)
               : Var->getInit()      ? ofValue(Var->getInit())
                                     : Count();
    }
  }
  if (const auto *Binary = dyn_cast<BinaryOperator>(E)) {
    if (Binary->getOpcode() == BO_LAnd) {
      Count L = ofCondition(Loop, Binary->getLHS());
      Count R = ofCondition(Loop, Binary->getRHS());
      if (L.isBounded() || R.isBounded())
        return better(L, R);
      if (L.Kind == CountKind::Data || R.Kind == CountKind::Data)
        return L.Kind == CountKind::Data ? L : R;
      return L.Kind == CountKind::Endless ? R : L;
    }
    if (Binary->getOpcode() == BO_LOr)
      return worse(ofCondition(Loop, Binary->getLHS()),
                   ofCondition(Loop, Binary->getRHS()));
  }
  // Input or a queue is asked for the next item in the condition itself.
  for (const Stmt *S : B.below(E)) {
    const Expr *Called = asCall(S);
    if (!Called)
      continue;
    std::optional<Call> C = Resolver.resolve(Called);
    if (!C)
      continue;
    if (acceptsConnection(Resolver, *C))
      return make(CountKind::Data, Called,
                  "one iteration per accepted connection");
    for (const ApiRow &Row : Resolver.rows(*C))
      if (Row.Is == Meaning::ReadItem || Row.Is == Meaning::PopItem ||
          Row.Is == Meaning::TryPopItem)
        return make(CountKind::Data, Called,
                    "one iteration per " +
                        std::string(Row.Is == Meaning::ReadItem
                                        ? "item read"
                                        : "item taken from the queue"));
    if (asksForNext(C->Name))
      return make(CountKind::Data, Called,
                  "the loop runs as long as " + spelling(Model, Called) +
                      " has more");
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Called))
      if (Operator->getOperator() == OO_GreaterGreater)
        return make(CountKind::Data, Called, "one iteration per item read");
  }
  if (const auto *Test = dyn_cast<BinaryOperator>(E))
    if (Test->isComparisonOp())
      return ofComparison(Loop, Test, Test->getLHS(), Test->getRHS());
  // A comparison of types about which nothing is known.
  if (const auto *Recovery = dyn_cast<RecoveryExpr>(E))
    if (Recovery->subExpressions().size() == 2)
      return ofComparison(Loop, E, Recovery->subExpressions()[0],
                          Recovery->subExpressions()[1]);
  if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E)) {
    OverloadedOperatorKind Kind = Operator->getOperator();
    // In a template it may yet be the comparison of two numbers.
    if (Kind == OO_Less && Operator->isTypeDependent())
      return ofComparison(Loop, E, Operator->getArg(0), Operator->getArg(1));
    if ((Kind == OO_ExclaimEqual || Kind == OO_Less || Kind == OO_EqualEqual) &&
        Operator->getNumArgs() == 2) {
      for (unsigned I : {1u, 0u}) {
        std::optional<Call> C = Resolver.resolve(unwrap(Operator->getArg(I)));
        if (!C)
          continue;
        const Expr *Range = C->Receiver;
        if (!Range && C->Arguments.size() == 1)
          Range = C->Arguments.front();
        if (Range && C->Name.contains("end"))
          return ofElements(Range);
      }
      if (const NamedDecl *Left = namedBy(Operator->getArg(0)))
        if (changesIn(Loop, Left))
          return make(CountKind::Data, E, "the loop walks a range of data");
    }
  }
  if (const auto *Rewritten = dyn_cast<CXXRewrittenBinaryOperator>(E))
    return ofCondition(Loop, Rewritten->getSemanticForm());
  if (const NamedDecl *D = namedBy(E)) {
    const auto *Value = dyn_cast<ValueDecl>(D);
    if (Value && Value->getType()->isPointerType() && changesIn(Loop, D))
      return make(CountKind::Data, E,
                  "the loop walks a list, one iteration a node");
    if (Value && Value->getType()->isIntegerType() &&
        !Value->getType()->isBooleanType() && changesIn(Loop, D))
      return make(CountKind::Unknown, E, "the count could not be followed");
    return make(CountKind::Endless, E,
                "the loop runs until " + spelling(Model, E) + " says stop");
  }
  if (isa<CallExpr>(E))
    return make(CountKind::Endless, E,
                "the loop runs until " + spelling(Model, E) + " says stop");
  return make(CountKind::Unknown, E, "the count could not be followed");
}

/// The loop is left for good when \p If is taken.
static bool endsLoop(const IfStmt &If) {
  const Stmt *Then = If.getThen();
  if (const auto *Inner = dyn_cast<CompoundStmt>(Then))
    Then = Inner->body_empty() ? nullptr : Inner->body_back();
  return isa_and_nonnull<BreakStmt, ReturnStmt>(Then);
}

/// `for (;;) { if (i == v.size()) break; … }`: what the condition would say.
std::optional<Count> Counter::ofExit(const Stmt *Loop) {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(loopBody(Loop));
  if (!Block)
    return std::nullopt;
  for (const Stmt *Child : Block->body()) {
    const auto *If = dyn_cast<IfStmt>(Child);
    if (!If || !endsLoop(*If))
      continue;
    Count C = ofCondition(Loop, If->getCond());
    if (C.Kind == CountKind::Data)
      return C;
  }
  return std::nullopt;
}

/// `if (++count > limit) break;`: the loop leaves by a counter of its own that
/// nothing sets back, whatever its condition says.
std::optional<Count> Counter::ofBreak(const Stmt *Loop) {
  const auto *Block = dyn_cast_or_null<CompoundStmt>(loopBody(Loop));
  if (!Block)
    return std::nullopt;
  for (const Stmt *Child : Block->body()) {
    const auto *If = dyn_cast<IfStmt>(Child);
    const auto *Test =
        If ? dyn_cast<BinaryOperator>(unwrap(If->getCond())) : nullptr;
    if (!Test || !Test->isRelationalOp() || !endsLoop(*If))
      continue;
    bool IsUpper = Test->getOpcode() == BO_GT || Test->getOpcode() == BO_GE;
    const Expr *Counted = unwrap(IsUpper ? Test->getLHS() : Test->getRHS());
    const Expr *Limit = IsUpper ? Test->getRHS() : Test->getLHS();
    if (const auto *Step = dyn_cast<UnaryOperator>(Counted))
      if (Step->isIncrementOp())
        Counted = unwrap(Step->getSubExpr());
    const auto *Var = dyn_cast_or_null<VarDecl>(namedBy(Counted));
    if (!Var || !Var->hasLocalStorage() || !Var->getType()->isIntegerType())
      continue;
    bool Rises = false, IsSetBack = false;
    for (const Expr *Use : B.uses(Var)) {
      if (!B.contains(Loop, Use))
        continue;
      const Stmt *P = B.userOf(Use);
      if (const auto *Unary = dyn_cast_or_null<UnaryOperator>(P)) {
        Rises |= Unary->isIncrementOp();
        IsSetBack |= Unary->isDecrementOp() || Unary->getOpcode() == UO_AddrOf;
      } else if (const auto *Assign = dyn_cast_or_null<BinaryOperator>(P)) {
        IsSetBack |= Assign->isAssignmentOp() &&
                     B.contains(Assign->getLHS(), Use) &&
                     Assign->getOpcode() != BO_AddAssign;
      }
    }
    for (const Stmt *Inner : B.below(Loop))
      if (const auto *Decls = dyn_cast<DeclStmt>(Inner))
        IsSetBack |= Decls->getDeclGroup().isSingleDecl() &&
                     Decls->getSingleDecl() == Var &&
                     B.contains(loopBody(Loop), Decls);
    if (!Rises || IsSetBack)
      continue;
    Count C = ofValue(Limit);
    if (C.isBounded())
      return make(C.Kind, Test, "the loop ends at " + spelling(Model, Test));
  }
  return std::nullopt;
}

Count Counter::ofLoop(const Stmt *Loop) {
  Count C;
  if (const auto *Range = dyn_cast<CXXForRangeStmt>(Loop))
    C = ofElements(Range->getRangeInit());
  else
    C = ofCondition(Loop, conditionOf(Loop));
  if (C.isBounded() || Depth > 4)
    return C;
  std::optional<Count> Left = ofBreak(Loop);
  return Left ? *Left : C;
}

Count threadwise::countOfLoop(const ConcurrencyModel &Model, const Body &B,
                              const Stmt *Loop) {
  return Counter(Model, B, 0).ofLoop(Loop);
}

std::optional<Count> threadwise::countOfExit(const ConcurrencyModel &Model,
                                             const Body &B, const Stmt *Loop) {
  return Counter(Model, B, 0).ofExit(Loop);
}

Count threadwise::countOfValue(const ConcurrencyModel &Model, const Body &B,
                               const Expr *E) {
  return Counter(Model, B, 0).ofValue(E);
}

Count threadwise::countOfElements(const ConcurrencyModel &Model, const Body &B,
                                  const Expr *Container) {
  return Counter(Model, B, 0).ofElements(Container);
}
