"""Each number that a check goes by unless it is told otherwise was measured.

    measured_defaults.py SOURCE < CONFIGURATION

CONFIGURATION is what `--dump-config` prints. The page of the check must name
the option, its default, and the measurement: a benchmark of benchmarks/costs
(`start/thread_create`) or a folder of benchmarks/agreement.
"""

import glob
import os
import re
import sys

source = sys.argv[1]
benchmarks = ""
for path in glob.glob(os.path.join(source, "benchmarks", "costs", "*.cpp")):
    with open(path) as file:
        benchmarks += file.read()


def is_measured(text):
    for name in re.findall(r"`(\w+/\w+)`", text):
        if f'"{name}"' in benchmarks:
            return True
    return any(
        os.path.exists(os.path.join(source, path, "README.md"))
        for path in re.findall(r"`(benchmarks/agreement/[\w/-]+)`", text)
    )


def says(text, option, value):
    return option in text and value in re.findall(r"[\d]+", text.replace(",", ""))


missing, seen = [], 0
options = re.findall(r"threadwise-([\w-]+)\.(\w+): +'?(\d+)'?\s", sys.stdin.read())
for check, option, value in options:
    with open(os.path.join(source, "docs", "checks", check + ".md")) as page:
        # A row of a table, or a paragraph.
        places = re.split(r"\n\n|\n(?=\|)", page.read())
    seen += 1
    if not any(says(p, option, value) and is_measured(p) for p in places):
        missing.append(f"{check}.{option}: {value}")
for line in missing:
    print("the page does not say what was measured for the default of", line)
print(f"{seen} defaults, {seen - len(missing)} measured")
sys.exit(1 if missing or not seen else 0)
