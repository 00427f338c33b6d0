// Nothing that runs beside anything else.
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace {

struct Request {
  int Id;
  std::string Path;
};


std::string load(const std::string &Path) { return Path + "!"; }

} // namespace

int main() {
  std::map<std::string, std::string> Pages;
  for (int Id = 0; Id < 100; ++Id) {
    Request R{Id, "page" + std::to_string(Id % 7)};
    Pages[R.Path] = load(R.Path);
  }
  std::size_t Total = 0;
  for (auto &Page : Pages)
    Total += Page.second.size();
  return Total == 0;
}
