// No more of Windows and its C runtime than the tests need.
#ifndef WINDOWS_THREADS_H
#define WINDOWS_THREADS_H
#ifdef __cplusplus
extern "C" {
#endif
typedef void *HANDLE;
typedef unsigned long DWORD;
typedef int BOOL;
typedef __SIZE_TYPE__ SIZE_T, SOCKET;
typedef DWORD (*LPTHREAD_START_ROUTINE)(void *);
HANDLE CreateThread(void *, SIZE_T, LPTHREAD_START_ROUTINE, void *, DWORD,
                    DWORD *);
__SIZE_TYPE__ _beginthreadex(void *, unsigned, unsigned (*)(void *), void *,
                             unsigned, unsigned *);
DWORD WaitForSingleObject(HANDLE, DWORD);
DWORD WaitForMultipleObjects(DWORD, const HANDLE *, BOOL, DWORD);
BOOL CloseHandle(HANDLE);
BOOL ReleaseSemaphore(HANDLE, long, long *);
SOCKET accept(SOCKET, void *, int *);
#define INFINITE 0xFFFFFFFFul
#ifdef __cplusplus
}
#endif
#endif
