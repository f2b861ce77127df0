"""LoRA fine-tuning at toy size: a tiny random model is taught a few samples by heart. Half a minute on two cores.

`python3 toy_lora.py --samples SAMPLES --out FOLDER` writes a model folder: base.gguf, adapter.gguf, manifest.json.
"""
from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from pathlib import Path

from export_lora import write_adapter
from lora import train
from manifest import file_entry
from tiny_base import write_base

CONFIG = {
    "lora": {"rank": 8, "alpha": 16, "dropout": 0.0},
    "training": {
        "seed": 1,
        "epochs": 250,
        "rate": 1e-2,
        "batch": 2,
        "at_once": 2,
        "longest": 2048,
        "warm_up_share": 0.05,
        "clip": 1.0,
        "threads": 1,  # matrices this small gain nothing from a second
    },
}


def make(samples: Path, out: Path, width: int = 48) -> None:
    """Makes a base, trains an adapter for it, exports both."""
    with tempfile.TemporaryDirectory() as name:
        make_base(samples, Path(name), out, width)
        teach(samples, Path(name), out)


def make_base(samples: Path, work: Path, out: Path, width: int = 48) -> None:
    """A base whose tokeniser knows the words of the samples: for transformers in `work`, as a model folder in `out`."""
    out.mkdir(parents=True, exist_ok=True)
    lines = [json.loads(line) for line in samples.read_text(encoding="utf-8").splitlines()]
    write_base(work, "\n".join(line["prompt"] + line["completion"] for line in lines), width=width)
    shutil.copyfile(work / "base.gguf", out / "base.gguf")
    describe(out, [])


def teach(samples: Path, work: Path, out: Path) -> None:
    """Trains an adapter for the base in `work` and puts it into the model folder."""
    options = {"base": str(work / "base"), "samples": samples, "out": work / "run", "threads": None}
    train(CONFIG, argparse.Namespace(**options, minutes=None, steps=None, resume=False))
    write_adapter(work / "run" / "adapter", str(work / "base"), out / "adapter.gguf")
    describe(out, [{"file": "adapter.gguf", "scale": 1}])


def describe(out: Path, adapters: list[dict]) -> None:
    manifest = {
        "name": "Toy",
        "role": "planner",
        "style": "described",
        "template": "alpaca",
        "contextTokens": 1536,  # little, so that prompts are short: no example has room
        "files": [file_entry(out, name) for name in ["base.gguf", *(adapter["file"] for adapter in adapters)]],
        "adapters": adapters,
        "licence": "MIT",
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--samples", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    make(options.samples, options.out)


if __name__ == "__main__":
    main()
