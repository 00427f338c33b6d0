//===--- Events.cpp - libevent and libev --------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/Tables.h"

using namespace threadwise;
using M = Meaning;

static constexpr ApiRow Rows[] = {
    api("event_new", M::RegisterHandler, 3),
    api("event_assign", M::RegisterHandler, 4),
    api("event_base_once", M::RegisterHandler, 3),
    api("evconnlistener_new_bind", M::RegisterHandler, 1),
    api("evconnlistener_new", M::RegisterHandler, 1),
    api("evhttp_set_gencb", M::RegisterHandler, 1),
    api("evhttp_set_cb", M::RegisterHandler, 2),
    api("bufferevent_setcb", M::RegisterHandler, 1),
    api("event_base_dispatch", M::RunTasks).object(0),
    api("event_base_loop", M::RunTasks).object(0),
    api("ev_run", M::RunTasks).object(0),
    api("event_base_loopbreak", M::RequestStop).object(0),
    api("event_base_loopexit", M::RequestStop).object(0),
    api("ev_break", M::RequestStop).object(0),
    api("ev_async_send", M::NotifyCondition),
    api("event_active", M::NotifyCondition),
};

llvm::ArrayRef<ApiRow> threadwise::eventRows() { return Rows; }
