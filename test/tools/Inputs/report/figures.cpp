namespace std {
enum class launch { async };
template <class T> struct future {
  T get() { return T(); }
};
template <class F> future<int> async(launch, F) { return {}; }
} // namespace std

struct Ring {
  long Head = 0;
  long Tail = 0;
  void push() { __atomic_fetch_add(&Head, 1, 5); }
  void pop() { __atomic_fetch_add(&Tail, 1, 5); }
};

int twice(int N) {
  auto Sum = std::async(std::launch::async, [=] { return N + N; });
  int Other = N * 3;
  return Sum.get() + Other;
}
