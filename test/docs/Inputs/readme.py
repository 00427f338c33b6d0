"""Prints the code block that follows a marker of README.md.

usage: readme.py README.md MARKER, for a block after `<!-- MARKER -->`
"""

import sys

readme, marker = sys.argv[1:]
with open(readme, encoding="utf-8") as file:
    parts = file.read().split(f"<!-- {marker} -->\n")
if len(parts) != 2 or not parts[1].startswith("```"):
    sys.exit(f"{readme} has not one block after <!-- {marker} -->")
block = parts[1].split("\n", 1)[1]
print(block.split("```\n", 1)[0], end="")
