"""What training runs share: their options, how the learning rate goes, checkpoints."""
from __future__ import annotations

import argparse
import time
from pathlib import Path
from typing import Any

import torch


def add_run_options(parser: argparse.ArgumentParser, minutes: float) -> None:
    parser.add_argument("--out", type=Path, required=True, help="folder of checkpoints and the log")
    parser.add_argument("--minutes", type=float, default=minutes, help="wall limit")
    parser.add_argument("--steps", type=int, help="instead of a wall limit; the same seed then gives the same weights")
    parser.add_argument("--utterances", type=Path, help="folder with the public utterances, for negatives")
    parser.add_argument("--hold-out", nargs="*", default=[], help="authors kept for validation, as author-5")
    parser.add_argument("--resume", action="store_true", help="go on from the last checkpoint in --out")
    parser.add_argument("--threads", type=int)


class Pace:
    """How far a run is, by its steps or its wall limit, and the learning rate there."""

    def __init__(self, options: argparse.Namespace, settings: dict, step: int, spent: float) -> None:
        """`settings`: the configuration's [training]; `step` and `spent` seconds are behind a resumed run."""
        self.steps: int | None = options.steps
        self.limit = options.minutes * 60
        self.warm_up, self.hold = settings["warm_up_steps"], settings["hold"]
        self.begun = time.time() - spent

    def seconds(self) -> float:
        return time.time() - self.begun

    def rate(self, step: int) -> float | None:
        """The share of the full learning rate for this step: warmed up, held, then falling linearly. None at the end."""
        share = self.seconds() / self.limit if self.steps is None else step / self.steps
        if share >= 1:
            return None
        rate = min(1.0, (step + 1) / self.warm_up)
        return rate if share <= self.hold else rate * max(0.02, (1 - share) / (1 - self.hold))


def recipe(script: str, options: argparse.Namespace) -> str:
    """The command of a run, its folders by the names the README gives them, so that a manifest can tell it."""
    words = [f"python3 scripts/train/{script}"]
    if options.config.stem != Path(script).stem:
        words.append(f"--config {options.config.name}")
    if getattr(options, "init", None):
        words.append("--init OLD")
    words.append("--out RUN")
    words.append(f"--minutes {options.minutes:g}" if options.steps is None else f"--steps {options.steps}")
    if options.utterances:
        words.append("--utterances FOLDER")
    if options.hold_out:
        words.append(" ".join(["--hold-out", *options.hold_out]))
    return " ".join(words)


def save(path: Path, **state: Any) -> None:
    """Writes a checkpoint; a half-written one never takes the place of a whole one."""
    temporary = path.with_suffix(".part")
    torch.save(state, temporary)
    temporary.replace(path)
