"""Opens a page in headless Chromium: PAGE FINDINGS [SECONDS]

Its script has run and nothing was refused; with SECONDS, it costs the processor
no more than that, a browser without a page not counted.
"""

import os
import re
import resource
import subprocess
import sys
import tempfile


def opened(page):
    """What became of the page, what was said, and the seconds of processor."""

    def used():
        children = resource.getrusage(resource.RUSAGE_CHILDREN)
        return children.ru_utime + children.ru_stime

    before = used()
    with tempfile.TemporaryDirectory() as folder:
        result = subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--dump-dom",
             "--enable-logging=stderr", f"--user-data-dir={folder}", page],
            capture_output=True, check=True, text=True, timeout=300,
        )
    return result.stdout, result.stderr, used() - before


_, _, empty = opened("about:blank")
dom, said, seconds = opened("file://" + os.path.abspath(sys.argv[1]))
assert len(re.findall("<article ", dom)) == int(sys.argv[2])
assert '<form id="filter">' in dom, "the script has not run"
console = [line for line in said.splitlines() if "CONSOLE" in line]
assert not console, console
if len(sys.argv) > 3:
    assert seconds - empty < float(sys.argv[3]), seconds - empty
