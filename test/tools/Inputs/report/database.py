"""Prints a compilation database: FOLDER FILE..."""

import json
import sys

folder, *files = sys.argv[1:]
print(
    json.dumps(
        [
            {"directory": folder, "file": f, "arguments": ["c++", "-std=c++17", "-c", f]}
            for f in files
        ]
    )
)
