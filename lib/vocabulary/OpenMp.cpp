//===--- OpenMp.cpp - what the OpenMP runtime exports -------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/Tables.h"

using namespace threadwise;
using M = Meaning;

// Directives are read as directives, not as names.
static constexpr ApiRow Rows[] = {
    api("omp_get_thread_num", M::WorkerId),
    api("omp_get_team_num", M::WorkerId),
    api("omp_get_place_num", M::WorkerId),
    api("omp_get_num_threads", M::WorkerCount),
    api("omp_get_max_threads", M::WorkerCount),
    api("omp_get_thread_limit", M::WorkerCount),
    api("omp_get_num_teams", M::WorkerCount),
    api("omp_get_num_procs", M::CoreCount),
    api("omp_set_num_threads", M::SetWorkerCount).count(0),
    api("omp_lock_t", M::MutexType),
    api("omp_set_lock", M::Lock).object(0),
    api("omp_test_lock", M::TryLock).object(0),
    api("omp_unset_lock", M::Unlock).object(0),
    api("omp_nest_lock_t", M::MutexType),
    api("omp_set_nest_lock", M::Lock).object(0),
    api("omp_test_nest_lock", M::TryLock).object(0),
    api("omp_unset_nest_lock", M::Unlock).object(0),
    api("omp_get_cancellation", M::StopRequested),
};

llvm::ArrayRef<ApiRow> threadwise::openMpRows() { return Rows; }
