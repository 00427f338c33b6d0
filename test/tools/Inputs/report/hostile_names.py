"""Makes names/ with a source, its folder and a header that are meant to hurt."""

import os

SOURCE = """
#include "missing\x1b[31m::error ::owned.h"
#include "::error ::owned.h"
#include <future>
int one(int (*ask)()) { return std::async(std::launch::async, ask).get(); }
"""

for folder in ("names/x\x1b[31m\n::error ::owned", "names/::error ::owned"):
    os.makedirs(folder)
    with open(folder + "/a.cpp", "w", encoding="utf-8") as file:
        file.write(SOURCE)
os.mkdir("names/.git")
