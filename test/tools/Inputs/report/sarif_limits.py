"""Writes a record whose SARIF is larger than GitHub takes, --write RECORD, or looks
at what became of it: --check SARIF."""

import gzip
import json
import random
import string
import sys

from many import finding, record

if sys.argv[1] == "--write":
    source = random.Random(1)
    with open(sys.argv[2], "w", encoding="utf-8") as file:
        json.dump(
            record(
                [
                    finding(n, text="".join(source.choices(string.ascii_letters, k=4000)))
                    for n in range(4400)
                ]
            ),
            file,
        )
else:
    with open(sys.argv[2], "rb") as file:
        text = file.read()
    assert len(gzip.compress(text, 6)) <= 10_000_000
    results = json.loads(text)["runs"][0]["results"]
    assert 1100 < len(results) < 4400, len(results)
    levels = [result["properties"]["level"] for result in results]
    assert "hang-or-crash" in levels and "practice" not in levels, set(levels)
