"""Prints a run record with N findings of all levels."""

import json
import sys

LEVELS = ["hang-or-crash", "resource", "slower", "practice"]


def location(name, line, column):
    return {
        "file": name,
        "line": line,
        "column": column,
        "endLine": line,
        "endColumn": column,
        "offset": 0,
        "length": 0,
    }


def record(findings):
    return {
        "format": "threadwise-run-record",
        "version": 1,
        "tool": {"version": "0.1.0", "llvm": "22.1"},
        "options": {},
        "shard": {"index": 1, "count": 1},
        "units": [],
        "includedHeaders": [],
        "configurationErrors": [],
        "sourcesWithoutCommand": [],
        "files": {},
        "findings": findings,
    }


def finding(number, **changes):
    return {
        "id": "",
        "check": "threadwise-x",
        "form": "f",
        "function": "",
        "excerpt": str(number),
        "confidence": "unrated",
        "advice": [],
        "asError": False,
        "level": LEVELS[number % 4],
        "text": f"text {number}",
        "at": location(f"f{number}.cpp", 1, 2),
        "evidence": [{"text": "because", "at": location("e.h", 3, 4)}],
        "remedy": "do that",
        "fixes": [],
        "units": [],
        **changes,
    }


if __name__ == "__main__":
    print(json.dumps(record([finding(n) for n in range(int(sys.argv[1]))])))
