//===--- Layout.cpp -------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "analysis/Layout.h"
#include "model/Names.h"
#include "vocabulary/Vocabulary.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/Attr.h"
#include "clang/AST/DeclCXX.h"
#include "clang/AST/DeclTemplate.h"
#include "clang/AST/RecordLayout.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MathExtras.h"
#include <algorithm>

using namespace threadwise;
using namespace clang;

/// Types nested deeper than this are machine-made.
static constexpr unsigned MaxNesting = 16;
/// A declaration of more tokens is not read to its end.
static constexpr unsigned MaxTokens = 256;

LineSharing threadwise::shareLine(Span A, Span B, uint64_t Alignment,
                                  uint64_t Line) {
  LineSharing Result;
  if (!A.Size || !B.Size || !Alignment || !Line)
    return Result;
  const uint64_t Step = std::min(Alignment, Line);
  for (uint64_t Base = 0; Base < Line; Base += Step) {
    ++Result.Possible;
    const uint64_t FirstOfA = (Base + A.Offset) / Line;
    const uint64_t LastOfA = (Base + A.Offset + A.Size - 1) / Line;
    const uint64_t FirstOfB = (Base + B.Offset) / Line;
    const uint64_t LastOfB = (Base + B.Offset + B.Size - 1) / Line;
    if (FirstOfA <= LastOfB && FirstOfB <= LastOfA)
      ++Result.Shared;
  }
  return Result;
}

/// A pointer or reference, or an atomic around a pointer: whatever it points
/// to, and also where only an instantiation knows that.
static bool isPointerSized(QualType T) {
  if (T->isReferenceType() || T->isPointerType())
    return true;
  if (!T->isDependentType() ||
      !Vocabulary::builtin().find(typeName(T), Meaning::AtomicType))
    return false;
  const QualType Value = templateArgument(T, 0);
  return !Value.isNull() && Value->isPointerType();
}

/// The scalar that an atomic holds, where nothing has instantiated the atomic
/// itself: it takes as much room.
static QualType scalarOfAtomic(QualType T) {
  const RecordDecl *Record = T->getAsRecordDecl();
  if (!Record || Record->getDefinition() ||
      !Vocabulary::builtin().find(typeName(T), Meaning::AtomicType))
    return {};
  const QualType Value = templateArgument(T, 0);
  if (Value.isNull() || Value->isDependentType() || !Value->isScalarType())
    return {};
  return Value;
}

static bool isKnownType(QualType T, unsigned Depth);

static bool isValidRecord(const RecordDecl &Record, unsigned Depth) {
  const RecordDecl *Definition = Record.getDefinition();
  if (!Definition || Depth > MaxNesting || Definition->isInvalidDecl() ||
      Definition->isDependentContext() || !Definition->isCompleteDefinition())
    return false;
  if (const auto *Class = dyn_cast<CXXRecordDecl>(Definition))
    for (const CXXBaseSpecifier &Base : Class->bases())
      if (!isKnownType(Base.getType(), Depth + 1))
        return false;
  for (const FieldDecl *Field : Definition->fields())
    if (Field->isInvalidDecl() || !isKnownType(Field->getType(), Depth + 1))
      return false;
  return true;
}

static bool isKnownType(QualType T, unsigned Depth) {
  if (!T.isNull() && (isPointerSized(T) || !scalarOfAtomic(T).isNull()))
    return true;
  if (T.isNull() || T->isDependentType() || T->isIncompleteType() ||
      T->isUndeducedType() || T->isFunctionType() || T->isSizelessType())
    return false;
  const Type *Element = T->getBaseElementTypeUnsafe();
  if (const auto *Atomic = Element->getAs<clang::AtomicType>())
    return isKnownType(Atomic->getValueType(), Depth);
  if (const RecordDecl *Record = Element->getAsRecordDecl())
    return isValidRecord(*Record, Depth);
  return true;
}

bool threadwise::hasLayout(const RecordDecl &Record) {
  return isValidRecord(Record, 0);
}

static bool speaksOfAlignment(const Token &Tok) {
  if (Tok.isNot(tok::raw_identifier))
    return false;
  llvm::StringRef Word = Tok.getRawIdentifier();
  return Word.contains_insensitive("align") ||
         (Word.contains_insensitive("cache") &&
          Word.contains_insensitive("line"));
}

/// An `alignas(CACHE_LINE)` whose constant a missing header defines is dropped
/// by clang; the word is still there.
static bool asksForUnknownAlignment(const ASTContext &Context,
                                    const NamedDecl &D) {
  if (D.hasAttr<AlignedAttr>() || D.getLocation().isInvalid())
    return false;
  const SourceManager &SM = Context.getSourceManager();
  const SourceLocation End = SM.getExpansionLoc(D.getLocation());
  auto [File, Offset] = SM.getDecomposedLoc(End);
  bool IsInvalid = false;
  llvm::StringRef Text = SM.getBufferData(File, &IsInvalid);
  if (IsInvalid || Offset > Text.size())
    return false;
  // From the end of the declaration before to the end of this one.
  const size_t From = Text.take_front(Offset).find_last_of(";{}");
  const char *Begin =
      Text.begin() + (From == llvm::StringRef::npos ? 0 : From + 1);
  Lexer Lex(End, Context.getLangOpts(), Text.begin(), Begin, Text.end());
  Token Tok;
  for (unsigned I = 0; I < MaxTokens; ++I) {
    if (Lex.LexFromRawLexer(Tok))
      break;
    if (Lex.getBufferLocation() > Text.begin() + Offset &&
        Tok.isOneOf(tok::semi, tok::comma, tok::l_brace, tok::equal))
      break;
    if (speaksOfAlignment(Tok))
      return true;
  }
  const auto *Record = dyn_cast<RecordDecl>(&D);
  if (!Record || !Record->isCompleteDefinition())
    return false;
  // `struct Slot { … } CACHE_ALIGNED;`
  const SourceLocation Close =
      SM.getExpansionLoc(Record->getBraceRange().getEnd());
  if (Close.isInvalid() || SM.getFileID(Close) != File)
    return false;
  Lexer After(Close, Context.getLangOpts(), Text.begin(),
              SM.getCharacterData(Close), Text.end());
  for (unsigned I = 0; I < MaxTokens; ++I) {
    if (After.LexFromRawLexer(Tok) || Tok.is(tok::semi))
      break;
    if (speaksOfAlignment(Tok))
      return true;
  }
  return false;
}

static std::optional<TypeExtent> extentOfDecl(const ASTContext &Context,
                                              const ValueDecl &D);

namespace {
/// A class in a template, of whose members none depends on a parameter.
struct PatternLayout {
  TypeExtent Whole;
  llvm::SmallVector<uint64_t, 8> Offsets; ///< by the index of the field
};
} // namespace

static std::optional<PatternLayout> layOutPattern(const ASTContext &Context,
                                                  const RecordDecl &Record) {
  const auto *Class = dyn_cast<CXXRecordDecl>(&Record);
  if (!Class || !Class->isCompleteDefinition() || Class->isInvalidDecl() ||
      Class->isUnion() || Class->getNumBases() ||
      Class->hasAttr<PackedAttr>() || Class->field_empty() ||
      llvm::any_of(Class->methods(), [](const CXXMethodDecl *Method) {
        return Method->isVirtualAsWritten();
      }))
    return std::nullopt;
  PatternLayout Result;
  uint64_t &Size = Result.Whole.Size, &Alignment = Result.Whole.Alignment;
  for (const auto *Aligned : Class->specific_attrs<AlignedAttr>())
    if (Aligned->isAlignmentDependent() || Aligned->isAlignmentErrorDependent())
      return std::nullopt;
  Alignment =
      std::max<uint64_t>(1, Class->getMaxAlignment() / Context.getCharWidth());
  for (const FieldDecl *Field : Class->fields()) {
    std::optional<TypeExtent> Extent = extentOfDecl(Context, *Field);
    if (!Extent)
      return std::nullopt;
    const uint64_t Offset = llvm::alignTo(Size, Extent->Alignment);
    Result.Offsets.push_back(Offset);
    Size = Offset + Extent->Size;
    Alignment = std::max(Alignment, Extent->Alignment);
  }
  Size = llvm::alignTo(Size, Alignment);
  return Result;
}

std::optional<TypeExtent> threadwise::extentOf(const ASTContext &Context,
                                               QualType T) {
  if (T.isNull())
    return std::nullopt;
  if (const QualType Value = scalarOfAtomic(T); !Value.isNull())
    T = Value;
  if (const RecordDecl *Record =
          T->getBaseElementTypeUnsafe()->getAsRecordDecl()) {
    const RecordDecl *Definition = Record->getDefinition();
    if (!Definition || (!Context.getSourceManager().isInSystemHeader(
                            Definition->getLocation()) &&
                        asksForUnknownAlignment(Context, *Definition)))
      return std::nullopt;
    if (Definition->isDependentContext() && T->getAsRecordDecl()) {
      std::optional<PatternLayout> Layout = layOutPattern(Context, *Definition);
      return Layout ? std::optional<TypeExtent>(Layout->Whole) : std::nullopt;
    }
  }
  if (!isKnownType(T, 0))
    return std::nullopt;
  TypeExtent Extent;
  if (isPointerSized(T)) {
    Extent.Size = Context.getTypeSizeInChars(Context.VoidPtrTy).getQuantity();
    Extent.Alignment = Extent.Size;
    return Extent;
  }
  Extent.Size = Context.getTypeSizeInChars(T).getQuantity();
  Extent.Alignment = Context.getTypeAlignInChars(T).getQuantity();
  return Extent;
}

std::optional<uint64_t> threadwise::strideOf(const ASTContext &Context,
                                             QualType T) {
  std::optional<TypeExtent> Extent = extentOf(Context, T);
  if (!Extent || !Extent->Size)
    return std::nullopt;
  return llvm::alignTo(Extent->Size, Extent->Alignment);
}

uint64_t threadwise::elementCount(const ASTContext &Context, QualType T) {
  T = T.getNonReferenceType();
  if (const auto *Known = Context.getAsConstantArrayType(T))
    return Known->getSize().getZExtValue();
  const auto *Record =
      dyn_cast_or_null<ClassTemplateSpecializationDecl>(T->getAsRecordDecl());
  if (!Record)
    return 0;
  const TemplateArgumentList &Arguments = Record->getTemplateArgs();
  if (Arguments.size() > 1 &&
      Arguments[1].getKind() == TemplateArgument::Integral)
    return Arguments[1].getAsIntegral().getZExtValue(); // std::array
  return 0;
}

/// What a member or variable takes up; none where an instantiation decides.
static std::optional<TypeExtent> extentOfDecl(const ASTContext &Context,
                                              const ValueDecl &D) {
  const auto *Field = dyn_cast<FieldDecl>(&D);
  if (D.isInvalidDecl() || (Field && Field->isBitField()) ||
      D.hasAttr<PackedAttr>() || asksForUnknownAlignment(Context, D))
    return std::nullopt;
  for (const auto *Aligned : D.specific_attrs<AlignedAttr>())
    if (Aligned->isAlignmentDependent() || Aligned->isAlignmentErrorDependent())
      return std::nullopt;
  std::optional<TypeExtent> Extent = extentOf(Context, D.getType());
  if (Extent)
    Extent->Alignment = std::max<uint64_t>(
        Extent->Alignment, D.getMaxAlignment() / Context.getCharWidth());
  return Extent;
}

/// How wide a bit-field is; zero where an instantiation decides.
static uint64_t bitsOf(const ASTContext &Context, const FieldDecl &Field) {
  const Expr *Width = Field.getBitWidth();
  if (Width->isValueDependent() || Width->containsErrors())
    return 0;
  return Width->EvaluateKnownConstInt(Context).getZExtValue();
}

/// The bytes that a bit-field has bits in: \p Offset is where its first one is.
static std::optional<Span> bytesOfBits(const ASTContext &Context,
                                       const FieldDecl &Field,
                                       uint64_t Offset) {
  const RecordDecl *Parent = Field.getParent();
  if (!hasLayout(*Parent))
    return std::nullopt;
  const uint64_t Byte = Context.getCharWidth();
  const uint64_t Skipped = Context.getASTRecordLayout(Parent->getDefinition())
                               .getFieldOffset(Field.getFieldIndex()) %
                           Byte;
  const uint64_t Bits = bitsOf(Context, Field);
  if (!Bits)
    return std::nullopt;
  return Span{Offset, llvm::divideCeil(Skipped + Bits, Byte)};
}

bool threadwise::areBitsOfOne(const FieldDecl &A, const FieldDecl &B) {
  if (&A == &B || !A.isBitField() || !B.isBitField() ||
      A.getParent() != B.getParent())
    return false;
  // Another member, or a field of no bits, begins a new place in memory.
  bool IsBetween = false;
  for (const FieldDecl *Field : A.getParent()->fields()) {
    const bool IsEnd = Field == &A || Field == &B;
    if (IsEnd && IsBetween)
      return true;
    if (IsBetween &&
        (!Field->isBitField() || bitsOf(A.getASTContext(), *Field) == 0))
      return false;
    IsBetween |= IsEnd;
  }
  return false;
}

/// The bytes of a member within an object whose layout clang knows.
static std::optional<Span> spanOf(const ASTContext &Context, FieldPath Path) {
  Span Result;
  for (const FieldDecl *Field : Path) {
    const RecordDecl *Parent = Field->getParent();
    if (hasLayout(*Parent)) {
      const ASTRecordLayout &Layout =
          Context.getASTRecordLayout(Parent->getDefinition());
      Result.Offset += Layout.getFieldOffset(Field->getFieldIndex()) /
                       Context.getCharWidth();
      continue;
    }
    std::optional<PatternLayout> Layout = layOutPattern(Context, *Parent);
    if (!Layout)
      return std::nullopt;
    Result.Offset += Layout->Offsets[Field->getFieldIndex()];
  }
  const FieldDecl &Last = *Path.back();
  if (Last.isBitField())
    return bytesOfBits(Context, Last, Result.Offset);
  std::optional<TypeExtent> Extent = extentOf(Context, Last.getType());
  if (!Extent || !Extent->Size)
    return std::nullopt;
  Result.Size = Extent->Size;
  return Result;
}

std::optional<Span> threadwise::memberSpan(const ASTContext &Context,
                                           FieldPath Path) {
  return Path.empty() ? std::nullopt : spanOf(Context, Path);
}

/// The position of the innermost member below its outermost field.
static std::optional<Span> spanWithin(const ASTContext &Context,
                                      FieldPath Path) {
  if (Path.size() > 1)
    return spanOf(Context, Path.drop_front());
  std::optional<TypeExtent> Extent = extentOf(Context, Path.front()->getType());
  if (!Extent || !Extent->Size)
    return std::nullopt;
  return Span{0, Extent->Size};
}

/// Declarations that follow each other, of which the beginning of the first is
/// not known: it may be wherever its alignment allows.
static Neighbours neighboursInRun(const ASTContext &Context,
                                  llvm::ArrayRef<const ValueDecl *> Run,
                                  Span WithinFirst, Span WithinLast,
                                  uint64_t Line) {
  Neighbours Result;
  llvm::SmallVector<TypeExtent, 8> Extents;
  for (const ValueDecl *D : Run) {
    std::optional<TypeExtent> Extent = extentOfDecl(Context, *D);
    if (!Extent)
      return Result;
    Extents.push_back(*Extent);
  }
  const uint64_t Step = std::min(Extents.front().Alignment, Line);
  for (uint64_t Begin = 0; Begin < Line; Begin += Step) {
    uint64_t End = Begin, Last = Begin;
    for (const TypeExtent &Extent : Extents) {
      Last = llvm::alignTo(End, Extent.Alignment);
      End = Last + Extent.Size;
    }
    const Span First{Begin + WithinFirst.Offset, WithinFirst.Size};
    const Span Second{Last + WithinLast.Offset, WithinLast.Size};
    // The addresses are settled: one base is left to try.
    Result.Sharing.Possible += 1;
    Result.Sharing.Shared += shareLine(First, Second, Line, Line).Shared;
    if (Begin == 0) {
      Result.First = First;
      Result.Second = Second;
    }
  }
  Result.IsRelative = true;
  return Result;
}

static Neighbours neighboursInPattern(const ASTContext &Context,
                                      const RecordDecl &Record, FieldPath A,
                                      FieldPath B, uint64_t Line) {
  std::optional<Span> WithinA = spanWithin(Context, A);
  std::optional<Span> WithinB = spanWithin(Context, B);
  if (!WithinA || !WithinB || Record.hasAttr<PackedAttr>())
    return {};
  llvm::SmallVector<const ValueDecl *, 8> Run;
  for (const FieldDecl *Field : Record.fields()) {
    if (Field == A.front() || !Run.empty())
      Run.push_back(Field);
    if (Field == B.front())
      break;
  }
  if (Run.size() < 2)
    return {};
  return neighboursInRun(Context, Run, *WithinA, *WithinB, Line);
}

/// Where the part of \p Class begins that \p Base declares; none for virtual
/// bases, of which the most derived class decides.
static std::optional<uint64_t> offsetOfBase(const ASTContext &Context,
                                            const RecordDecl &Class,
                                            const RecordDecl &Base) {
  if (Class.getCanonicalDecl() == Base.getCanonicalDecl())
    return 0;
  const auto *Derived = dyn_cast_or_null<CXXRecordDecl>(Class.getDefinition());
  if (!Derived)
    return std::nullopt;
  for (const CXXBaseSpecifier &Each : Derived->bases()) {
    const CXXRecordDecl *Record = Each.getType()->getAsCXXRecordDecl();
    if (!Record || Each.isVirtual())
      continue;
    if (std::optional<uint64_t> Inner = offsetOfBase(Context, *Record, Base))
      return *Inner + Context.getASTRecordLayout(Derived)
                          .getBaseClassOffset(Record->getDefinition())
                          .getQuantity();
  }
  return std::nullopt;
}

Neighbours threadwise::neighbours(const ASTContext &Context,
                                  const RecordDecl &Record, FieldPath A,
                                  FieldPath B, uint64_t Line) {
  Neighbours Result;
  if (A.empty() || B.empty())
    return Result;
  for (FieldPath Path : {A, B})
    for (const FieldDecl *Field : Path)
      if (asksForUnknownAlignment(Context, *Field))
        return Result;
  if (hasLayout(Record)) {
    std::optional<Span> SpanA = spanOf(Context, A), SpanB = spanOf(Context, B);
    const std::optional<uint64_t> BeginA = offsetOfBase(
                                      Context, Record, *A.front()->getParent()),
                                  BeginB = offsetOfBase(
                                      Context, Record, *B.front()->getParent());
    if (!SpanA || !SpanB || !BeginA || !BeginB)
      return Result;
    SpanA->Offset += *BeginA;
    SpanB->Offset += *BeginB;
    Result.AreSwapped = SpanB->Offset < SpanA->Offset;
    Result.First = Result.AreSwapped ? *SpanB : *SpanA;
    Result.Second = Result.AreSwapped ? *SpanA : *SpanB;
    const ASTRecordLayout &Layout =
        Context.getASTRecordLayout(Record.getDefinition());
    Result.Sharing =
        shareLine(*SpanA, *SpanB, Layout.getAlignment().getQuantity(), Line);
    return Result;
  }
  if (A.front()->getParent() != B.front()->getParent() ||
      A.front() == B.front() || Record.isUnion())
    return Result;
  const bool Swap = B.front()->getFieldIndex() < A.front()->getFieldIndex();
  Result =
      neighboursInPattern(Context, Record, Swap ? B : A, Swap ? A : B, Line);
  Result.AreSwapped = Swap;
  return Result;
}

Neighbours threadwise::neighbouringVariables(const ASTContext &Context,
                                             const VarDecl &A, const VarDecl &B,
                                             uint64_t Line) {
  const DeclContext *Scope = A.getDeclContext();
  const SourceManager &SM = Context.getSourceManager();
  if (Scope != B.getDeclContext() ||
      SM.getFileID(SM.getExpansionLoc(A.getLocation())) !=
          SM.getFileID(SM.getExpansionLoc(B.getLocation())))
    return {};
  llvm::SmallVector<const ValueDecl *, 8> Run;
  for (const Decl *D : Scope->decls()) {
    const auto *Var = dyn_cast<VarDecl>(D);
    if (!Var || !Var->hasGlobalStorage() ||
        (Var->getType().isConstQualified() && Var != &A && Var != &B))
      continue;
    const bool IsEnd = Var == &A || Var == &B;
    if (IsEnd || !Run.empty())
      Run.push_back(Var);
    if (IsEnd && Run.size() > 1)
      break;
  }
  if (Run.size() < 2)
    return {};
  std::optional<TypeExtent> First = extentOf(Context, Run.front()->getType());
  std::optional<TypeExtent> Last = extentOf(Context, Run.back()->getType());
  if (!First || !Last)
    return {};
  Neighbours Result =
      neighboursInRun(Context, Run, {0, First->Size}, {0, Last->Size}, Line);
  Result.AreSwapped = Run.front() == &B;
  return Result;
}
