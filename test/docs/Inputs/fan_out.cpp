#include <thread>
#include <vector>

void visit(int);

void visitAll(const std::vector<int> &places) {
  std::vector<std::thread> threads;
  for (int place : places)
    threads.emplace_back(visit, place);
  for (std::thread &thread : threads)
    thread.join();
}
