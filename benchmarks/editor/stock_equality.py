#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Is everything else as stock clangd has it? `clangd --check` on real files.

    benchmarks/editor/stock_equality.py [--files N] [--ours P] [--stock P] FOLDER...

Each FOLDER holds a compile_commands.json. Both programs check the same files, with
clangd's features all exercised at many places; what they print must be the same
but for our findings, times and addresses.
"""

import argparse
import json
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
# What differs between two runs of one program, or names the program itself.
NOISE = re.compile(
    r"^[IVEDW]\[\d\d:\d\d:\d\d\.\d+\]|\d+(\.\d+)? ?(ms|s|seconds)\b|\bPID: \d+|0x[0-9a-f]+"
    r"|argv\[\d+\]: .*|/[\w./+-]*/(threadwise-)?clangd(-\d+)?\b|preamble-[0-9a-f]+"
)
OURS = re.compile(r"\[threadwise-[a-z-]+\]")
# Lines about the program, not about the file.
ABOUT = ("Working directory", "argv", "Features:", "--resource-dir", "All checks completed", "PID")


def output(program, file, folder):
    run = subprocess.run(
        [program, f"--check={file}", f"--compile-commands-dir={folder}"],
        capture_output=True,
        text=True,
    )
    lines, findings = [], 0
    for line in (run.stdout + run.stderr).splitlines():
        line = NOISE.sub("", line).strip()
        if OURS.search(line):
            findings += 1
        elif line and not any(a in line for a in ABOUT):
            lines.append(re.sub(r"-resource-dir=\S+", "", line))
    return lines, findings


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("folders", nargs="+")
    parser.add_argument("--files", type=int, default=20)
    parser.add_argument("--ours", default=ROOT / "build/llvm-22/bin/threadwise-clangd")
    parser.add_argument("--stock", default="/usr/lib/llvm-22/bin/clangd")
    arguments = parser.parse_args()
    files = []
    for folder in arguments.folders:
        database = json.loads((pathlib.Path(folder) / "compile_commands.json").read_text())
        here = sorted({str(pathlib.Path(c["directory"], c["file"])) for c in database})
        count = max(1, arguments.files // len(arguments.folders))
        files += [(f, folder) for f in here[:: max(1, len(here) // count)][:count]]
    different = findings = 0
    for file, folder in files:
        stock, _ = output(arguments.stock, file, folder)
        ours, found = output(arguments.ours, file, folder)
        findings += found
        if stock == ours:
            continue
        different += 1
        print(f"{file} differs:")
        for line in [f"- {l}" for l in stock if l not in ours][:5]:
            print(f"  {line}")
        for line in [f"+ {l}" for l in ours if l not in stock][:5]:
            print(f"  {line}")
    print(f"{len(files)} files, {different} different, {findings} findings of ours")
    return 1 if different else 0


sys.exit(main())
