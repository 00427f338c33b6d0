"""Writes eight pictures and a list of them into a folder."""

import os
import sys

folder = sys.argv[1]
names = []
for number in range(8):
    names.append(os.path.join(folder, f"{number}.ppm"))
    pixels = bytes((number * 7 + i) % 256 for i in range(640 * 480 * 3))
    with open(names[-1], "wb") as out:
        out.write(b"P6\n640 480\n255\n" + pixels)
with open(os.path.join(folder, "list"), "w", encoding="utf-8") as out:
    out.write("\n".join(names) + "\n")
