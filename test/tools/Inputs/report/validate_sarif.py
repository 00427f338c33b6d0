"""Validates SARIF: what every reader relies on, and with the SARIF Multitool
where it is installed (on PATH, or in the folder that SARIF_MULTITOOL names).

Ends with 1 and the reasons when the file has an error or a warning.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile


def require(condition, what):
    if not condition:
        sys.exit(f"{sys.argv[1]}: {what}")


def check_location(location):
    place = location["physicalLocation"]
    require(place["artifactLocation"]["uri"], "an empty URI")
    require(" " not in place["artifactLocation"]["uri"], "a URI that is not encoded")
    region = place["region"]
    require(region["startLine"] >= 1 and region["startColumn"] >= 1, "line or column 0")


def check(sarif):
    require(sarif["version"] == "2.1.0", "version")
    for run in sarif["runs"]:
        rules = run["tool"]["driver"]["rules"]
        for rule in rules:
            require(rule["shortDescription"]["text"], "a rule without a description")
        for result in run["results"]:
            require(rules[result["ruleIndex"]]["id"] == result["ruleId"], "rule index")
            require(result["message"]["text"], "an empty message")
            require(result["partialFingerprints"], "no fingerprint")
            require(result["level"] in ("error", "warning", "note"), "level")
            for location in result.get("locations", []) + result.get("relatedLocations", []):
                check_location(location)


def multitool():
    return os.environ.get("SARIF_MULTITOOL") or shutil.which("sarif-multitool")


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        check(json.load(file))
    program = multitool()
    if not program:
        print("the SARIF Multitool is not here: its rules were not asked")
        return
    with tempfile.TemporaryDirectory() as folder:
        log = os.path.join(folder, "validation.sarif")
        subprocess.run(
            [program, "validate", sys.argv[1], "--output", log, "--log", "ForceOverwrite",
             "--rule-kind", "Sarif", "--level", "Error;Warning"],
            check=False,
            stdout=subprocess.DEVNULL,
            env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"},
        )
        with open(log, encoding="utf-8-sig") as file:
            results = json.load(file)["runs"][0].get("results", [])
        for result in results:
            print(result["ruleId"], json.dumps(result["message"]))
        require(not any(r.get("level", "warning") != "note" for r in results), "not valid")


main()
