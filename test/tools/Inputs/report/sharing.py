"""Prints a run record with a finding that has a layout and one with figures."""

import json

from many import finding, record

print(
    json.dumps(
        record(
            [
                finding(
                    2,
                    check="threadwise-false-sharing",
                    figures={
                        "layout": {
                            "lineSize": 64,
                            "relative": False,
                            "members": [
                                {"name": "Head", "offset": 0, "size": 8},
                                {"name": "Tail", "offset": 8, "size": 8},
                            ],
                        }
                    },
                ),
                finding(
                    3,
                    check="threadwise-trivial-task",
                    figures={"numbers": {"work-ns": 12, "start-ns": 34000}},
                ),
            ]
        )
    )
)
