"""Writes carriers as evaluation records, so that `npm run eval -- FILE` scores models on authors they were not trained on.

`python3 records.py author-5 > FILE`. The call graph is what such a record tests; its arguments are left open.
"""
from __future__ import annotations

import argparse
import json
from typing import Any

from carriers import LISTS, PARAMETERS, TOOLS, Call, Carrier, Ref, load
from generate_examples import DATA

NOW = "2026-11-20 10:15:00"
ANYTHING: dict[str, list[str]] = {"has": []}


def record(carrier: Carrier, number: int) -> dict[str, Any]:
    """A carrier as a line of an evaluation file (`PlanRecord`)."""
    return {
        "id": f"{carrier.author}-{number}",
        "now": NOW,
        "query": "".join(part if isinstance(part, str) else part[2] for part in carrier.parts),
        "plans": [[{"tool": TOOLS[call.tool], "args": arguments(call)} for call in carrier.calls]],
    }


def arguments(call: Call) -> list[Any]:
    """What each argument must hold: the results it refers to."""
    values: list[Any] = []
    for position, key in enumerate(PARAMETERS[TOOLS[call.tool]]):
        read = [f"${value.call}" for value in call.args.get(position, []) if isinstance(value, Ref)]
        values.append(read if key in LISTS else {"has": read} if read else ANYTHING)
    return values


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("author", help="the name of a file in data/carriers, without its ending")
    options = parser.parse_args()
    names = {file.stem for file in (DATA / "carriers").glob("*.jsonl")}
    if options.author not in names:
        parser.error(f"there are no carriers by {options.author}; there are {', '.join(sorted(names))}")
    for number, carrier in enumerate(load(DATA / "carriers", names - {options.author}), start=1):
        print(json.dumps(record(carrier, number), ensure_ascii=False))


if __name__ == "__main__":
    main()
