//===--- StandardHeaders.cpp ----------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/StandardHeaders.h"

using namespace threadwise;

static constexpr struct {
  llvm::StringLiteral Header, Names;
} StandardHeaders[] = {
    {"thread", "thread jthread this_thread"},
    {"future",
     "async future shared_future promise packaged_task launch future_status"},
    {"mutex", "mutex recursive_mutex timed_mutex lock_guard unique_lock "
              "scoped_lock once_flag call_once"},
    {"shared_mutex", "shared_mutex shared_timed_mutex shared_lock"},
    {"condition_variable",
     "condition_variable condition_variable_any cv_status"},
    {"atomic", "atomic atomic_bool atomic_int atomic_uint atomic_flag "
               "memory_order_relaxed"},
    {"stop_token", "stop_token stop_source"},
    {"semaphore", "counting_semaphore binary_semaphore"},
    {"latch", "latch"},
    {"barrier", "barrier"},
    {"execution", "execution"},
    {"vector", "vector"},
    {"array", "array"},
    {"deque", "deque"},
    {"list", "list"},
    {"queue", "queue priority_queue"},
    {"stack", "stack"},
    {"map", "map multimap"},
    {"set", "set multiset"},
    {"unordered_map", "unordered_map unordered_multimap"},
    {"unordered_set", "unordered_set"},
    {"string", "string to_string"},
    {"functional", "function bind ref invoke"},
    {"memory", "unique_ptr shared_ptr weak_ptr make_unique make_shared"},
    {"optional", "optional nullopt"},
    {"utility", "pair move forward"},
    {"chrono", "chrono"},
    {"algorithm", "for_each transform min max sort"},
    {"iostream", "cout cerr endl"},
};

llvm::StringRef threadwise::standardHeaderOf(llvm::StringRef Name) {
  for (const auto &Entry : StandardHeaders)
    for (llvm::StringRef Names = Entry.Names; !Names.empty();) {
      auto [First, Rest] = Names.split(' ');
      if (First == Name)
        return Entry.Header;
      Names = Rest;
    }
  return {};
}
