"""Prints a run record with a finding that has a layout and one with figures."""

import json

from many import finding, location, record

at = location("a.cpp", 1, 1)
print(
    json.dumps(
        record(
            [
                finding(
                    2,
                    check="threadwise-false-sharing",
                    evidence=[
                        {"text": "bytes 0 to 7: 'Head', written by 'push'", "at": at},
                        {"text": "bytes 8 to 15: 'Tail', written by 'pop'", "at": at},
                    ],
                ),
                finding(
                    3,
                    check="threadwise-trivial-task",
                    evidence=[
                        {"text": "the body takes about 12 ns", "at": at},
                        {"text": "starting one takes about 34,000 ns", "at": at},
                    ],
                ),
            ]
        )
    )
)
