// No more of libuv than the tests need.
#ifndef UV_H
#define UV_H
#ifdef __cplusplus
extern "C" {
#endif
typedef unsigned long uv_thread_t;
typedef void (*uv_thread_cb)(void *arg);
int uv_thread_create(uv_thread_t *tid, uv_thread_cb entry, void *arg);
int uv_thread_join(uv_thread_t *tid);
#ifdef __cplusplus
}
#endif
#endif
