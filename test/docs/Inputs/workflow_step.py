"""Prints the commands of the step of a workflow that has WORD in them.

usage: workflow_step.py WORKFLOW WORD
"""

import re
import sys
import textwrap

workflow, word = sys.argv[1:]
with open(workflow, encoding="utf-8") as file:
    text = file.read()
for step in re.finditer(r"^( *)(?:- )?run: \|\n((?:\1 .*\n)+)", text, re.M):
    if word in step[2]:
        print(textwrap.dedent(step[2]), end="")
