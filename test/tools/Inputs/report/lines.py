"""Prints N lines of comment."""

import sys

for number in range(int(sys.argv[1])):
    print(f"// Line {number}.")
