//===--- UnitIndexer.cpp --------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/UnitIndexer.h"
#include "model/ConcurrencyModel.h"
#include "model/Elements.h"
#include "model/Names.h"
#include "model/Selection.h"
#include "model/UnknownNames.h"
#include "vocabulary/Bytes.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/Support/SaveAndRestore.h"

using namespace clang;

namespace threadwise {

class UnitIndexer : public RecursiveASTVisitor<UnitIndexer> {
  using Base = RecursiveASTVisitor<UnitIndexer>;

public:
  explicit UnitIndexer(ConcurrencyModel &M) : M(M) {}

  bool shouldVisitImplicitCode() const { return false; }
  bool shouldVisitTemplateInstantiations() const { return false; }

  /// Functions that start something, and those that call them: as far as
  /// wrappers are followed.
  void closeOverCallers() {
    llvm::SmallVector<const FunctionDecl *, 16> Queue;
    for (const FunctionDecl *F : Starters)
      if (M.MaySpawn.insert(keyOf(F)).second)
        Queue.push_back(keyOf(F));
    while (!Queue.empty()) {
      auto It = M.Callers.find(Queue.pop_back_val());
      if (It == M.Callers.end())
        continue;
      for (const ConcurrencyModel::CallSite &Site : It->second)
        if (M.MaySpawn.insert(keyOf(Site.Caller)).second)
          Queue.push_back(keyOf(Site.Caller));
    }
  }

  void run() {
    const SourceManager &SM = M.Context.getSourceManager();
    for (Decl *D : M.Context.getTraversalScope()) {
      if (auto *Unit = dyn_cast<TranslationUnitDecl>(D)) {
        // The scope of a whole unit includes the system headers; walking them
        // would cost a fifth of the run.
        for (Decl *Top : Unit->decls())
          if (!isSystem(SM, *Top))
            TraverseDecl(Top);
      } else if (!isSystem(SM, *D)) {
        TraverseDecl(D);
      }
    }
    closeOverCallers();
  }

  bool TraverseDecl(Decl *D) {
    auto *F = dyn_cast_or_null<FunctionDecl>(D);
    if (!F || !F->doesThisDeclarationHaveABody() || isLambdaOperator(F))
      return Base::TraverseDecl(D);
    const FunctionDecl *Outer = Current;
    bool OuterIsInteresting = IsInteresting;
    bool OuterTouchesShared = TouchesShared;
    bool OuterSelects = SelectsByThread;
    bool OuterTouchesArray = TouchesArray;
    Current = F;
    IsInteresting = false;
    TouchesShared = false;
    SelectsByThread = false;
    TouchesArray = false;
    M.Functions.push_back(F);
    if (const auto *Record = dyn_cast<CXXRecordDecl>(F->getDeclContext()))
      if (isUnknownName(*Record))
        M.Resolver.noteDefinition(*F);
    bool Go = Base::TraverseDecl(D);
    for (const FieldDecl *Field : defaultInitialised(*F)) {
      noteMade(Field->getInClassInitializer(), Field->getType());
      Go = Go && TraverseStmt(Field->getInClassInitializer());
    }
    if (IsInteresting)
      M.Interesting.push_back(F);
    if (TouchesShared)
      M.TouchShared.push_back(F);
    if (SelectsByThread)
      M.SelectByThread.push_back(F);
    if (TouchesArray)
      M.TouchSharedArray.push_back(F);
    Current = Outer;
    TouchesShared = OuterTouchesShared;
    SelectsByThread = OuterSelects;
    TouchesArray = OuterTouchesArray;
    IsInteresting = OuterIsInteresting;
    return Go;
  }

  bool VisitCallExpr(CallExpr *E) {
    const Expr *Callee = E->getCallee()->IgnoreParenImpCasts();
    CalledRefs.insert(Callee);
    if (const auto *Operator = dyn_cast<CXXOperatorCallExpr>(E))
      if (Operator->getOperator() == OO_Subscript && Operator->getNumArgs() > 1)
        noteIndex(Operator->getArg(1));
    const llvm::StringRef Name = M.Resolver.nameOf(E);
    note(E, Name);
    if (movesBytes(Name))
      for (const Expr *Argument : E->arguments())
        if (const QualType T = Argument->IgnoreParenImpCasts()->getType();
            T->isPointerType())
          noteLayout(T->getPointeeType());
    return true;
  }
  bool VisitCXXConstructExpr(CXXConstructExpr *E) {
    note(E, M.Resolver.nameOf(E));
    return true;
  }
  bool VisitCXXUnresolvedConstructExpr(CXXUnresolvedConstructExpr *E) {
    note(E, M.Resolver.nameOf(E));
    return true;
  }
  bool VisitVarDecl(VarDecl *Var) {
    noteMade(Var->getInit(), Var->getType());
    return true;
  }
  bool VisitCXXNewExpr(CXXNewExpr *New) {
    noteMade(New->getInitializer(), New->getAllocatedType());
    return true;
  }
  bool TraverseConstructorInitializer(CXXCtorInitializer *Init) {
    if (Init->isWritten())
      noteMade(Init->getInit(), typeMade(*Init));
    return Base::TraverseConstructorInitializer(Init);
  }
  bool VisitStmt(Stmt *S) {
    // An OpenMP directive is a fact by itself.
    if (isa<OMPExecutableDirective>(S))
      IsInteresting = SelectsByThread = true;
    else if (const auto *Subscript = dyn_cast<ArraySubscriptExpr>(S))
      noteIndex(Subscript->getIdx());
    return true;
  }
  bool VisitUnaryExprOrTypeTraitExpr(UnaryExprOrTypeTraitExpr *E) {
    noteLayout(E->getTypeOfArgument());
    return true;
  }
  bool VisitOffsetOfExpr(OffsetOfExpr *E) {
    noteLayout(E->getTypeSourceInfo()->getType());
    return true;
  }
  bool VisitCastExpr(CastExpr *Cast) {
    // `reinterpret_cast<char *>(&object)`, and back.
    if (Cast->getCastKind() == CK_BitCast ||
        Cast->getCastKind() == CK_LValueBitCast) {
      const QualType From = seenBehind(Cast->getSubExpr()->getType());
      const QualType To = seenBehind(Cast->getType());
      if (From->isIntegerType() || From->isStdByteType())
        noteLayout(To);
      else if (To->isIntegerType() || To->isStdByteType())
        noteLayout(From);
    }
    return true;
  }
  bool VisitFieldDecl(FieldDecl *Field) {
    // Seen as what lies beside it in a union.
    const RecordDecl *Parent = Field->getParent();
    if (Parent->isUnion() &&
        std::next(Parent->field_begin()) != Parent->field_end())
      noteLayout(Field->getType());
    return true;
  }
  bool TraverseStaticAssertDecl(StaticAssertDecl *D) {
    llvm::SaveAndRestore<bool> Inside(Asserts, true);
    return Base::TraverseStaticAssertDecl(D);
  }
  bool VisitTypeLoc(TypeLoc Named) {
    if (Asserts)
      noteLayout(Named.getType());
    return true;
  }
  bool VisitRecordDecl(RecordDecl *Record) {
    if (Record->isCompleteDefinition() && Record->hasAttr<AlignedAttr>() &&
        Record->getIdentifier())
      M.AlignedRecords.push_back(Record);
    return true;
  }
  bool VisitMemberExpr(MemberExpr *Member) {
    noteShared(Member->getMemberDecl());
    noteMention(Member->getMemberDecl());
    return true;
  }
  bool VisitCXXDependentScopeMemberExpr(CXXDependentScopeMemberExpr *Member) {
    if (const FieldDecl *Field = fieldNamed(*Member)) {
      noteShared(Field);
      noteMention(Field);
    }
    return true;
  }
  bool VisitAtomicExpr(AtomicExpr *) {
    TouchesShared = TouchesArray = true;
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Ref) {
    noteShared(Ref->getDecl());
    noteMention(Ref->getDecl());
    if (CalledRefs.count(Ref))
      return true;
    if (const auto *F = dyn_cast<FunctionDecl>(Ref->getDecl()))
      if (Current && F->getDefinition())
        M.References[keyOf(F)].push_back({Current, Ref});
    return true;
  }

private:
  ConcurrencyModel &M;
  const FunctionDecl *Current = nullptr;
  bool IsInteresting = false;
  bool TouchesShared = false;
  bool SelectsByThread = false;
  bool TouchesArray = false;
  bool Asserts = false;
  /// By type as written: the object, the elements of the array.
  llvm::DenseMap<QualType, std::pair<bool, bool>> SaysShared;
  llvm::DenseSet<const Expr *> CalledRefs;
  llvm::DenseSet<const FunctionDecl *> Starters;

  static bool isSystem(const SourceManager &SM, const Decl &D) {
    return SM.isInSystemHeader(SM.getExpansionLoc(D.getLocation()));
  }
  static bool isLambdaOperator(const FunctionDecl *F) {
    const auto *Method = dyn_cast<CXXMethodDecl>(F);
    return Method && Method->getParent()->isLambda();
  }

  static QualType seenBehind(QualType T) {
    return T->isAnyPointerType() || T->isReferenceType() ? T->getPointeeType()
                                                         : T;
  }

  void noteLayout(QualType T) {
    const Type *Element = T.isNull() ? nullptr : T->getBaseElementTypeUnsafe();
    if (const RecordDecl *Record =
            Element ? Element->getAsRecordDecl() : nullptr)
      M.LayoutReliedOn.insert(Record->getCanonicalDecl());
  }

  /// Members, and variables that outlive the function.
  void noteMention(const ValueDecl *D) {
    if (!Current)
      return;
    if (const auto *Field = dyn_cast<FieldDecl>(D))
      D = patternOf(Field);
    else if (const auto *Var = dyn_cast<VarDecl>(D);
             !Var || !Var->hasGlobalStorage())
      return;
    auto &Functions = M.Mentions[cast<NamedDecl>(D->getCanonicalDecl())];
    if (!llvm::is_contained(Functions, Current))
      Functions.push_back(Current);
  }

  /// Does the declaration say that threads share the object, or its elements?
  void noteShared(const ValueDecl *D) {
    if ((TouchesShared && TouchesArray) || !isa<FieldDecl, VarDecl>(D))
      return;
    auto [It, IsNew] = SaysShared.insert({D->getType(), {false, false}});
    if (IsNew) {
      It->second.first =
          sharedBy(M.Resolver, D->getType()) != SharedBy::Nothing;
      QualType Element = elementType(M.Resolver, D->getType());
      // A class around one lock.
      if (const RecordDecl *Record =
              Element.isNull() ? nullptr : Element->getAsRecordDecl();
          Record && sharedBy(M.Resolver, Element) == SharedBy::Nothing &&
          Record->getDefinition() && !Record->field_empty())
        Element = Record->field_begin()->getType();
      It->second.second = !Element.isNull() &&
                          sharedBy(M.Resolver, Element) != SharedBy::Nothing;
    }
    TouchesShared |= It->second.first;
    TouchesArray |= It->second.second;
  }

  /// Does the index say that it is the number of a thread?
  void noteIndex(const Expr *Index) {
    if (SelectsByThread)
      return;
    // `slots[tid % Size]`
    Index = Index->IgnoreParenCasts();
    if (const auto *Binary = dyn_cast<BinaryOperator>(Index))
      Index = Binary->getLHS()->IgnoreParenCasts();
    const ValueDecl *D = nullptr;
    if (const auto *Ref = dyn_cast<DeclRefExpr>(Index))
      D = Ref->getDecl();
    else if (const auto *Member = dyn_cast<MemberExpr>(Index))
      D = Member->getMemberDecl();
    if (!D || !D->getIdentifier())
      return;
    const auto *Var = dyn_cast<VarDecl>(D);
    SelectsByThread = namesWorker(D->getName()) ||
                      (Var && Var->getTLSKind() != VarDecl::TLS_None);
  }

  /// Can the call start a thread or task by what the vocabulary knows of its
  /// name?
  bool mayStart(llvm::StringRef Name) const {
    for (const ApiRow &Row : M.Words.rowsByUnqualifiedName(Name))
      if (Row.Is == Meaning::SpawnThread || Row.Is == Meaning::SpawnAsync ||
          Row.Is == Meaning::SubmitTask)
        return true;
    return namesThreadStart(Name);
  }

  /// A free function that makes an atomic operation of what it is handed.
  bool updatesInPlace(llvm::StringRef Name) const {
    for (const ApiRow &Row : M.Words.rowsByUnqualifiedName(Name))
      if ((Row.Is == Meaning::AtomicStore || Row.Is == Meaning::AtomicUpdate) &&
          Row.ObjectArgument != NoArgument)
        return true;
    return false;
  }

  /// A call that yields the number of the thread, or says that it does.
  bool yieldsWorker(llvm::StringRef Name) const {
    if (namesWorker(Name) == IdEvidence::Named)
      return true;
    for (const ApiRow &Row : M.Words.rowsByUnqualifiedName(Name))
      if (Row.Is == Meaning::WorkerId)
        return true;
    return false;
  }

  /// A thread where it is kept starts; another object may by its constructor,
  /// which is answered.
  const FunctionDecl *noteElement(const Call &C) {
    if (const std::optional<ElementMade> Made = elementMade(M.Resolver, C))
      if (threadMade(M.Resolver, Made->Type))
        Starters.insert(Current);
    return constructorRun(M.Resolver, C);
  }

  /// Of a dependent construction clang keeps the arguments alone.
  void noteMade(const Expr *Init, QualType Type) {
    if (isa_and_nonnull<ParenListExpr, InitListExpr, RecoveryExpr>(Init))
      note(Init, M.Resolver.nameOf(Init, Type), Type);
  }

  void note(const Expr *E, llvm::StringRef Name, QualType Makes = {}) {
    if (!Current)
      return;
    if (!Name.empty()) {
      IsInteresting |= M.Words.mayKnow(Name);
      SelectsByThread = SelectsByThread || yieldsWorker(Name);
      if (updatesInPlace(Name) || namesAtomic(Name))
        TouchesShared = TouchesArray = true;
      if (mayStart(Name)) {
        IsInteresting = true;
        Starters.insert(Current);
      }
    }
    const FunctionDecl *Callee = nullptr;
    if (!Makes.isNull() ||
        (!Name.empty() && isa<CallExpr>(E) && makesElement(Name)))
      if (std::optional<Call> C = M.Resolver.resolve(E, Makes))
        Callee = noteElement(*C);
    if (const auto *Called = dyn_cast<CallExpr>(E); Called && !Callee)
      Callee = Called->getDirectCallee();
    else if (const auto *Construct = dyn_cast<CXXConstructExpr>(E))
      Callee = Construct->getConstructor();
    if (!Callee && isa<CallExpr>(E) && !Name.empty())
      if (std::optional<Call> C = M.Resolver.resolve(E, Makes))
        Callee = C->Function;
    if (!Callee || Callee->isImplicit() ||
        M.Context.getSourceManager().isInSystemHeader(Callee->getLocation()))
      return;
    M.Callers[keyOf(Callee)].push_back({Current, E});
    if (!TouchesShared && isa<CallExpr>(E) && learnedAtomic(M.Resolver, Callee))
      TouchesShared = TouchesArray = true;
  }
};

} // namespace threadwise

using namespace threadwise;

/// Does the text of one of the user's files hold one of these? For names that
/// every identifier table holds: builtins, what the usual headers declare.
static bool hasTextTrigger(const SourceManager &SM) {
  for (unsigned I = 0, N = SM.local_sloc_entry_size(); I != N; ++I) {
    const SrcMgr::SLocEntry &Entry = SM.getLocalSLocEntry(I);
    if (!Entry.isFile() ||
        SrcMgr::isSystem(Entry.getFile().getFileCharacteristic()))
      continue;
    // What the compiler predefines is no file.
    const SrcMgr::ContentCache &Content = Entry.getFile().getContentCache();
    if (!Content.OrigEntry)
      continue;
    std::optional<llvm::StringRef> Text = Content.getBufferDataIfLoaded();
    if (Text &&
        llvm::any_of(Vocabulary::textTriggers(), [&](llvm::StringRef Part) {
          return Text->contains(Part);
        }))
      return true;
  }
  return false;
}

static bool hasTrigger(const ConcurrencyModel &Model) {
  const ASTContext &Context = Model.context();
  if (Context.getLangOpts().OpenMP)
    return true;
  const IdentifierTable &Table = Context.Idents;
  for (llvm::StringRef Name : Model.vocabulary().triggers())
    if (Table.find(Name) != Table.end())
      return true;
  if (hasTextTrigger(Context.getSourceManager()))
    return true;
  // Identifiers of a precompiled preamble are read when they are looked up.
  return Table.getExternalIdentifierLookup() != nullptr;
}

void threadwise::indexUnit(ConcurrencyModel &Model) {
  if (hasTrigger(Model))
    UnitIndexer(Model).run();
}
