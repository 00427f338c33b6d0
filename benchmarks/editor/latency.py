#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What our checks cost an editor: threadwise-clangd against stock clangd.

    benchmarks/editor/latency.py [--rounds N] [--ours PROGRAM] [--stock PROGRAM]
    benchmarks/editor/latency.py --instructions [--only NAME] ...

Three servers are fed the same edits: stock clangd, ours with our checks excluded by
a configuration, and ours. Stock checks are clangd's own default in all three. An
edit ends when its diagnostics are published.

By default the servers run one after the other, each several times, and the median
time of an edit on the clock is reported, and the memory that each further open file
takes. With --instructions callgrind counts what an edit costs the server in all its
threads, which no other work on the machine disturbs; that takes about 45 minutes.

*Warm*: a line of a body changes, the preamble (the includes) is kept. *Cold*: an
include changes, and the preamble is built anew.
"""

import argparse
import pathlib
import re
import statistics
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "test/clangd/Inputs"))

import lsp

HEAD = """\
#include <algorithm>
#include <future>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>
"""

# Threads, locks and a queue, as a file that is about them has.
THREADED = """\
namespace part{n} {{
struct Item {{ int id; std::string name; }};
class Store {{
public:
  void put(Item item) {{
    std::lock_guard<std::mutex> lock(mutex_);
    items_[item.id] = std::move(item);
  }}
  std::size_t size() const {{
    std::lock_guard<std::mutex> lock(mutex_);
    return items_.size();
  }}
private:
  mutable std::mutex mutex_;
  std::map<int, Item> items_;
}};
inline void fill(Store &store, const std::vector<Item> &items, unsigned count) {{
  std::vector<std::thread> workers;
  for (unsigned w = 0; w < count; ++w)
    workers.emplace_back([&, w] {{
      for (std::size_t i = w; i < items.size(); i += count)
        store.put(items[i]);
    }});
  for (std::thread &worker : workers)
    worker.join();
}}
inline int sum(const std::vector<int> &values) {{
  std::future<int> half = std::async(std::launch::async, [&] {{
    int total = 0;
    for (std::size_t i = 0; i < values.size() / 2; ++i)
      total += values[i];
    return total;
  }});
  int total = 0;
  for (std::size_t i = values.size() / 2; i < values.size(); ++i)
    total += values[i];
  return total + half.get();
}}
}} // namespace part{n}
"""

# Code as it mostly is: of the parts of a large file, one in ten has threads.
PLAIN = """\
namespace part{n} {{
struct Entry {{ std::string key; int weight = 0; }};
inline std::vector<Entry> heaviest(std::vector<Entry> entries, std::size_t count) {{
  std::sort(entries.begin(), entries.end(), [](const Entry &a, const Entry &b) {{
    return a.weight > b.weight;
  }});
  if (entries.size() > count)
    entries.resize(count);
  return entries;
}}
inline std::map<std::string, int> byKey(const std::vector<Entry> &entries) {{
  std::map<std::string, int> weights;
  for (const Entry &entry : entries) {{
    int &weight = weights[entry.key];
    if (entry.weight < 0)
      continue;
    weight += entry.weight;
  }}
  return weights;
}}
inline int classify(const std::string &text) {{
  int vowels = 0, others = 0;
  for (char c : text) {{
    switch (c) {{
    case 'a': case 'e': case 'i': case 'o': case 'u':
      ++vowels;
      break;
    default:
      ++others;
    }}
  }}
  return vowels * {n} - others;
}}
}} // namespace part{n}
"""


def small():
    return HEAD + THREADED.format(n=0)


def large():
    text, n = HEAD, 0
    while text.count("\n") < 5000:
        text += (PLAIN if n % 10 else THREADED).format(n=n)
        n += 1
    return text


# Which servers there are, in the order of the tables.
SUBJECTS = ("stock", "ours, checks excluded", "ours")
# Servers started by the clock for each, and edits of each that do not count.
TURNS, WARM_UP = 3, 2
# The standard library's index is built once, at an unknown time.
QUIET = "Index: {StandardLibrary: No}\n"
# clangd's own default, which a configuration that excludes ours would replace.
STOCK_CHECKS = (
    "readability-misleading-indentation,readability-deleted-default,"
    "bugprone-integer-division,bugprone-sizeof-expression,"
    "bugprone-suspicious-missing-comma,bugprone-unused-raii,"
    "bugprone-unused-return-value,misc-unused-using-decls,"
    "misc-unused-alias-decls,misc-definitions-in-headers"
)


class Subject:
    """A server with one file open."""

    def __init__(self, name, programs, text, under=()):
        self.folder = tempfile.TemporaryDirectory(prefix="threadwise-latency-")
        pathlib.Path(self.folder.name, ".clangd").write_text(QUIET)
        checks = STOCK_CHECKS
        if name == "ours, checks excluded":
            checks += ",-threadwise-*"
        configuration = pathlib.Path(self.folder.name, ".clang-tidy")
        configuration.write_text(f"Checks: '{checks}'\n")
        program = programs["stock" if name == "stock" else "ours"]
        command = [*under, str(program)]
        self.server = lsp.Server(command[0], command[1:], folder=self.folder.name)
        self.file = self.server.open("file.cpp", text)
        self.server.diagnostics(self.file)

    def edit(self, text):
        clock = time.monotonic()
        # clangd waits a while for a next edit, unless it is asked at once.
        self.server.change(self.file, {"text": text}, at_once=True)
        self.server.diagnostics(self.file)
        return time.monotonic() - clock

    def close(self):
        # It goes on indexing after its diagnostics.
        self.server.rest()
        self.server.__exit__(None, None)
        log = self.server.errors()
        self.folder.cleanup()
        return log


def edited(text, round, cold):
    if cold:
        return text.replace(
            "<map>", "<map>\n" + "#include <set>\n" * (round % 2 + 1)
        )
    return text + f"int edit{round}() {{ return {round}; }}\n"


def clock(programs, text, cold, rounds):
    """Seconds of each edit, by subject. The servers run one after the other, each
    several times: while one rests, the system may take its memory away."""
    results = {name: [] for name in SUBJECTS}
    for turn in range(TURNS):
        for name in SUBJECTS[turn % 3 :] + SUBJECTS[: turn % 3]:
            subject = Subject(name, programs, text)
            for round in range(WARM_UP + rounds):
                seconds = subject.edit(edited(text, round, cold))
                if round >= WARM_UP:
                    results[name].append(seconds)
            subject.close()
    return [results[name] for name in SUBJECTS]


def instructions(name, programs, text, cold, edits):
    """Of one edit: what a session with some costs more than one with none."""
    totals = []
    for count in (0, edits):
        callgrind = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null"]
        subject = Subject(name, programs, text, callgrind)
        for round in range(count):
            subject.edit(edited(text, round, cold))
        log = subject.close()
        found = re.search(r"Collected : (\d+)", log)
        if not found:
            sys.exit(f"callgrind counted nothing:\n{log[-2000:]}")
        totals.append(int(found[1]))
    return (totals[1] - totals[0]) / edits


def resident(server):
    for line in pathlib.Path(f"/proc/{server.process.pid}/status").open():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    sys.exit("the server has ended")


def memory(name, programs, text, files):
    subject = Subject(name, programs, text)
    before = resident(subject.server)
    for n in range(files):
        uri = subject.server.open(f"file{n}.cpp", text.replace("part", f"part_{n}_"))
        subject.server.diagnostics(uri)
    grown = resident(subject.server) - before
    subject.close()
    return grown / files


def more(base, value):
    return f"{(value / base - 1) * 100:+.2f} %"


def table(columns):
    print("| " + " | ".join(columns) + " |\n" + "|---" * len(columns) + "|", flush=True)


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--ours", default=ROOT / "build/llvm-22/bin/threadwise-clangd")
    parser.add_argument("--stock", default="/usr/lib/llvm-22/bin/clangd")
    parser.add_argument("--instructions", action="store_true")
    parser.add_argument("--only", help="rows whose name holds this", default="")
    arguments = parser.parse_args()
    programs = {"ours": arguments.ours, "stock": arguments.stock}
    if arguments.instructions:
        lsp.PATIENCE = 1800
    texts = (("small file", small(), 6), ("5,000 lines", large(), 2))
    rows = [
        (f"{name}, {'cold' if cold else 'warm'}", text, cold, edits)
        for name, text, edits in texts
        for cold in (False, True)
    ]
    unit = "M instructions" if arguments.instructions else "ms"
    table(
        [f"an edit ({unit})", *SUBJECTS, "ours against stock", "checks against none"]
    )
    for name, text, cold, edits in rows:
        if arguments.only not in name:
            continue
        if arguments.instructions:
            values = [
                instructions(s, programs, text, cold, edits) for s in SUBJECTS
            ]
            shown = [f"{value / 1e6:,.1f}" for value in values]
            ratios = [more(values[0], values[2]), more(values[1], values[2])]
        else:
            stock, excluded, ours = clock(programs, text, cold, arguments.rounds)
            values = [statistics.median(r) for r in (stock, excluded, ours)]
            shown = [f"{value * 1000:.0f}" for value in values]
            ratios = [more(base, values[2]) for base in values[:2]]
        print(f"| {' | '.join([name, *shown, *ratios])} |", flush=True)
    if arguments.instructions:
        return
    print()
    table(["memory of a further open file (MiB)", *SUBJECTS])
    for name, text, _ in texts:
        sizes = [f"{memory(s, programs, text, 6):.1f}" for s in SUBJECTS]
        print(f"| {name} | {' | '.join(sizes)} |", flush=True)


main()
