"""Compares run records with docs/run-record.schema.json and with the page beside
it: DOCS RECORD... As much of JSON Schema as the schema uses."""

import json
import re
import sys

TYPES = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}
USED = {"$schema", "$ref", "$defs", "title", "description", "type", "required", "properties",
        "additionalProperties", "items", "enum", "const", "pattern", "minimum", "anyOf"}
seen = set()


def fits(value, schema, at):
    """The first reason against, or None."""
    assert set(schema) <= USED, set(schema) - USED
    if "$ref" in schema:
        return fits(value, TOP["$defs"][schema["$ref"].split("/")[-1]], at)
    if "anyOf" in schema:
        reasons = [fits(value, each, at) for each in schema["anyOf"]]
        return None if None in reasons else reasons[0]
    if "const" in schema and value != schema["const"]:
        return f"{at} is {value!r}"
    if "enum" in schema and value not in schema["enum"]:
        return f"{at} is {value!r}"
    if "type" in schema:
        is_number = isinstance(value, bool) and schema["type"] in ("integer", "number")
        if is_number or not isinstance(value, TYPES[schema["type"]]):
            return f"{at} is no {schema['type']}: {value!r}"
    if "pattern" in schema and not re.search(schema["pattern"], value):
        return f"{at} is {value!r}"
    if "minimum" in schema and value < schema["minimum"]:
        return f"{at} is {value!r}"
    if isinstance(value, list):
        for index, each in enumerate(value):
            if reason := fits(each, schema.get("items", {}), f"{at}[{index}]"):
                return reason
    if isinstance(value, dict):
        return object_fits(value, schema, at)
    return None


def object_fits(value, schema, at):
    known = schema.get("properties", {})
    for name in schema.get("required", []):
        if name not in value:
            return f"{at}.{name} is missing"
    for name, each in value.items():
        rest = schema.get("additionalProperties", {})
        if name not in known and rest is False:
            return f"{at}.{name} is not in the schema"
        if name in known:
            seen.add(name)
        if reason := fits(each, known.get(name, rest), f"{at}.{name}"):
            return reason
    return None


def names(schema):
    for name, each in schema.get("properties", {}).items():
        yield name
        yield from names(each)
    for each in [*schema.get("$defs", {}).values(), *[schema[k] for k in ("items",) if k in schema]]:
        yield from names(each)


docs, *records = sys.argv[1:]
with open(docs + "/run-record.schema.json", encoding="utf-8") as schema_file:
    TOP = json.load(schema_file)
for record in records:
    with open(record, encoding="utf-8") as record_file:
        if why := fits(json.load(record_file), TOP, record):
            sys.exit(why)
with open(docs + "/run-record.md", encoding="utf-8") as page_file:
    PAGE = page_file.read()
for field in sorted(set(names(TOP))):
    if field not in seen:
        sys.exit(f"no record has {field}: it is not compared")
    if not re.search(rf"\b{field}\b", PAGE):
        sys.exit(f"run-record.md says nothing of {field}")
