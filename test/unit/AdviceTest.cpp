//===--- AdviceTest.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "advice/Advice.h"
#include "advice/Sections.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "gtest/gtest.h"
#include <map>
#include <string>
#include <vector>

using namespace threadwise;

namespace {

std::string inSources(llvm::StringRef Relative) {
  return (llvm::Twine(THREADWISE_SOURCE_DIR) + "/" + Relative).str();
}

/// The bytes of a file of the sources; a failure and no bytes without it.
std::string read(llvm::StringRef Relative) {
  auto Buffer = llvm::MemoryBuffer::getFile(inSources(Relative));
  if (!Buffer) {
    ADD_FAILURE() << "cannot read " << Relative.str();
    return {};
  }
  return (*Buffer)->getBuffer().str();
}

/// The names of the Markdown files of a folder, without `.md`.
llvm::StringSet<> pagesIn(llvm::StringRef Folder) {
  llvm::StringSet<> Names;
  std::error_code Error;
  llvm::sys::fs::directory_iterator It(inSources(Folder), Error), End;
  for (; !Error && It != End; It.increment(Error))
    if (llvm::sys::path::extension(It->path()) == ".md")
      Names.insert(llvm::sys::path::stem(It->path()));
  EXPECT_FALSE(Error) << Error.message();
  return Names;
}

bool cites(const Form &F, Advice A) { return llvm::is_contained(F.Because, A); }

/// Does a row say that it shows in this check?
bool names(const Principle &P, llvm::StringRef Check) {
  return P.ShownIn.contains(("- check [`" + Check + "`]").str());
}

TEST(Principles, AreTheRowsInTheirOrder) {
  const char *const Ids[] = {"when-it-pays",
                             "sequential-default",
                             "bounded-fan-out",
                             "one-task-is-no-faster",
                             "amdahl",
                             "pool-size",
                             "no-hidden-concurrency",
                             "when-it-hurts",
                             "littles-law",
                             "slowest-stage",
                             "layered-service",
                             "hedging",
                             "pool-or-per-request",
                             "async-is-no-speed-up",
                             "migrate-by-measuring",
                             "failure-policy",
                             "diagnose",
                             "concurrency-is-not-speed",
                             "observable",
                             "one-owner",
                             "justify-each-spawn",
                             "measure-then-bound",
                             "no-fixed-core-count",
                             "cancellable-waits",
                             "headroom"};
  ASSERT_EQ(principles().size(), std::size(Ids));
  for (size_t I = 0; I < std::size(Ids); ++I) {
    const Principle &P = principles()[I];
    EXPECT_EQ(P.Id.str(), Ids[I]);
    EXPECT_EQ(static_cast<size_t>(P.Is), I) << Ids[I];
    EXPECT_EQ(&principle(P.Is), &P) << Ids[I];
    EXPECT_EQ(adviceById(P.Id), P.Is) << Ids[I];
  }
  EXPECT_EQ(adviceById("no-such-advice"), std::nullopt);
}

TEST(Principles, HaveAPageWithEveryPart) {
  for (const Principle &P : principles()) {
    SCOPED_TRACE(P.Id.str());
    EXPECT_EQ(P.Page.str(), read(("docs/advice/" + P.Id + ".md").str()));
    EXPECT_FALSE(P.Title.empty());
    EXPECT_FALSE(P.Title.contains('\n'));
    EXPECT_FALSE(P.Text.empty());
    EXPECT_FALSE(P.ShownIn.empty());
  }
  EXPECT_EQ(pagesIn("docs/advice").size(), principles().size())
      << "a page that no principle has";
}

TEST(Principles, KeepTheirFigures) {
  const std::pair<Advice, const char *> Figures[] = {
      {Advice::WhenItPays, "1,000 integers"},
      {Advice::BoundedFanOut, "5 s one after the other, about 0.5 s"},
      {Advice::Amdahl, "4.7x, not 8x"},
      {Advice::PoolSize, "cores x (1 + wait / compute)"},
      {Advice::WhenItHurts, "seven causes"},
      {Advice::LittlesLaw, "100 in flight"},
      {Advice::Hedging, "1.5x to 2x the requests"},
      {Advice::FailurePolicy, "three policies"},
      {Advice::OneOwner, "60 Hz"},
      {Advice::Headroom, "30 to 50 %"}};
  for (auto [Is, Figure] : Figures)
    EXPECT_TRUE(principle(Is).Figures.contains(Figure)) << Figure;
  EXPECT_TRUE(principle(Advice::SequentialDefault).Figures.empty());
}

TEST(Forms, AreUniqueAndFoundByTheirNames) {
  llvm::StringSet<> Seen;
  for (const Form &F : forms()) {
    EXPECT_TRUE(Seen.insert((F.Check + "/" + F.Id).str()).second)
        << F.Check.str() << '/' << F.Id.str();
    EXPECT_EQ(&form(F.Check, F.Id), &F);
  }
}

TEST(Forms, CiteTheRowsThatNameTheirCheckAndNoOthers) {
  for (const Principle &P : principles())
    for (const Form &F : forms())
      EXPECT_EQ(cites(F, P.Is), names(P, F.Check))
          << F.Check.str() << '/' << F.Id.str() << " and " << P.Id.str();
}

TEST(Forms, CloseWithMeasureThenBound) {
  for (const Form &F : forms()) {
    ASSERT_FALSE(F.Because.empty());
    EXPECT_EQ(F.Because.back(), Advice::MeasureThenBound) << F.Check.str();
  }
}

TEST(Forms, SpeakInClangsStyle) {
  for (const Form &F : forms()) {
    SCOPED_TRACE((F.Check + "/" + F.Id).str());
    ASSERT_FALSE(F.Remedy.empty());
    EXPECT_TRUE(islower(static_cast<unsigned char>(F.Remedy.front())));
    EXPECT_NE(F.Remedy.back(), '.');
    EXPECT_FALSE(F.Remedy.contains('\n'));
  }
}

TEST(Forms, OfUnboundedSpawnSayWhatBoundsHowLargeAndWhatToWatch) {
  for (const Form &F : forms()) {
    if (F.Check != "unbounded-spawn")
      continue;
    SCOPED_TRACE(F.Id.str());
    EXPECT_TRUE(F.Remedy.contains("pool") || F.Remedy.contains("workers"));
    EXPECT_TRUE(F.Remedy.contains("cores"));
    EXPECT_TRUE(F.Remedy.contains("number of live threads"));
  }
  EXPECT_TRUE(form("unbounded-spawn", "per-call")
                  .Remedy.contains("arrival rate x latency"));
}

TEST(Forms, DeriveTheirConfidenceFromJudgedFindings) {
  Form F = form("unbounded-spawn", "per-item");
  auto Judged = [&F](unsigned True, unsigned False) {
    F.JudgedTrue = True;
    F.JudgedFalse = False;
    return F.confidence();
  };
  EXPECT_EQ(Judged(0, 0), Confidence::Unrated);
  EXPECT_EQ(Judged(19, 0), Confidence::Unrated);
  EXPECT_EQ(Judged(20, 0), Confidence::High);
  EXPECT_EQ(Judged(18, 2), Confidence::High);
  EXPECT_EQ(Judged(17, 3), Confidence::Medium);
  EXPECT_EQ(Judged(15, 5), Confidence::Medium);
  EXPECT_EQ(Judged(14, 6), Confidence::Low);
  EXPECT_EQ(Judged(0, 60000), Confidence::Low);
}

TEST(Forms, HaveTheJudgedFindingsOfTheCorpus) {
  llvm::Expected<llvm::json::Value> List =
      llvm::json::parse(read("benchmarks/corpus/judged.json"));
  ASSERT_TRUE(bool(List)) << llvm::toString(List.takeError());
  ASSERT_TRUE(List->getAsArray());
  std::map<std::string, std::pair<unsigned, unsigned>> Judged;
  for (const llvm::json::Value &Each : *List->getAsArray()) {
    const llvm::json::Object *Finding = Each.getAsObject();
    ASSERT_TRUE(Finding);
    auto &Count = Judged[(*Finding->getString("check") + "/" +
                          *Finding->getString("form"))
                             .str()];
    ++(*Finding->getBoolean("verdict") ? Count.first : Count.second);
  }
  for (const Form &F : forms()) {
    const std::string Name = (F.Check + "/" + F.Id).str();
    const auto [True, False] = Judged[Name];
    EXPECT_EQ(F.JudgedTrue, True) << Name;
    EXPECT_EQ(F.JudgedFalse, False) << Name;
    Judged.erase(Name);
  }
  for (const auto &Left : Judged)
    ADD_FAILURE() << Left.first << " was judged, and is no form";
}

TEST(Levels, AreFoundByTheirName) {
  for (Level L :
       {Level::HangOrCrash, Level::Resource, Level::Slower, Level::Practice})
    EXPECT_EQ(levelByName(toString(L)), L);
  EXPECT_EQ(levelByName("terrible"), std::nullopt);
}

TEST(CheckPages, AreTheFilesByteForByte) {
  llvm::StringSet<> Files = pagesIn("docs/checks");
  EXPECT_EQ(checkPages().size(), Files.size());
  for (const CheckPage &P : checkPages()) {
    EXPECT_TRUE(Files.contains(P.Check));
    EXPECT_EQ(P.Markdown.str(), read(("docs/checks/" + P.Check + ".md").str()));
    EXPECT_EQ(checkPage(P.Check), &P);
  }
  EXPECT_EQ(checkPage("no-such-check"), nullptr);
}

TEST(CheckPages, HaveTheFixedParts) {
  const char *const Parts[] = {"What it does", "Why it hurts",
                               "What is fine", "Example",
                               "Use instead",  "Options",
                               "Known limits", "Where the advice comes from"};
  for (const CheckPage &P : checkPages()) {
    SCOPED_TRACE(P.Check.str());
    EXPECT_EQ(titleOf(P.Markdown).str(), P.Check.str());
    EXPECT_FALSE(P.Summary.empty());
    EXPECT_FALSE(P.Summary.contains('\n')) << "the summary is one line";
    size_t Before = 0;
    for (const char *Part : Parts) {
      EXPECT_FALSE(sectionOf(P.Markdown, Part).empty()) << Part;
      size_t At = P.Markdown.find(("\n## " + llvm::Twine(Part) + "\n").str());
      EXPECT_GT(At, Before) << Part << " is out of order";
      Before = At;
    }
  }
}

TEST(CheckPages, CarryAFigure) {
  for (const CheckPage &P : checkPages())
    EXPECT_NE(sectionOf(P.Markdown, "Why it hurts").find_first_of("0123456789"),
              llvm::StringRef::npos)
        << P.Check.str();
}

TEST(CheckPages, LinkTheAdviceThatTheirFormsCite) {
  for (const Form &F : forms()) {
    const CheckPage *P = checkPage(F.Check);
    ASSERT_NE(P, nullptr) << F.Check.str() << " has no page in docs/checks";
    llvm::StringRef Sources =
        sectionOf(P->Markdown, "Where the advice comes from");
    for (Advice A : F.Because)
      EXPECT_TRUE(
          Sources.contains(("](../advice/" + principle(A).Id + ".md)").str()))
          << F.Check.str() << " and " << principle(A).Id.str();
  }
}

/// The names that ThreadwiseModule.cpp registers, without the prefix.
std::vector<std::string> registeredChecks() {
  std::vector<std::string> Names;
  std::string Module = read("checks/ThreadwiseModule.cpp");
  llvm::StringRef Rest = Module;
  constexpr llvm::StringLiteral Call = "registerCheck<", Mark = "\"threadwise-";
  for (size_t At; (At = Rest.find(Call)) != llvm::StringRef::npos;) {
    Rest = Rest.drop_front(Rest.find(Mark, At) + Mark.size());
    Names.push_back(Rest.split('"').first.str());
  }
  return Names;
}

TEST(CheckPages, ExistForEachRegisteredCheckAsDoItsForms) {
  std::vector<std::string> Names = registeredChecks();
  ASSERT_FALSE(Names.empty());
  EXPECT_EQ(checkPages().size(), Names.size());
  for (llvm::StringRef Name : Names) {
    EXPECT_NE(checkPage(Name), nullptr) << Name.str() << " has no page";
    EXPECT_TRUE(
        llvm::any_of(forms(), [&](const Form &F) { return F.Check == Name; }))
        << Name.str() << " has no form";
  }
}

} // namespace
