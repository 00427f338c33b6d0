// RUN: %threadwise %s unbounded-spawn -std=c++17 --allow-errors
//
// The header that defines the project's macros is missing, and with it those of
// the standard library and of the system: clang would lose what stands behind
// the first of them.

#include "server.h"

NET_BEGIN_NAMESPACE

class NET_API Server : public QObject {
  Q_OBJECT

public:
  NET_DISABLE_COPY(Server)

  void run(int listener) NET_EXCLUDES(mutex_) {
    while (true) {
      int client = accept(listener, nullptr, nullptr);
      std::thread([=] { serve(client); }).detach();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'std::thread' called once per accepted connection: nothing bounds how many threads run at once
    }
  }

  NET_NODISCARD bool running() const NET_NOEXCEPT { return running_; }

private:
  void serve(int client);
  std::mutex mutex_;
  bool running_ NET_GUARDED_BY(mutex_) = false;
};

static NET_INLINE void mirror(std::vector<Page> pages) {
  NET_FOREACH (const Page &page, pages) {
    std::thread([page] { fetch(page); }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per element of 'pages': nothing bounds how many threads run at once
  }
}

DWORD WINAPI serveAll(_In_ LPVOID argument) {
  SOCKET listener = *(SOCKET *)argument;
  while (true) {
    SOCKET client = accept(listener, NULL, NULL);
    if (client == INVALID_SOCKET)
      continue;
    std::thread([=] { serve(client); }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per accepted connection: nothing bounds how many threads run at once
  }
}

extern "C" JNIEXPORT void JNICALL Java_net_serve(JNIEnv *env, jint listener) {
  while (true) {
    // It fits no overload: the type of 'listener' is not known.
    int client = accept(listener, nullptr, nullptr);
    std::thread([=] { serve(client); }).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'std::thread' called once per accepted connection: nothing bounds how many threads run at once
  }
}

NET_END_NAMESPACE
