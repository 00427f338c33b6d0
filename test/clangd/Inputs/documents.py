"""Findings in the text as it is in the editor: edits, columns, many files,
headers, templates, requests that are cancelled."""

import sys

import lsp

HEAD = """\
#include <thread>
#include <vector>
void work(int);
"""
PER_ITEM = """\
void perItem(const std::vector<int> &items) {
  std::vector<std::thread> threads;
  for (int item : items)
    threads.emplace_back(work, item);
  for (std::thread &thread : threads)
    thread.join();
}
"""


def places(diagnostics):
    return [
        (d["code"].removeprefix("threadwise-"), *lsp.place(d["range"]["start"]))
        for d in lsp.ours(diagnostics)
    ]


def position(line, character):
    return {"line": line, "character": character}


with lsp.Server(sys.argv[1]) as server:
    # Edits come in pieces; columns count units of UTF-16, of which a face takes
    # two. The finding moves with the text, and so does the suppression.
    file = server.open("edited.cpp", HEAD + PER_ITEM)
    assert places(server.diagnostics(file)) == [("unbounded-spawn", 6, 4)]
    line = '    puts("\U0001F600\u00e4"), threads.emplace_back(work, item);'
    server.texts[file] = HEAD.replace("void", "int puts(const char *);\nvoid") + (
        PER_ITEM.replace("    threads.emplace_back(work, item);", line)
    )
    server.change(
        file,
        {
            "range": {"start": position(2, 0), "end": position(2, 0)},
            "text": "int puts(const char *);\n",
        },
        {
            "range": {"start": position(7, 4), "end": position(7, 4)},
            "text": 'puts("\U0001F600"), ',
        },
        {
            "range": {"start": position(7, 12), "end": position(7, 12)},
            "text": "\u00e4",
        },
    )
    column = len(line[: line.index("threads")].encode("utf-16-le")) // 2
    (finding,) = lsp.ours(server.diagnostics(file))
    assert finding["range"]["start"] == position(7, column), finding
    (keep,) = [a for a in server.actions(file, finding) if "keep it" in a["title"]]
    server.apply(keep)
    assert not lsp.ours(server.diagnostics(file))

    # An edit that mends it, and one that breaks it again.
    server.replace(file, HEAD)
    assert not lsp.ours(server.diagnostics(file))
    server.replace(file, HEAD + PER_ITEM)
    assert places(server.diagnostics(file)) == [("unbounded-spawn", 6, 4)]

    # Many files: each has its own findings.
    files = [server.open(f"many/{n}.cpp", "\n" * n + HEAD + PER_ITEM) for n in range(8)]
    seen = {}
    while len(seen) < len(files):
        note = server.notes.get(timeout=lsp.PATIENCE)
        if note["method"] == "textDocument/publishDiagnostics":
            seen[note["params"]["uri"]] = note["params"]["diagnostics"]
    for n, uri in enumerate(files):
        assert places(seen[uri]) == [("unbounded-spawn", 6 + n, 4)], seen[uri]
        server.close(uri)

    # A header that is opened alone, and a file that includes it: what stands in
    # the header is reported where it stands. Bodies of headers are not in sight of
    # the file that includes them, and nothing is guessed about them.
    header = server.open("pool.h", "#pragma once\n" + HEAD + PER_ITEM)
    assert places(server.diagnostics(header)) == [("unbounded-spawn", 7, 4)]
    user = server.open("user.cpp", '#include "pool.h"\nvoid f() { perItem({1, 2}); }\n')
    assert not lsp.ours(server.diagnostics(user))
    spawner = server.write(
        "spawner.h",
        "#pragma once\n#include <thread>\n"
        "inline void start(void (*f)()) { std::thread(f).detach(); }\n"
        "struct Stop { private: bool stop = false; public: void set() { stop = true; }"
        " bool get() const { return stop; } };\n",
    )
    user = server.open(
        "caller.cpp",
        '#include "spawner.h"\n#include <vector>\n'
        "void f(const std::vector<void (*)()> &v) { for (auto g : v) start(g); }\n"
        "void wait(const Stop &s) { while (!s.get()) std::this_thread::yield(); }\n",
    )
    assert not lsp.ours(server.diagnostics(user))

    # A template that nothing instantiates.
    file = server.open(
        "template.cpp",
        HEAD
        + "template <typename T> void each(const std::vector<T> &items) {\n"
        + "  for (const T &item : items)\n"
        + "    std::thread([&] { item(); }).detach();\n}\n",
    )
    assert places(server.diagnostics(file)) == [("unbounded-spawn", 5, 4)]

    # A file that changes while it is read: only the last version counts, and a
    # request that is cancelled is answered.
    file = server.open("fast.cpp", HEAD)
    for n in range(20):
        server.replace(file, HEAD + "\n" * n + (PER_ITEM if n % 2 else ""))
    request = server.send(
        "textDocument/codeAction",
        {
            "textDocument": {"uri": file},
            "range": {"start": position(0, 0), "end": position(30, 0)},
            "context": {"diagnostics": []},
        },
    )
    server.notify("$/cancelRequest", {"id": request})
    assert places(server.diagnostics(file)) == [("unbounded-spawn", 6 + 19, 4)]
    server.answer(request)

    # An edit that the next one takes back, and a file that is closed while it is
    # read, leave nothing running.
    server.replace(file, HEAD + "".join(PER_ITEM.replace("perItem", f"f{n}") for n in range(2000)))
    server.replace(file, HEAD)
    assert not lsp.ours(server.diagnostics(file))
    server.replace(file, HEAD + PER_ITEM)
    server.close(file)
    server.rest()
