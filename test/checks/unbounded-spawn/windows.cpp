// RUN: %threadwise %s unbounded-spawn,serial-spawn -std=c++17 -- -- --target=x86_64-pc-windows-msvc
//
// Code for Windows: a HANDLE is closed when all is over, and closing it is a
// detach where nobody has waited.

extern "C" {
typedef void *HANDLE;
typedef unsigned long DWORD;
typedef int BOOL;
typedef unsigned long long SIZE_T;
typedef unsigned long long SOCKET;
typedef DWORD(__stdcall *LPTHREAD_START_ROUTINE)(void *);
HANDLE __stdcall CreateThread(void *, SIZE_T, LPTHREAD_START_ROUTINE, void *, DWORD, DWORD *);
DWORD __stdcall WaitForSingleObject(HANDLE, DWORD);
DWORD __stdcall WaitForMultipleObjects(DWORD, const HANDLE *, BOOL, DWORD);
BOOL __stdcall CloseHandle(HANDLE);
BOOL __stdcall ReleaseSemaphore(HANDLE, long, long *);
unsigned long long _beginthreadex(void *, unsigned, unsigned(__stdcall *)(void *), void *, unsigned, unsigned *);
SOCKET __stdcall accept(SOCKET, void *, int *);
}
#define INFINITE 0xFFFFFFFFul

struct Job {
  int Number;
};
DWORD __stdcall serve(void *Argument);
unsigned __stdcall session(void *Argument);
void beside(Job *J);

void acceptAll(SOCKET Listener) {
  for (;;) {
    SOCKET Client = accept(Listener, nullptr, nullptr);
    HANDLE Thread = CreateThread(nullptr, 0, serve, (void *)Client, 0, nullptr);
    // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'CreateThread' called once per accepted connection: nothing bounds how many threads run at once
    CloseHandle(Thread);
  }
}

void acceptOthers(SOCKET Listener) {
  while (true) {
    SOCKET Client = accept(Listener, nullptr, nullptr);
    _beginthreadex(nullptr, 0, session, (void *)Client, 0, nullptr);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: '_beginthreadex' called once per accepted connection: nothing bounds how many threads run at once
  }
}

void withRoom(SOCKET Listener, HANDLE Room) {
  for (;;) {
    SOCKET Client = accept(Listener, nullptr, nullptr);
    WaitForSingleObject(Room, INFINITE);
    HANDLE Thread = CreateThread(nullptr, 0, serve, (void *)Client, 0, nullptr);
    CloseHandle(Thread);
  }
}

void waited(Job *J, Job *Other) {
  HANDLE Thread = CreateThread(nullptr, 0, serve, J, 0, nullptr);
  beside(Other);
  WaitForSingleObject(Thread, INFINITE);
  CloseHandle(Thread);
}

void timed(Job *J) {
  HANDLE Thread = CreateThread(nullptr, 0, serve, J, 0, nullptr);
  WaitForSingleObject(Thread, 5000);
  CloseHandle(Thread);
}

void both(Job *First, Job *Second) {
  HANDLE Threads[2];
  Threads[0] = CreateThread(nullptr, 0, serve, First, 0, nullptr);
  Threads[1] = CreateThread(nullptr, 0, serve, Second, 0, nullptr);
  WaitForMultipleObjects(2, Threads, 1, INFINITE);
  CloseHandle(Threads[0]);
  CloseHandle(Threads[1]);
}

void forNothing(Job *J) {
  HANDLE Thread = CreateThread(nullptr, 0, serve, J, 0, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'CreateThread' is started and waited for at once: nothing runs beside it
  WaitForSingleObject(Thread, INFINITE);
  CloseHandle(Thread);
}

void leftAlone(Job *J) {
  HANDLE Thread = CreateThread(nullptr, 0, serve, J, 0, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'CreateThread' called once per call of 'leftAlone': nothing bounds how many threads run at once
  CloseHandle(Thread);
}

void eitherWay(Job *J, bool Waits) {
  HANDLE Thread = CreateThread(nullptr, 0, serve, J, 0, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'CreateThread' called once per call of 'eitherWay': nothing bounds how many threads run at once
  if (Waits) {
    WaitForSingleObject(Thread, INFINITE);
    return;
  }
  CloseHandle(Thread);
}
