"""When our checks run: by default, unless a configuration excludes them."""

import subprocess
import sys

import lsp

ours, stock, clang_tidy = sys.argv[1:]

TEXT = """\
#include <future>
#include <thread>
#include <vector>
void work(int);
void perItem(const std::vector<int> &items) {
  std::vector<std::thread> threads;
  for (int item : items)
    threads.emplace_back(work, item);
  for (std::thread &thread : threads)
    thread.join();
  std::async(std::launch::async, work, 1).get();
  int *nothing = 0;
}
"""
BOTH = {"unbounded-spawn", "serial-spawn"}


def found(program, files):
    with lsp.Server(program) as server:
        for name, text in files.items():
            server.write(name, text)
        diagnostics = server.diagnostics(server.open("file.cpp", TEXT))
        assert not server.errors(), server.errors()
    checks = {d["code"] for d in diagnostics if d.get("source") == "clang-tidy"}
    return {c.removeprefix("threadwise-") for c in checks}


def expect(checks, **files):
    """`tidy=` is a .clang-tidy, `clangd=` a .clangd."""
    names = {"tidy": ".clang-tidy", "clangd": ".clangd"}
    files = {names[name]: text for name, text in files.items()}
    actual = found(ours, files)
    assert actual == checks, f"{files}: {actual}"


USE_NULLPTR = "modernize-use-nullptr"

expect(BOTH)
# A configuration that omits us gets us beside what it asks for.
expect(BOTH | {USE_NULLPTR}, tidy="Checks: '-*,modernize-use-nullptr'\n")
expect(BOTH, tidy="Checks: '-*,bugprone-assert-side-effect'\n")
# One that excludes us, or one of ours, has its way.
expect({USE_NULLPTR}, tidy="Checks: '-*,modernize-use-nullptr,-threadwise-*'\n")
expect({"serial-spawn"}, tidy="Checks: '-*,-threadwise-unbounded-spawn'\n")
expect(set(), clangd="Diagnostics: {ClangTidy: {Remove: threadwise-*}}\n")
# One that names ours gets what it names.
NAMED = "Checks: '-*,threadwise-serial-spawn,modernize-use-nullptr'\n"
expect({"serial-spawn", USE_NULLPTR}, tidy=NAMED)
expect(
    BOTH | {USE_NULLPTR},
    clangd="Diagnostics: {ClangTidy: {Add: [threadwise-*, modernize-use-nullptr]}}\n",
)

# Stock tools know nothing of ours, and do not mind.
assert found(stock, {".clang-tidy": NAMED}) == {USE_NULLPTR}
with lsp.Server(ours) as server:
    server.write(".clang-tidy", NAMED)
    file = server.write("file.cpp", TEXT)
    run = subprocess.run(
        [clang_tidy, "--quiet", str(file), "--", "-std=c++17"],
        capture_output=True,
        text=True,
    )
    assert run.returncode == 0, run.stderr
    assert USE_NULLPTR in run.stdout and "threadwise" not in run.stderr, run.stderr
