"""Prints a run record that names the given files: [--no-hashes] PATH..."""

import json
import sys

from many import finding, location, record

paths = [path for path in sys.argv[1:] if path != "--no-hashes"]
out = record([finding(n, at=location(path, 1, 1), evidence=[]) for n, path in enumerate(paths)])
if "--no-hashes" not in sys.argv:
    out["files"] = {path: "0" for path in paths}
print(json.dumps(out))
