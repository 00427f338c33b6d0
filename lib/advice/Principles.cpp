//===--- Principles.cpp - the 25 rows -------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//
///
/// \file
/// A row is a stable id and its page, docs/advice/<id>.md, which the build
/// embeds: the text stands once, and the page is what all outputs show.
///
//===----------------------------------------------------------------------===//

#include "advice/Advice.h"
#include "advice/Sections.h"
#include <vector>

using namespace threadwise;

namespace {
struct Row {
  Advice Is;
  llvm::StringLiteral Id;
  const char *Page;
};
} // namespace

// In the order of the enumeration.
static const Row Rows[] = {
    {
        Advice::WhenItPays,
        "when-it-pays",
#include "embedded/when-it-pays.md.inc"
    },
    {
        Advice::SequentialDefault,
        "sequential-default",
#include "embedded/sequential-default.md.inc"
    },
    {
        Advice::BoundedFanOut,
        "bounded-fan-out",
#include "embedded/bounded-fan-out.md.inc"
    },
    {
        Advice::OneTaskIsNoFaster,
        "one-task-is-no-faster",
#include "embedded/one-task-is-no-faster.md.inc"
    },
    {
        Advice::Amdahl,
        "amdahl",
#include "embedded/amdahl.md.inc"
    },
    {
        Advice::PoolSize,
        "pool-size",
#include "embedded/pool-size.md.inc"
    },
    {
        Advice::NoHiddenConcurrency,
        "no-hidden-concurrency",
#include "embedded/no-hidden-concurrency.md.inc"
    },
    {
        Advice::WhenItHurts,
        "when-it-hurts",
#include "embedded/when-it-hurts.md.inc"
    },
    {
        Advice::LittlesLaw,
        "littles-law",
#include "embedded/littles-law.md.inc"
    },
    {
        Advice::SlowestStage,
        "slowest-stage",
#include "embedded/slowest-stage.md.inc"
    },
    {
        Advice::LayeredService,
        "layered-service",
#include "embedded/layered-service.md.inc"
    },
    {
        Advice::Hedging,
        "hedging",
#include "embedded/hedging.md.inc"
    },
    {
        Advice::PoolOrPerRequest,
        "pool-or-per-request",
#include "embedded/pool-or-per-request.md.inc"
    },
    {
        Advice::AsyncIsNoSpeedUp,
        "async-is-no-speed-up",
#include "embedded/async-is-no-speed-up.md.inc"
    },
    {
        Advice::MigrateByMeasuring,
        "migrate-by-measuring",
#include "embedded/migrate-by-measuring.md.inc"
    },
    {
        Advice::FailurePolicy,
        "failure-policy",
#include "embedded/failure-policy.md.inc"
    },
    {
        Advice::Diagnose,
        "diagnose",
#include "embedded/diagnose.md.inc"
    },
    {
        Advice::ConcurrencyIsNotSpeed,
        "concurrency-is-not-speed",
#include "embedded/concurrency-is-not-speed.md.inc"
    },
    {
        Advice::Observable,
        "observable",
#include "embedded/observable.md.inc"
    },
    {
        Advice::OneOwner,
        "one-owner",
#include "embedded/one-owner.md.inc"
    },
    {
        Advice::JustifyEachSpawn,
        "justify-each-spawn",
#include "embedded/justify-each-spawn.md.inc"
    },
    {
        Advice::MeasureThenBound,
        "measure-then-bound",
#include "embedded/measure-then-bound.md.inc"
    },
    {
        Advice::NoFixedCoreCount,
        "no-fixed-core-count",
#include "embedded/no-fixed-core-count.md.inc"
    },
    {
        Advice::CancellableWaits,
        "cancellable-waits",
#include "embedded/cancellable-waits.md.inc"
    },
    {
        Advice::Headroom,
        "headroom",
#include "embedded/headroom.md.inc"
    },
};

static std::vector<Principle> readPages() {
  std::vector<Principle> All;
  for (const Row &R : Rows) {
    llvm::StringRef Page = R.Page;
    All.push_back({R.Is, R.Id, titleOf(Page), leadOf(Page),
                   sectionOf(Page, "Figures"),
                   sectionOf(Page, "Where it shows"), Page});
  }
  return All;
}

llvm::ArrayRef<Principle> threadwise::principles() {
  static const std::vector<Principle> All = readPages();
  return All;
}

const Principle &threadwise::principle(Advice A) {
  return principles()[static_cast<size_t>(A)];
}

std::optional<Advice> threadwise::adviceById(llvm::StringRef Id) {
  for (const Row &R : Rows)
    if (R.Id == Id)
      return R.Is;
  return std::nullopt;
}
