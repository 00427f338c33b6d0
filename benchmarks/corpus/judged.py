# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The judged list: reading it, adding to it, and what it says of each check."""

import collections
import json

# Below this a rate says nothing: the count is given instead.
ENOUGH_FOR_A_RATE = 20

FIELDS = {"package": str, "version": str, "file": str, "line": int, "check": str, "form": str, "message": str,
          "verdict": bool, "why": str}
PLACE = ("package", "version", "file", "line", "check")


class Malformed(Exception):
    """An entry that no reader could use."""


def place(entry):
    return tuple(entry[field] for field in PLACE)


def read(path):
    entries = json.loads(path.read_text())
    seen = set()
    for entry in entries:
        check(entry)
        if place(entry) in seen:
            raise Malformed(f"{path}: {place(entry)} is judged twice; a second judge's opinion goes under 'second'")
        seen.add(place(entry))
    return entries


def check(entry):
    for field, kind in FIELDS.items():
        if type(entry.get(field)) is not kind:
            raise Malformed(f"{entry.get('file')}:{entry.get('line')}: '{field}' must be a {kind.__name__}")
    for opinion in (entry, entry.get("second", entry)):
        if type(opinion.get("verdict")) is not bool or not opinion.get("why"):
            raise Malformed(f"{entry['file']}:{entry['line']}: a verdict is true or false and says why")


def write(path, entries):
    lines = []
    for entry in sorted(entries, key=place):
        kept = {field: entry[field] for field in FIELDS}
        if entry.get("test"):
            kept["test"] = True
        if "second" in entry:
            kept["second"] = {field: entry["second"][field] for field in ("verdict", "why")}
        lines.append(json.dumps(kept, indent=2, ensure_ascii=False))
    path.write_text("[" + ",\n".join(lines) + "]\n")


def merge(entries, opinions):
    """Adds opinions to the list: the first on a finding judges it, the next one is the second judge's."""
    known = {place(entry): entry for entry in entries}
    for opinion in opinions:
        check(opinion)
        first = known.setdefault(place(opinion), opinion)
        if first is opinion:
            continue
        if "second" in first:
            raise Malformed(f"{opinion['file']}:{opinion['line']}: two judges have spoken already")
        first["second"] = {"verdict": opinion["verdict"], "why": opinion["why"]}
    return list(known.values())


def rate(true, count):
    if count < ENOUGH_FOR_A_RATE:
        return f"{true} of {count} true"
    return f"{true} of {count} true ({100 * true / count:.0f} %)"


def score(entries):
    """What the list says of each check and form, and where the judges differ, as lines of text."""
    groups = collections.defaultdict(list)
    for entry in entries:
        groups[(entry["check"], "")].append(entry)
        groups[(entry["check"], entry["form"] or "(no form)")].append(entry)
    for (name, form), group in sorted(groups.items()):
        label = f"  {form}" if form else name
        yield f"{label:34} {rate(sum(e['verdict'] for e in group), len(group))}"
    twice = [e for e in entries if "second" in e]
    differ = [e for e in twice if e["second"]["verdict"] != e["verdict"]]
    yield f"judged twice: {len(twice)} of {len(entries)}; the judges differ on {len(differ)}"
    for e in differ:
        yield f"  {e['package']} {e['file']}:{e['line']}: {e['check']}: {e['why']} / {e['second']['why']}"
