"""Prints a run record with a finding that has no place, as of the command line."""

import json

from many import finding, record

print(json.dumps(record([finding(0, at=None, evidence=[])])))
