//===--- WorkerPool.cpp ---------------------------------------------------===//
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//===----------------------------------------------------------------------===//

#include "WorkerPool.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include <algorithm>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace threadwise;
using llvm::StringRef;
using Clock = std::chrono::steady_clock;

//===----------------------------------------------------------------------===//
// Signals
//===----------------------------------------------------------------------===//

static constexpr int EndingSignals[] = {SIGINT, SIGTERM, SIGHUP};
static volatile std::sig_atomic_t CaughtSignal = 0;
static int WakeUp[2] = {-1, -1}; ///< a pipe: poll() returns when it is written

static void onSignal(int Signal) {
  CaughtSignal = Signal;
  int Saved = errno;
  [[maybe_unused]] ssize_t Written = write(WakeUp[1], "", 1);
  errno = Saved;
}

int WorkerPool::interruptedBy() const { return CaughtSignal; }

//===----------------------------------------------------------------------===//
// One worker
//===----------------------------------------------------------------------===//

class WorkerPool::Worker {
public:
  ~Worker() { stop(/*Kill=*/isBusy()); }

  /// False when the system gives no process.
  bool start(const std::string &Settings);
  /// Waits for the end of the process, which \p Kill hastens, and says how it
  /// ended.
  std::string stop(bool Kill);
  bool send(const std::string &Line);

  bool isRunning() const { return Process > 0; }
  bool isBusy() const { return Unit.has_value(); }

  std::optional<size_t> Unit; ///< the index of the unit in hand
  Clock::time_point Deadline;
  int ToWorker = -1, Results = -1, Log = -1;
  std::string ResultText, LogText;

private:
  pid_t Process = -1;
};

static void closeAll(std::initializer_list<int *> Descriptors) {
  for (int *Descriptor : Descriptors) {
    if (*Descriptor >= 0)
      close(*Descriptor);
    *Descriptor = -1;
  }
}

/// In the child: becomes `threadwise worker`.
[[noreturn]] static void becomeWorker(const char *Program, int In, int Out,
                                      int Log, pid_t Parent) {
  dup2(In, STDIN_FILENO);
  dup2(Out, STDOUT_FILENO);
  dup2(Log, STDERR_FILENO);
  // A terminal interrupts the whole group; here the parent decides.
  setpgid(0, 0);
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != Parent)
    _exit(1); // it died before the line above
  // Only what clang was doing is told of a crash, not where in clang: looking
  // up symbols takes seconds.
  setenv("LLVM_DISABLE_SYMBOLIZATION", "1", /*overwrite=*/1);
  execl(Program, Program, "worker", nullptr);
  _exit(127);
}

bool WorkerPool::Worker::start(const std::string &Settings) {
  static int InThisProgram;
  static const std::string Program =
      llvm::sys::fs::getMainExecutable("threadwise", &InThisProgram);
  int In[2] = {-1, -1}, Out[2] = {-1, -1}, Err[2] = {-1, -1};
  // A socket: a worker that died must not end this process with SIGPIPE, which
  // whoever reads the findings may.
  if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, In) ||
      pipe2(Out, O_CLOEXEC) || pipe2(Err, O_CLOEXEC)) {
    closeAll({&In[0], &In[1], &Out[0], &Out[1], &Err[0], &Err[1]});
    return false;
  }
  pid_t Parent = getpid();
  Process = fork();
  if (Process == 0)
    becomeWorker(Program.c_str(), In[0], Out[1], Err[1], Parent);
  closeAll({&In[0], &Out[1], &Err[1]});
  ToWorker = In[1];
  Results = Out[0];
  Log = Err[0];
  if (Process < 0) {
    closeAll({&ToWorker, &Results, &Log});
    return false;
  }
  fcntl(Results, F_SETFL, O_NONBLOCK);
  fcntl(Log, F_SETFL, O_NONBLOCK);
  ResultText.clear();
  LogText.clear();
  return send(Settings);
}

static std::string describe(int Status) {
  if (WIFSIGNALED(Status)) {
    int Signal = WTERMSIG(Status);
    if (Signal == SIGKILL)
      return "was killed (out of memory?)";
    return "crashed (" + std::string(strsignal(Signal)) + ")";
  }
  return "ended with exit code " + std::to_string(WEXITSTATUS(Status));
}

std::string WorkerPool::Worker::stop(bool Kill) {
  if (!isRunning())
    return "";
  closeAll({&ToWorker, &Results, &Log});
  if (Kill)
    kill(Process, SIGKILL);
  int Status = 0;
  while (waitpid(Process, &Status, 0) < 0 && errno == EINTR)
    ;
  Process = -1;
  return describe(Status);
}

bool WorkerPool::Worker::send(const std::string &Line) {
  StringRef Rest = Line;
  while (!Rest.empty()) {
    ssize_t Written = ::send(ToWorker, Rest.data(), Rest.size(), MSG_NOSIGNAL);
    if (Written < 0 && errno == EINTR)
      continue;
    if (Written < 0)
      return false;
    Rest = Rest.drop_front(Written);
  }
  return true;
}

//===----------------------------------------------------------------------===//
// All of them
//===----------------------------------------------------------------------===//

template <typename T> static std::string asLine(const T &Value) {
  std::string Line;
  llvm::raw_string_ostream(Line) << toJSON(Value) << '\n';
  return Line;
}

WorkerPool::WorkerPool(const AnalysisSettings &Settings, unsigned Count,
                       std::chrono::seconds Timeout)
    : Settings(asLine(Settings)), Timeout(Timeout) {
  for (unsigned I = 0; I != Count; ++I)
    Workers.push_back(std::make_unique<Worker>());
  if (pipe2(WakeUp, O_CLOEXEC | O_NONBLOCK))
    return;
  struct sigaction Action = {};
  Action.sa_handler = onSignal;
  for (int Signal : EndingSignals)
    sigaction(Signal, &Action, nullptr);
}

WorkerPool::~WorkerPool() {
  for (int Signal : EndingSignals)
    std::signal(Signal, SIG_DFL);
  closeAll({&WakeUp[0], &WakeUp[1]});
}

void WorkerPool::handOut(Worker &W, llvm::ArrayRef<UnitJob> Jobs,
                         PoolListener &L) {
  if (W.isBusy() || Next == Jobs.size())
    return;
  size_t Index = Next++;
  L.started(Index);
  W.Unit = Index;
  W.Deadline = Clock::now() + Timeout;
  if (!W.isRunning() && !W.start(Settings))
    return giveUpOn(W, L, "could not be analysed: no more processes");
  if (!W.send(asLine(Jobs[Index])))
    giveUpOn(W, L, "");
}

/// The entries of clang's pretty stack trace: what it was doing, and where.
static std::string whatItDid(StringRef Log) {
  std::string Out;
  for (StringRef Line : llvm::split(Log, '\n')) {
    StringRef Rest = Line.drop_while(llvm::isDigit);
    if (Rest.size() != Line.size() && Rest.consume_front(".\t") &&
        !Rest.starts_with("Program arguments"))
      Out += "\n    " + Rest.str();
  }
  return Out;
}

/// With a reason the worker is ended; without one it has ended by itself.
void WorkerPool::giveUpOn(Worker &W, PoolListener &L, const std::string &Why) {
  std::string Log = std::move(W.LogText);
  std::string End = W.stop(/*Kill=*/!Why.empty());
  std::optional<size_t> Unit = std::exchange(W.Unit, std::nullopt);
  if (!Unit)
    return;
  Outcome What;
  What.Failure = Why.empty() ? End + whatItDid(Log) : Why;
  L.finished(*Unit, std::move(What));
}

/// Reads what there is; false at the end of the stream.
static bool readAvailable(int Descriptor, std::string &Into) {
  char Buffer[1 << 16];
  while (true) {
    ssize_t Got = read(Descriptor, Buffer, sizeof(Buffer));
    if (Got > 0)
      Into.append(Buffer, Got);
    else if (Got == 0)
      return false;
    else if (errno != EINTR)
      return errno == EAGAIN;
  }
}

void WorkerPool::readFrom(Worker &W, PoolListener &L) {
  constexpr size_t LogLimit = 1 << 16;
  readAvailable(W.Log, W.LogText);
  if (W.LogText.size() > LogLimit)
    W.LogText.erase(0, W.LogText.size() - LogLimit);
  bool Open = readAvailable(W.Results, W.ResultText);
  if (W.isBusy() && llvm::StringRef(W.ResultText).ends_with("\n")) {
    llvm::Expected<UnitResult> Result =
        llvm::json::parse<UnitResult>(W.ResultText);
    W.ResultText.clear();
    Outcome What;
    if (Result)
      What.Result = std::move(*Result);
    else
      What.Failure = "gave no result: " + llvm::toString(Result.takeError());
    L.finished(*std::exchange(W.Unit, std::nullopt), std::move(What));
  }
  if (!Open)
    giveUpOn(W, L, "");
}

void WorkerPool::wait() {
  std::vector<pollfd> Watched = {{WakeUp[0], POLLIN, 0}};
  Clock::time_point Until = Clock::now() + std::chrono::seconds(1);
  for (const std::unique_ptr<Worker> &W : Workers) {
    if (!W->isBusy())
      continue;
    Watched.push_back({W->Results, POLLIN, 0});
    Watched.push_back({W->Log, POLLIN, 0});
    Until = std::min(Until, W->Deadline);
  }
  auto Left = std::chrono::duration_cast<std::chrono::milliseconds>(
      Until - Clock::now());
  poll(Watched.data(), Watched.size(), std::max<int>(0, Left.count() + 1));
}

void WorkerPool::run(llvm::ArrayRef<UnitJob> Jobs, PoolListener &L) {
  Next = 0;
  auto Busy = [](const std::unique_ptr<Worker> &W) { return W->isBusy(); };
  while (!CaughtSignal) {
    for (const std::unique_ptr<Worker> &W : Workers)
      handOut(*W, Jobs, L);
    if (llvm::none_of(Workers, Busy)) {
      if (Next == Jobs.size())
        return;
      continue; // all that were started failed at once; the next ones
    }
    wait();
    L.tick();
    for (const std::unique_ptr<Worker> &W : Workers) {
      if (W->isBusy())
        readFrom(*W, L);
      if (W->isBusy() && Clock::now() >= W->Deadline)
        giveUpOn(*W, L,
                 "took longer than " + std::to_string(Timeout.count()) +
                     " s (--timeout)");
    }
  }
  Workers.clear();
}
