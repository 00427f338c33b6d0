"""Writes a run record whose every text is meant to hurt: [--sources FOLDER] RECORD

With a folder, the record names sources in it, whose lines are meant to hurt.
"""

import hashlib
import json
import os
import sys

from many import LEVELS, finding, location, record

TEXTS = [
    "</script><script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "\x1b]0;owned\x07\x1b[31m",
    "\r\n::error file=x::owned\n::set-output name=x::y",
    "%0A::error::owned",
    "| a | b |\n|---|\n[link](javascript:alert(1)) `x` <b> @someone",
    "\u202e reversed \u2066",
    "]]><x/>&bogus;",
    "a,b:c",
    "--><!--",
    "\u0000null",
]

findings = []
for n, text in enumerate(TEXTS):
    findings.append(
        finding(
            n,
            level=LEVELS[n % 4],
            check="threadwise-" + text,
            function=text,
            text=text,
            remedy=text,
            advice=[text],
            confidence=text,
            form=text,
            at=location("src/" + text + ".cpp", 1, 1),
            evidence=[{"text": text, "at": location(text, 1, 1)}],
            fixes=[{"text": text, "at": location(text, 1, 1)}],
        )
    )
out = record(findings)
out["tool"]["version"] = TEXTS[0]
out["units"] = [
    {
        "file": TEXTS[0],
        "header": False,
        "variant": 0,
        "shard": 1,
        "state": "analysed",
        "why": TEXTS[4],
        "errors": 0,
        "missingHeaders": [],
    }
]
if sys.argv[1] == "--sources":
    os.mkdir(sys.argv[2])
    out["files"] = {}
    for n, text in enumerate(TEXTS):
        code = ("int before;\n" + text + "\nint after;\n").encode()
        name = f"src/{n}.cpp"
        os.makedirs(os.path.join(sys.argv[2], "src"), exist_ok=True)
        with open(os.path.join(sys.argv[2], name), "wb") as file:
            file.write(code)
        out["files"][name] = hashlib.sha256(code).hexdigest()
        place = {**location(name, 2, 1), "endColumn": 2, "offset": 12, "length": 1}
        findings[n]["at"] = place
        findings[n]["evidence"] = [{"text": text, "at": place}]
        findings[n]["fixes"] = [{"text": text, "at": place}]
with open(sys.argv[-1], "w", encoding="utf-8") as file:
    json.dump(out, file)
