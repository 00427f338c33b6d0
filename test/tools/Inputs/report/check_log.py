"""Looks for what a terminal or a runner would obey in the given files."""

import re
import sys

for name in sys.argv[1:]:
    with open(name, encoding="utf-8", newline="") as file:
        text = file.read()
    assert "owned" in text, name
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", text), (name, text)
    assert not re.search(r"^\s*::", text, re.MULTILINE), (name, text)
