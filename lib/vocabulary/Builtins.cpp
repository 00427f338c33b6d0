//===--- Builtins.cpp - atomic builtins of compilers ----------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/Tables.h"

using namespace threadwise;
using M = Meaning;

static constexpr ApiRow Rows[] = {
    // What gcc and clang offer in C and C++.
    api("__sync_fetch_and_add", M::AtomicUpdate).object(0),
    api("__sync_add_and_fetch", M::AtomicUpdate).object(0),
    api("__sync_fetch_and_sub", M::AtomicUpdate).object(0),
    api("__sync_sub_and_fetch", M::AtomicUpdate).object(0),
    api("__sync_fetch_and_and", M::AtomicUpdate).object(0),
    api("__sync_and_and_fetch", M::AtomicUpdate).object(0),
    api("__sync_fetch_and_or", M::AtomicUpdate).object(0),
    api("__sync_or_and_fetch", M::AtomicUpdate).object(0),
    api("__sync_fetch_and_xor", M::AtomicUpdate).object(0),
    api("__sync_xor_and_fetch", M::AtomicUpdate).object(0),
    api("__sync_fetch_and_nand", M::AtomicUpdate).object(0),
    api("__sync_nand_and_fetch", M::AtomicUpdate).object(0),
    api("__sync_bool_compare_and_swap", M::AtomicUpdate).object(0),
    api("__sync_val_compare_and_swap", M::AtomicUpdate).object(0),
    api("__sync_lock_test_and_set", M::AtomicUpdate).object(0),
    api("__sync_swap", M::AtomicUpdate).object(0),
    api("__sync_lock_release", M::AtomicStore).object(0),
    api("__atomic_load", M::AtomicLoad).object(0),
    api("__atomic_load_n", M::AtomicLoad).object(0),
    api("__atomic_store", M::AtomicStore).object(0),
    api("__atomic_store_n", M::AtomicStore).object(0),
    api("__atomic_clear", M::AtomicStore).object(0),
    api("__atomic_exchange", M::AtomicUpdate).object(0),
    api("__atomic_exchange_n", M::AtomicUpdate).object(0),
    api("__atomic_compare_exchange", M::AtomicUpdate).object(0),
    api("__atomic_compare_exchange_n", M::AtomicUpdate).object(0),
    api("__atomic_test_and_set", M::AtomicUpdate).object(0),
    api("__atomic_fetch_add", M::AtomicUpdate).object(0),
    api("__atomic_add_fetch", M::AtomicUpdate).object(0),
    api("__atomic_fetch_sub", M::AtomicUpdate).object(0),
    api("__atomic_sub_fetch", M::AtomicUpdate).object(0),
    api("__atomic_fetch_and", M::AtomicUpdate).object(0),
    api("__atomic_and_fetch", M::AtomicUpdate).object(0),
    api("__atomic_fetch_or", M::AtomicUpdate).object(0),
    api("__atomic_or_fetch", M::AtomicUpdate).object(0),
    api("__atomic_fetch_xor", M::AtomicUpdate).object(0),
    api("__atomic_xor_fetch", M::AtomicUpdate).object(0),
    api("__atomic_fetch_nand", M::AtomicUpdate).object(0),
    api("__atomic_nand_fetch", M::AtomicUpdate).object(0),

    // What the macros of clang's <stdatomic.h> stand for.
    api("__c11_atomic_load", M::AtomicLoad).object(0),
    api("__c11_atomic_store", M::AtomicStore).object(0),
    api("__c11_atomic_exchange", M::AtomicUpdate).object(0),
    api("__c11_atomic_compare_exchange_strong", M::AtomicUpdate).object(0),
    api("__c11_atomic_compare_exchange_weak", M::AtomicUpdate).object(0),
    api("__c11_atomic_fetch_add", M::AtomicUpdate).object(0),
    api("__c11_atomic_fetch_sub", M::AtomicUpdate).object(0),
    api("__c11_atomic_fetch_and", M::AtomicUpdate).object(0),
    api("__c11_atomic_fetch_or", M::AtomicUpdate).object(0),
    api("__c11_atomic_fetch_xor", M::AtomicUpdate).object(0),
    api("__c11_atomic_fetch_nand", M::AtomicUpdate).object(0),
    api("__c11_atomic_fetch_max", M::AtomicUpdate).object(0),
    api("__c11_atomic_fetch_min", M::AtomicUpdate).object(0),
    api("atomic_flag_test_and_set", M::AtomicUpdate).object(0),
    api("atomic_flag_test_and_set_explicit", M::AtomicUpdate).object(0),
    api("atomic_flag_clear", M::AtomicStore).object(0),
    api("atomic_flag_clear_explicit", M::AtomicStore).object(0),
};

llvm::ArrayRef<ApiRow> threadwise::builtinRows() { return Rows; }
