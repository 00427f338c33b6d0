"""Prints the findings of a SARIF file as clang prints them, without their places."""

import json
import sys

with open(sys.argv[1], encoding="utf-8") as file:
    results = json.load(file)["runs"][0]["results"]
for line in sorted(f"warning: {r['message']['text'].split(chr(10))[0]} [{r['ruleId']}]" for r in results):
    print(line)
