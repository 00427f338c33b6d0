"""What an editor gets for a finding."""

import sys

import lsp

TEXT = """\
#include <future>
#include <thread>
#include <vector>
int read(int);
void work(int);

int one() {
  return std::async(std::launch::async, read, 1).get();
}

void perItem(const std::vector<int> &items) {
  std::vector<std::thread> threads;
  for (int item : items)
    threads.emplace_back(work, item);
  for (std::thread &thread : threads)
    thread.join();
}

void four() {
  std::vector<std::thread> /* four of them */ workers;
  for (int i = 0; i < 4; ++i)
    workers.emplace_back(work, i);
  for (std::thread &worker : workers)
    worker.join();
}
"""


def find(diagnostics, check):
    (finding,) = [d for d in diagnostics if d.get("code") == "threadwise-" + check]
    return finding


def lines(finding):
    return [i["location"]["range"]["start"]["line"] for i in finding["relatedInformation"]]


with lsp.Server(sys.argv[1]) as server:
    file = server.open("loose.cpp", TEXT)
    diagnostics = server.diagnostics(file)
    assert len(lsp.ours(diagnostics)) == 2, diagnostics

    # The evidence, each piece with its place, and last the advice.
    per_item = find(diagnostics, "unbounded-spawn")
    assert per_item["source"] == "clang-tidy"
    assert per_item["range"]["start"] == {"line": 13, "character": 4}, per_item
    assert lines(per_item) == [12, 15, 13], per_item
    assert "the size of 'items' is data" in per_item["relatedInformation"][0]["message"].lower()
    assert "[advice: " in per_item["relatedInformation"][-1]["message"]

    # The link leads to a page that is there.
    for finding in lsp.ours(diagnostics):
        page = lsp.path_of(finding["codeDescription"]["href"])
        assert "<h1" in page.read_text(), page
        assert finding["code"].removeprefix("threadwise-") in page.read_text()

    # The fixes: first what mends it, then what keeps it as it is, then whatever
    # else clangd can do there.
    serial = find(diagnostics, "serial-spawn")
    actions = server.actions(file, serial)
    assert actions[0]["edit"]["changes"][file][0]["newText"] == "read(1)", actions
    keep = actions[1]
    assert keep["title"].startswith("keep it: "), actions
    assert all(a["kind"] != "quickfix" for a in actions[2:]), actions
    server.apply(actions[0])
    assert [d["code"] for d in lsp.ours(server.diagnostics(file))] == [
        "threadwise-unbounded-spawn"
    ]

    # Nothing of the kind where the editor asks for something else.
    assert not [
        a for a in server.actions(file, per_item, ["refactor"]) if "keep it" in a["title"]
    ]

    # The suppression is written above the line, indented like it; the command
    # that comes with it leaves the cursor behind the colon.
    (keep,) = [a for a in server.actions(file, per_item) if "keep it" in a["title"]]
    server.apply(keep)
    assert not lsp.ours(server.diagnostics(file))
    comment = "    // NOLINTNEXTLINE(threadwise-unbounded-spawn): "
    assert server.texts[file].split("\n")[13] == comment
    command = keep["command"]
    assert command["command"] in server.capabilities["executeCommandProvider"]["commands"]
    server.request("workspace/executeCommand", command)
    shown = server.call("window/showDocument")
    assert shown["uri"] == file
    assert shown["selection"]["start"] == {"line": 13, "character": len(comment)}

    # What is fine says why to whoever hovers over it, and only there.
    hover = server.hover(file, "workers.emplace_back")
    assert "`std::thread` is fine: the count is 4, a constant" in hover, hover
    assert "is fine" not in server.hover(file, "four() {"), hover

# An editor with fewer abilities gets what it can use: evidence in the message,
# no command that it cannot run.
PLAIN = {"textDocument": {"codeAction": lsp.CAPABILITIES["textDocument"]["codeAction"]}}
with lsp.Server(sys.argv[1], capabilities=PLAIN) as server:
    file = server.open("plain.cpp", TEXT)
    serial = find(server.diagnostics(file), "serial-spawn")
    assert "relatedInformation" not in serial
    assert "nothing runs beside it" in serial["message"]
    assert "[advice: " in serial["message"], serial
    keep = server.actions(file, serial)[1]
    assert "command" not in keep, keep
    assert server.capabilities["executeCommandProvider"]["commands"]
    assert not any(
        c.startswith("threadwise")
        for c in server.capabilities["executeCommandProvider"]["commands"]
    )

# A comment that is there already takes the second check in; a macro's line takes
# no comment at all.
SECOND = """\
#include <thread>
#include <vector>
void work(int);
void each(const std::vector<int> &items) {
  for (int item : items) {
    // NOLINTNEXTLINE(bugprone-foo): it is so
    std::thread(work, item).detach();
  }
}
#define SPAWN(item) \\
  std::thread(work, item).detach()
void more(const std::vector<int> &items) {
  for (int item : items)
    SPAWN(item);
}
"""
with lsp.Server(sys.argv[1]) as server:
    file = server.open("second.cpp", SECOND)
    first, *_ = lsp.ours(server.diagnostics(file))
    (keep,) = [a for a in server.actions(file, first) if "keep it" in a["title"]]
    server.apply(keep)
    assert (
        "// NOLINTNEXTLINE(threadwise-unbounded-spawn,bugprone-foo): it is so"
        in server.texts[file]
    ), server.texts[file]
    left = lsp.ours(server.diagnostics(file))
    assert all(d["range"]["start"]["line"] > 8 for d in left), left
