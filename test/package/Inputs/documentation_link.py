"""Follows the links of a finding, from the package's server to its pages."""

import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1]).resolve()
source = pathlib.Path(__file__).with_name("worker_per_item.cpp")
sys.path.insert(0, str(source.parents[2] / "clangd" / "Inputs"))

import lsp

with lsp.Server(root / "usr/bin/threadwise-clangd") as server:
    file = server.open(source.name, source.read_text())
    (finding,) = lsp.ours(server.diagnostics(file))
page = lsp.path_of(finding["codeDescription"]["href"])
assert page == root / "usr/share/doc/threadwise/checks/unbounded-spawn.html", page

# Every page of ours that it leads to, and those that they lead to, is there.
seen, waiting = set(), [page]
while waiting:
    page = waiting.pop()
    if page in seen:
        continue
    seen.add(page)
    for link in re.findall(r'href="([^"#]*)', page.read_text()):
        if link and not link.startswith("http"):
            target = (page.parent / link).resolve()
            assert target.exists(), f"{page}: {link}"
            if target.suffix == ".html":
                waiting.append(target)
assert len(seen) > 5, seen
