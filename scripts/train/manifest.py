"""A model's manifest.json and its card, README.md beside it: what it is, how it was made, how it scores.

`python3 manifest.py --scores SCORES models/planner models/toolrag` puts scores (of scores.py) into manifests there are.
"""
from __future__ import annotations

import argparse
import hashlib
import json
from pathlib import Path
from typing import Any

from carriers import load
from generate_examples import DATA
from model_card import model_card

ATTRIBUTION = [
    "SLURP: Bastianelli, Vanzo, Swietojanski and Rieser, EMNLP 2020, CC BY 4.0 (texts of the devel split, some with "
    "plans of our own; the collection's labels and audio not used)",
    "CLINC150: Larson et al., EMNLP-IJCNLP 2019, CC BY 3.0 (train and validation splits, used likewise)",
]


def file_entry(folder: Path, name: str) -> dict[str, Any]:
    """What the runtime checks a file by."""
    content = (folder / name).read_bytes()
    return {"file": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def training_facts(state: dict[str, Any]) -> dict[str, Any]:
    """How a checkpoint was made, by its own account; None where an older one does not tell."""
    held_out = state["hold_out"]
    carriers = load(DATA / "carriers", set(held_out))
    authors = {carrier.author for carrier in carriers} - {"frames"}
    data = (
        f"{len(carriers)} carriers of scripts/train/data by {len(authors)} authors and one's sentence frames, "
        "exchanged, joined and noised by generate_examples.py"
    )
    public = "; utterances of SLURP and CLINC150, with plans of our own or as requests nothing can be done about"
    return {
        "data": data + (public if state["utterances"] else ""),
        "recipe": state.get("recipe"),
        "seed": state.get("seed", state.get("config", {}).get("training", {}).get("seed")),
        "steps": state["step"],
        "tokens": state.get("tokens"),
        "minutes": round(state["seconds"] / 60, 1),
        "heldOutAuthors": held_out,
    }


def write_manifest(
    folder: Path, names: list[str], state: dict[str, Any], scores: Path | None, **facts: Any
) -> None:
    """Writes manifest.json and README.md of a model folder.

    `names`: the model's files in it; `state`: the checkpoint they were made of; `scores`: a file of scores.py, of
    these very weights; `facts`: what the model's role needs, which come first.
    """
    manifest = facts | {
        "files": [file_entry(folder, name) for name in names],
        "training": training_facts(state),
        "licence": "MIT",
        "attribution": ATTRIBUTION if state["utterances"] else [],
        "scores": json.loads(scores.read_text(encoding="utf-8")) if scores else [],
    }
    put(folder, manifest)


def put(folder: Path, manifest: dict[str, Any]) -> None:
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")
    (folder / "README.md").write_text(model_card(manifest), encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", help="model folders")
    parser.add_argument("--scores", type=Path, required=True)
    options = parser.parse_args()
    scores = json.loads(options.scores.read_text(encoding="utf-8"))
    for folder in options.folders:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        put(folder, manifest | {"scores": scores})


if __name__ == "__main__":
    main()
