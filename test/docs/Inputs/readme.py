"""Prints or replaces the code block that follows a marker of README.md.

usage: readme.py README.md MARKER            prints the block after <!-- MARKER -->
       readme.py README.md MARKER --set FILE replaces it by what is in FILE
"""

import sys

FENCE = "```\n"


def main(readme, marker, *update):
    with open(readme, encoding="utf-8") as file:
        text = file.read()
    before, found, rest = text.partition(f"<!-- {marker} -->\n")
    if not found or not rest.startswith("```"):
        sys.exit(f"{readme} has no block after <!-- {marker} -->")
    opening, _, rest = rest.partition("\n")
    block, closing, after = rest.partition(FENCE)
    if not update:
        print(block, end="")
        return
    with open(update[1], encoding="utf-8") as file:
        block = file.read()
    with open(readme, "w", encoding="utf-8") as file:
        file.write(before + found + opening + "\n" + block + closing + after)


main(*sys.argv[1:])
