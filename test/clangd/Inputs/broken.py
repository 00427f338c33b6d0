"""Files with errors: what clang says about them is what stock clangd shows, and
the server lives on."""

import sys

import lsp

ours, stock = sys.argv[1:]

PER_ITEM = """\
#include <thread>
#include <vector>
void work(int);
{include}
void perItem(const std::vector<int> &items) {{
  std::vector<std::thread> threads;
  for (int item : items)
    threads.emplace_back(work, item{close}
  for (std::thread &thread : threads)
    thread.join();
  int *pointer = "text";
}}
"""
UNKNOWN = """\
#include <thread>
void work(int);
void Server::run(const Items &items) {
  for (const Item &item : items)
    boost::thread(work, item).detach();
  undeclared(3);
  wrok(2);
}
"""
FILES = {
    "missing-include.cpp": '#include "not/there.h"\n' + PER_ITEM.format(include="", close=");"),
    "late-include.cpp": PER_ITEM.format(include='#include "not/there.h"', close=");"),
    "half-written.cpp": PER_ITEM.format(include="", close=""),
    "unknown-names.cpp": UNKNOWN,
    "many-errors.cpp": "void f() {\n" + "  undeclared = 1;\n" * 40 + "}\n",
    "no-braces.cpp": "#include <thread>\nvoid f() { std::thread t([",
    "empty.cpp": "",
}


def published(program):
    result = {}
    with lsp.Server(program) as server:
        for name, text in FILES.items():
            file = server.open(name, text)
            result[name] = [
                {k: v for k, v in d.items() if k != "relatedInformation"}
                for d in server.diagnostics(file)
            ]
    return result


with_ours, without = published(ours), published(stock)
for name in FILES:
    theirs = [d for d in with_ours[name] if d not in lsp.ours(with_ours[name])]
    assert theirs == without[name], f"{name}:\n{theirs}\n{without[name]}"
