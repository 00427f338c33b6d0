//===--- Grpc.cpp - gRPC ------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "vocabulary/Tables.h"

using namespace threadwise;
using M = Meaning;

static constexpr ApiRow Rows[] = {
    // One completion for each operation that was started: nothing is pushed.
    api("grpc::CompletionQueue", M::BoundedQueueType),
    api("grpc::CompletionQueue::Next", M::PopItem),
    api("grpc::CompletionQueue::Pluck", M::PopItem),
    api("grpc::CompletionQueue::AsyncNext", M::TryPopItem).timeout(2),
    api("grpc::CompletionQueue::Shutdown", M::ShutdownChannel),
    api("grpc::ServerCompletionQueue", M::BoundedQueueType),

    // Servers and streams.
    api("grpc::ServerBuilder::RegisterService", M::RegisterHandler,
        LastArgument),
    api("grpc::ServerBuilder::RegisterAsyncGenericService", M::RegisterHandler,
        LastArgument),
    api("grpc::ServerBuilder::RegisterCallbackGenericService",
        M::RegisterHandler, LastArgument),
    api("grpc::ServerBuilder::SetSyncServerOption", M::SetWorkerCount).count(1),
    api("grpc::ResourceQuota::SetMaxThreads", M::SetWorkerCount).count(0),
    api("grpc::ServerInterface::Wait", M::WaitForResult),
    api("grpc::Server::Wait", M::WaitForResult),
    api("grpc::ServerInterface::Shutdown", M::RequestStop),
    api("grpc::Server::Shutdown", M::RequestStop),
    api("grpc::Service", M::HandlerBase),
    api("grpc::ServerUnaryReactor", M::HandlerBase),
    api("grpc::ServerReadReactor", M::HandlerBase),
    api("grpc::ServerWriteReactor", M::HandlerBase),
    api("grpc::ServerBidiReactor", M::HandlerBase),
    api("grpc::ClientBidiReactor", M::HandlerBase),
    api("grpc::ClientReadReactor", M::HandlerBase),
    api("grpc::ClientWriteReactor", M::HandlerBase),
    api("grpc::ClientUnaryReactor", M::HandlerBase),
    api("grpc::ClientReader::Read", M::ReadItem),
    api("grpc::ServerReader::Read", M::ReadItem),
    api("grpc::ClientReaderWriter::Read", M::ReadItem),
    api("grpc::ServerReaderWriter::Read", M::ReadItem),
    api("grpc::internal::ReaderInterface::Read", M::ReadItem),
    api("grpc::ClientReader::Finish", M::WaitForResult),
    api("grpc::ClientWriter::Finish", M::WaitForResult),
    api("grpc::ClientReaderWriter::Finish", M::WaitForResult),
    api("grpc::ClientContext::TryCancel", M::RequestStop),
    api("grpc::ServerContextBase::TryCancel", M::RequestStop),
    api("grpc::ServerContext::TryCancel", M::RequestStop),
    api("grpc::ServerContextBase::IsCancelled", M::StopRequested),
    api("grpc::ServerContext::IsCancelled", M::StopRequested),
};

llvm::ArrayRef<ApiRow> threadwise::grpcRows() { return Rows; }
