//===--- ThreadwiseModule.cpp - registers the checks ----------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "FalseSharingCheck.h"
#include "SerialSpawnCheck.h"
#include "TrivialTaskCheck.h"
#include "UnboundedQueueCheck.h"
#include "UnboundedSpawnCheck.h"
#include "UncancellableWaitCheck.h"
#include "UnfulfilledPromiseCheck.h"
#include "support/Compat.h"

namespace threadwise {
namespace {

class ThreadwiseModule : public clang::tidy::ClangTidyModule {
public:
  void
  addCheckFactories(clang::tidy::ClangTidyCheckFactories &Factories) override {
    Factories.registerCheck<FalseSharingCheck>("threadwise-false-sharing");
    Factories.registerCheck<SerialSpawnCheck>("threadwise-serial-spawn");
    Factories.registerCheck<UnboundedQueueCheck>("threadwise-unbounded-queue");
    Factories.registerCheck<TrivialTaskCheck>("threadwise-trivial-task");
    Factories.registerCheck<UnboundedSpawnCheck>("threadwise-unbounded-spawn");
    Factories.registerCheck<UncancellableWaitCheck>(
        "threadwise-uncancellable-wait");
    Factories.registerCheck<UnfulfilledPromiseCheck>(
        "threadwise-unfulfilled-promise");
  }
};

} // namespace
} // namespace threadwise

static clang::tidy::ClangTidyModuleRegistry::Add<threadwise::ThreadwiseModule>
    X("threadwise-module",
      "Finds concurrency that will not pay or will not end.");

// Referenced by the programs that link the checks in, so that the linker keeps
// this object file.
volatile int ThreadwiseModuleAnchorSource = 0;
