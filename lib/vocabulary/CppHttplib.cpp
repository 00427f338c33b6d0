//===--- CppHttplib.cpp - cpp-httplib -----------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/Tables.h"

using namespace threadwise;
using M = Meaning;

static constexpr ApiRow Rows[] = {
    api("httplib::Server::Get", M::RegisterHandler, 1),
    api("httplib::Server::Post", M::RegisterHandler, 1),
    api("httplib::Server::Put", M::RegisterHandler, 1),
    api("httplib::Server::Patch", M::RegisterHandler, 1),
    api("httplib::Server::Delete", M::RegisterHandler, 1),
    api("httplib::Server::Options", M::RegisterHandler, 1),
    api("httplib::Server::set_pre_routing_handler", M::RegisterHandler, 0),
    api("httplib::Server::set_post_routing_handler", M::RegisterHandler, 0),
    api("httplib::Server::listen", M::RunTasks),
    api("httplib::Server::listen_after_bind", M::RunTasks),
    api("httplib::Server::stop", M::RequestStop),
};

llvm::ArrayRef<ApiRow> threadwise::cppHttplibRows() { return Rows; }
