//===--- NamesTest.cpp ----------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "model/Names.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

using namespace threadwise;
using testing::ElementsAre;

TEST(Names, HaveWords) {
  EXPECT_THAT(wordsOf("readPos_"), ElementsAre("read", "pos"));
  EXPECT_THAT(wordsOf("NET_FOR_EACH"), ElementsAre("net", "for", "each"));
}

TEST(Names, SayThatAFunctionStartsAThread) {
  for (const char *Name :
       {"thread_spawn", "StartThread", "createWorkerThread", "launch_thread"})
    EXPECT_TRUE(namesThreadStart(Name)) << Name;
  for (const char *Name :
       {"start", "thread_join", "startThreads", "pool_start_thread",
        "start_main_thread", "thread_local_start", "spawn"})
    EXPECT_FALSE(namesThreadStart(Name)) << Name;
}

TEST(Names, SayThatAFunctionAcceptsAConnection) {
  for (const char *Name : {"socket_accept", "acceptClient", "AcceptConnection",
                           "tcp_accept", "SSL_accept"})
    EXPECT_TRUE(namesAccept(Name)) << Name;
  for (const char *Name : {"accept", "acceptOffer", "onAcceptClient",
                           "can_accept_connection", "async_accept_socket"})
    EXPECT_FALSE(namesAccept(Name)) << Name;
}
