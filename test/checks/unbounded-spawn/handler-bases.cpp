// RUN: %threadwise %s unbounded-spawn -std=c++17
//
// Overrides that a library enters once per connection or request; libraries as
// far as the test needs them.

#include <functional>
#include <string>
#include <thread>
#include <vector>

using qintptr = long;
class QObject {
public:
  virtual ~QObject();
  template <class... Args> static void connect(Args &&...);
  void deleteLater();
};
class QThread : public QObject {
public:
  void start();
  bool wait(unsigned long = ~0ul);
  void finished();

protected:
  virtual void run();
};
class QTcpServer : public QObject {
protected:
  virtual void incomingConnection(qintptr);
};

class FortuneThread : public QThread {
public:
  FortuneThread(qintptr Descriptor, QObject *Parent);
  void run() override;
};

class FortuneServer : public QTcpServer {
protected:
  void incomingConnection(qintptr Descriptor) override {
    auto *Thread = new FortuneThread(Descriptor, this);
    connect(Thread, &FortuneThread::finished, Thread, &QObject::deleteLater);
    Thread->start();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'QThread::start' called once per call of 'FortuneServer::incomingConnection': nothing bounds how many threads run at once
  }
};

class LimitedServer : public QTcpServer {
protected:
  void incomingConnection(qintptr Descriptor) override {
    if (Active >= MaxActive)
      return;
    ++Active;
    auto *Thread = new FortuneThread(Descriptor, this);
    connect(Thread, &FortuneThread::finished, [this] { --Active; });
    Thread->start();
  }

private:
  int Active = 0, MaxActive = 16;
};

// Somebody else keeps it, or it is waited for.
class KeptServer : public QTcpServer {
protected:
  void incomingConnection(qintptr Descriptor) override {
    auto *Thread = new FortuneThread(Descriptor, this);
    adopt(Thread);
    Thread->start();
  }
  void adopt(QThread *Thread);
};
class SlowServer : public QTcpServer {
protected:
  void incomingConnection(qintptr Descriptor) override {
    auto *Thread = new FortuneThread(Descriptor, this);
    Thread->start();
    work();
    Thread->wait();
  }
  void work();
};

namespace grpc {
struct Status {};
class ServerContext;
class Service {
public:
  virtual ~Service();
};
} // namespace grpc
struct Request {
  std::string Text;
};
class EchoBase : public grpc::Service {
public:
  virtual grpc::Status Echo(grpc::ServerContext *, const Request *, Request *);
};

class EchoService : public EchoBase {
public:
  grpc::Status Echo(grpc::ServerContext *, const Request *, Request *) override {
    std::thread([this] { note(); }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per call of 'EchoService::Echo': nothing bounds how many threads run at once
    return {};
  }
  void warmUp() {
    std::thread([this] { note(); }).detach();
  }

private:
  void note();
};
