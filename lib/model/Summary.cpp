//===--- Summary.cpp ------------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/Summary.h"
#include "support/Compat.h"
#include "llvm/ADT/StringExtras.h"

using namespace threadwise;
namespace json = llvm::json;

static constexpr llvm::StringLiteral KindNames[] = {"thread", "async",
                                                    "pool-task"};
static constexpr llvm::StringLiteral FateNames[] = {
    "unknown",      "waited-at-once", "kept-local", "kept-in-member",
    "kept-in-slot", "appended",       "detached",   "dropped",
    "returned",     "handed-on"};

llvm::StringRef threadwise::toString(SpawnKind K) {
  return KindNames[static_cast<unsigned>(K)];
}
llvm::StringRef threadwise::toString(Fate F) {
  return FateNames[static_cast<unsigned>(F)];
}

template <typename Enum, size_t N>
static bool fromName(llvm::StringRef Name,
                     const llvm::StringLiteral (&Names)[N], Enum &Out) {
  for (size_t I = 0; I < N; ++I)
    if (Names[I] == Name) {
      Out = static_cast<Enum>(I);
      return true;
    }
  return false;
}

const ParameterUse *FunctionSummary::parameter(unsigned Index) const {
  for (const ParameterUse &P : Parameters)
    if (P.Index == Index)
      return &P;
  return nullptr;
}

json::Value threadwise::toJSON(const FunctionSummary &S) {
  json::Array Spawns, Parameters, Open;
  for (const SpawnEffect &E : S.Spawns)
    Spawns.push_back(json::Object{{"kind", toString(E.Kind)},
                                  {"api", E.Api},
                                  {"runs", E.Runs},
                                  {"runs_once", E.RunsOnce},
                                  {"handle", toString(E.Handle)},
                                  {"file", E.At.File},
                                  {"line", E.At.Line},
                                  {"column", E.At.Column}});
  for (const ParameterUse &P : S.Parameters)
    Parameters.push_back(json::Object{
        {"index", P.Index}, {"called", P.Called}, {"in_loop", P.CalledInLoop}});
  for (const OpenQuestion &Q : S.Open)
    Open.push_back(json::Object{{"subject", Q.Subject}, {"asks", Q.Asks}});
  return json::Object{{"usr", S.USR},
                      {"name", S.Name},
                      {"spawns", std::move(Spawns)},
                      {"parameters", std::move(Parameters)},
                      {"open", std::move(Open)}};
}

static bool fromJSON(const json::Value &V, SpawnEffect &E, json::Path P) {
  json::ObjectMapper O(V, P);
  std::string Kind, Handle;
  if (!O || !O.map("kind", Kind) || !O.map("api", E.Api) ||
      !O.map("runs", E.Runs) || !O.map("runs_once", E.RunsOnce) ||
      !O.map("handle", Handle) || !O.map("file", E.At.File) ||
      !O.map("line", E.At.Line) || !O.map("column", E.At.Column))
    return false;
  if (!fromName(Kind, KindNames, E.Kind)) {
    P.field("kind").report("unknown kind of spawn");
    return false;
  }
  if (!fromName(Handle, FateNames, E.Handle)) {
    P.field("handle").report("unknown fate of a handle");
    return false;
  }
  return true;
}

static bool fromJSON(const json::Value &V, ParameterUse &U, json::Path P) {
  json::ObjectMapper O(V, P);
  return O && O.map("index", U.Index) && O.map("called", U.Called) &&
         O.map("in_loop", U.CalledInLoop);
}

static bool fromJSON(const json::Value &V, OpenQuestion &Q, json::Path P) {
  json::ObjectMapper O(V, P);
  return O && O.map("subject", Q.Subject) && O.map("asks", Q.Asks);
}

template <typename T>
static bool mapList(const json::Object &O, llvm::StringRef Key,
                    std::vector<T> &Out, json::Path P) {
  const json::Array *List = O.getArray(Key);
  if (!List) {
    P.field(Key).report("expected array");
    return false;
  }
  for (size_t I = 0; I < List->size(); ++I) {
    T Item;
    if (!fromJSON((*List)[I], Item, P.field(Key).index(I)))
      return false;
    Out.push_back(std::move(Item));
  }
  return true;
}

llvm::Expected<FunctionSummary>
threadwise::summaryFromJSON(const json::Value &V) {
  json::Path::Root Root("summary");
  json::Path P(Root);
  FunctionSummary S;
  json::ObjectMapper O(V, P);
  const json::Object *Object = V.getAsObject();
  if (!O || !Object || !O.map("usr", S.USR) || !O.map("name", S.Name) ||
      !mapList(*Object, "spawns", S.Spawns, P) ||
      !mapList(*Object, "parameters", S.Parameters, P) ||
      !mapList(*Object, "open", S.Open, P))
    return Root.getError();
  return S;
}
