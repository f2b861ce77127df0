"""Tests of the classifier's training. They need torch and transformers."""
from __future__ import annotations

import argparse
import tempfile
import unittest
from pathlib import Path

import torch

from toolrag import train

CONFIG = {
    "model": {
        "vocabulary": 400,
        "width": 32,
        "layers": 1,
        "heads": 2,
        "feed_forward": 48,
        "longest": 64,
        "sentences": 400,
    },
    "training": {
        "seed": 1,
        "tokens_per_batch": 512,
        "rate": 0.001,
        "warm_up_steps": 1,
        "hold": 1.0,
        "positive_weight": 3.0,
        "clip": 1.0,
        "threads": 1,
    },
}


class Stages(unittest.TestCase):
    def test_a_further_stage_begins_with_the_weights_and_the_tokenizer_of_the_one_before(self) -> None:
        with tempfile.TemporaryDirectory() as name:
            first, second = Path(name) / "first", Path(name) / "second"
            self.run_stage(first, CONFIG, None)
            still = {**CONFIG, "training": {**CONFIG["training"], "seed": 2, "rate": 0.0}}
            self.run_stage(second, still, first)
            self.assertEqual(*((folder / "tokenizer.json").read_text() for folder in (first, second)))
            before, after = (torch.load(folder / "last.pt") for folder in (first, second))
            for weight, value in before["weights"].items():
                self.assertTrue(torch.equal(value, after["weights"][weight]), weight)
            self.assertIn("--init OLD", after["recipe"])

    @staticmethod
    def run_stage(out: Path, config: dict, init: Path | None) -> None:
        options = argparse.Namespace(
            out=out, config=Path("toolrag.toml"), init=init, steps=2, minutes=1.0,
            utterances=None, hold_out=[], resume=False, threads=1,
        )
        train(config, options)


if __name__ == "__main__":
    unittest.main()
