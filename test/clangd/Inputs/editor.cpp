#include <future>
int read(int);
int twice() {
  int first = std::async(std::launch::async, read, 1).get();
  return 2 * first;
}
