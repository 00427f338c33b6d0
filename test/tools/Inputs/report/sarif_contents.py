"""Writes a record with all that a finding can have, RECORD FOLDER, or looks at
what became of it: --check SARIF."""

import hashlib
import json
import os
import sys

from many import finding, location, record

NAME = "src/a b#%.cpp"
CODE = "int one;\nint \u00fc; int two;\nint three;\n"


def write(path, root):
    os.makedirs(os.path.join(root, "src"))
    os.mkdir(os.path.join(root, ".git"))
    with open(os.path.join(root, NAME), "w", encoding="utf-8") as file:
        file.write(CODE)
    # Columns count bytes: the second letter of line 2 has two.
    place = {**location(NAME, 2, 9), "endColumn": 16, "offset": 17, "length": 7}
    above = {**location(NAME, 1, 5), "endColumn": 8, "offset": 4, "length": 3}
    nowhere = None
    full = finding(
        0,
        check="threadwise-serial-spawn",
        form="waited-at-once",
        at=place,
        evidence=[
            {"text": "first [of] all", "at": above},
            {"text": "without a place", "at": nowhere},
            {"text": "then", "at": place},
        ],
        fixes=[{"text": "long ", "at": above}],
        advice=["sequential-default"],
    )
    crowded = finding(1, at=place, evidence=[{"text": f"e{n}", "at": above} for n in range(150)])
    unplaced = finding(2, at=nowhere, evidence=[])
    out = record([full, crowded, unplaced])
    out["files"] = {NAME: hashlib.sha256(CODE.encode()).hexdigest()}
    with open(path, "w", encoding="utf-8") as file:
        json.dump(out, file)


def check(path):
    with open(path, encoding="utf-8") as file:
        run = json.load(file)["runs"][0]
    full, crowded, unplaced = run["results"]
    uri = "src/a%20b%23%25.cpp"
    place = full["locations"][0]["physicalLocation"]
    assert place["artifactLocation"] == {"uri": uri, "uriBaseId": "SRCROOT"}, place
    region = place["region"]
    assert (region["startLine"], region["startColumn"], region["endColumn"]) == (2, 8, 15), region
    assert region["snippet"]["text"] == CODE.split("\n")[1]
    assert full["message"]["text"] == (
        "text 0\n[first \\[of\\] all](0)\nwithout a place\n[then](1)\ndo that"
    ), full["message"]
    related = full["relatedLocations"]
    assert [r["id"] for r in related] == [0, 1]
    assert [r["message"]["text"] for r in related] == ["first [of] all", "then"]
    steps = full["codeFlows"][0]["threadFlows"][0]["locations"]
    assert [s["location"]["message"]["text"] for s in steps] == ["first [of] all", "then", "text 0"]
    change = full["fixes"][0]["artifactChanges"][0]
    assert change["artifactLocation"]["uri"] == uri
    (replacement,) = change["replacements"]
    assert replacement["insertedContent"] == {"text": "long "}
    deleted = replacement["deletedRegion"]
    assert [deleted[name] for name in ("startLine", "startColumn", "endLine", "endColumn")] == [
        1, 5, 1, 8,
    ], deleted
    prints = full["partialFingerprints"]
    assert prints["primaryLocationLineHash"] == prints["threadwiseFindingId/v1"]
    rule = run["tool"]["driver"]["rules"][full["ruleIndex"]]
    assert rule["help"]["markdown"].startswith("# ") and len(rule["help"]["markdown"]) > 1000
    assert rule["fullDescription"]["text"] and "concurrency" in rule["properties"]["tags"]
    assert len(crowded["relatedLocations"]) == 100
    assert "50 more places are left out: GitHub takes 100" in crowded["message"]["text"]
    assert "locations" not in unplaced and "codeFlows" not in unplaced, unplaced
    assert '""' not in json.dumps([full, crowded, unplaced]), "something is empty"


if sys.argv[1] == "--check":
    check(sys.argv[2])
else:
    write(*sys.argv[1:])
