"""Scores the models as they ship, set by set, for their manifests. It runs the product's own evaluation.

`python3 scores.py --out SCORES NAME=FILE...`; TINYAGENT_MODELS names another models folder than the project's.
"""
from __future__ import annotations

import argparse
import json
import subprocess
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
LEFT_OUT = {"latencyMs", "promptTokens", "confusion"}
"""What depends on the machine, or is for whoever looks for errors."""


def score(name: str, file: str) -> dict[str, Any]:
    """The scores on one file of records, its path relative to the project. Raises CalledProcessError with stderr shown."""
    command = ["npm", "run", "--silent", "eval", "--", file]
    run = subprocess.run([*command, "--json"], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    summary = json.loads(run.stdout)
    kept = {key: rounded(value) for key, value in summary.items() if key not in LEFT_OUT}
    return {"set": name, "command": f"npm run eval -- {file}"} | kept


def rounded(value: Any) -> Any:
    """Shares to four places, whatever they are in."""
    if isinstance(value, float):
        return round(value, 4)
    if isinstance(value, list):
        return [rounded(one) for one in value]
    return {key: rounded(one) for key, one in value.items()} if isinstance(value, dict) else value


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sets", nargs="+", metavar="NAME=FILE", help="files of records, relative to the project")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    for one in options.sets:
        name, _, file = one.partition("=")
        if not file or not (ROOT / file).is_file():
            parser.error(f"{one}: a set is written NAME=FILE, and the file is named from the project's folder")
    scored = [score(*one.split("=", 1)) for one in options.sets]
    options.out.write_text(json.dumps(scored, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
