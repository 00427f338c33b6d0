"""Prints a run record that names the given files: PATH..."""

import json
import sys

from many import finding, location, record

out = record(
    [finding(n, at=location(path, 1, 1), evidence=[]) for n, path in enumerate(sys.argv[1:])]
)
out["files"] = {path: "0" for path in sys.argv[1:]}
print(json.dumps(out))
