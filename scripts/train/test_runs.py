"""Tests of training runs: the same seed, the same weights; checkpoints tell how they were made. They need torch."""
from __future__ import annotations

import argparse
import tempfile
import unittest
from pathlib import Path

import torch

from planner import train
from runs import Pace, recipe

CONFIG = {
    "model": {"width": 64, "layers": 1, "heads": 2, "feed_forward": 64},
    "training": {
        "seed": 4,
        "tokens_per_batch": 256,
        "matrix_rate": 0.02,
        "other_rate": 0.002,
        "warm_up_steps": 2,
        "hold": 0.5,
        "clip": 5.0,
        "threads": 1,
    },
}


def options(**changes: object) -> argparse.Namespace:
    common = {"config": Path("planner.toml"), "minutes": 100.0, "steps": None, "utterances": None, "hold_out": []}
    return argparse.Namespace(**(common | {"init": None, "resume": False, "threads": None} | changes))


class Runs(unittest.TestCase):
    def run_for(self, steps: int, seed: int) -> dict:
        config = CONFIG | {"training": CONFIG["training"] | {"seed": seed}}
        with tempfile.TemporaryDirectory() as folder:
            train(config, options(out=Path(folder), steps=steps, hold_out=["author-5"]))
            return torch.load(Path(folder) / "last.pt", weights_only=True)

    def test_the_same_seed_and_steps_give_the_same_weights_and_another_seed_others(self) -> None:
        first, second, other = self.run_for(3, seed=4), self.run_for(3, seed=4), self.run_for(3, seed=5)
        for name, value in first["weights"].items():
            self.assertTrue(torch.equal(value, second["weights"][name]), name)
        self.assertFalse(torch.equal(first["weights"]["embedding.weight"], other["weights"]["embedding.weight"]))

    def test_a_checkpoint_tells_how_it_was_made(self) -> None:
        state = self.run_for(2, seed=4)
        self.assertEqual(
            {key: state[key] for key in ("seed", "step", "hold_out", "utterances", "recipe")},
            {
                "seed": 4,
                "step": 2,
                "hold_out": ["author-5"],
                "utterances": False,
                "recipe": "python3 scripts/train/planner.py --out RUN --steps 2 --hold-out author-5",
            },
        )
        self.assertGreater(state["tokens"], 0)
        self.assertGreater(state["seconds"], 0)

    def test_a_recipe_names_no_folder_of_the_machine_it_ran_on(self) -> None:
        run = options(config=Path("/here/second.toml"), out=Path("/here/run"), utterances=Path("/here"), init=Path("/here/a.gguf"))
        self.assertEqual(
            recipe("planner.py", run),
            "python3 scripts/train/planner.py --config second.toml --init OLD --out RUN --minutes 100 --utterances FOLDER",
        )

    def test_the_rate_warms_up_holds_falls_and_ends_with_the_steps(self) -> None:
        pace = Pace(options(steps=10), CONFIG["training"], 0, 0.0)
        self.assertEqual([pace.rate(step) for step in (0, 1, 5, 10)], [0.5, 1.0, 1.0, None])
        self.assertAlmostEqual(pace.rate(8), 0.4)


if __name__ == "__main__":
    unittest.main()
