#include <string>
#include <thread>
#include <vector>

void fetch(const std::string &Url);

void fetchAll(const std::vector<std::string> &Urls) {
  std::vector<std::thread> Workers;
  for (const std::string &Url : Urls)
    Workers.emplace_back(fetch, Url);
  for (std::thread &Worker : Workers)
    Worker.join();
}
