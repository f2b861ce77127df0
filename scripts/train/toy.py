"""The whole pipeline at toy size: data, training, export, and a plan by the product with the models just made.

`python3 toy.py` takes a minute or two on two cores and needs Node and the project's packages. The models it makes know
little; it fails when any step does, when a loss does not fall, or when no plan comes out.
"""
from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from plot import read_log

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
PLANNER = """
[model]
width = 96
layers = 2
heads = 3
feed_forward = 192

[training]
seed = 1
tokens_per_batch = 2048
matrix_rate = 0.03
other_rate = 0.005
warm_up_steps = 10
hold = 0.5
clip = 5.0
threads = 1
"""
TOOLRAG = """
[model]
vocabulary = 800
width = 128
layers = 2
heads = 2
feed_forward = 256
longest = 256
sentences = 1500

[training]
seed = 1
tokens_per_batch = 2048
rate = 0.002
warm_up_steps = 30
hold = 0.7
positive_weight = 3.0
clip = 1.0
threads = 1
"""
STEPS = {"planner": (PLANNER, 400), "toolrag": (TOOLRAG, 400)}
HARD = [f"author-{number}" for number in (8, 10, 11, *range(13, 31))]
"""Authors of whole tasks and of requests nothing can be done about, which are beyond a toy."""
QUERY = "Text Amir that dinner is ready"


def run(script: str, *arguments: str | Path) -> None:
    """Runs one of the scripts beside this one. Raises CalledProcessError."""
    subprocess.run([sys.executable, HERE / script, *arguments], check=True)


def train_both(work: Path) -> None:
    """Trains planner and classifier side by side, on a core each. Raises CalledProcessError."""
    running: dict[str, subprocess.Popen[bytes]] = {}
    for name, (config, steps) in STEPS.items():
        (work / f"{name}.toml").write_text(config, encoding="utf-8")
        arguments = ["--config", work / f"{name}.toml", "--out", work / name, "--steps", str(steps)]
        arguments += ["--hold-out", *HARD]
        running[name] = subprocess.Popen([sys.executable, HERE / f"{name}.py", *arguments])
    try:
        for name, process in running.items():
            if process.wait() != 0:
                raise subprocess.CalledProcessError(process.returncode, name)
            loss_falls(work / name / "log.tsv")
    finally:
        for process in running.values():
            process.terminate()  # when one failed, or we were stopped, the other has no use


def loss_falls(log: Path) -> None:
    """Raises SystemExit when a run learnt nothing."""
    losses = [loss for _, loss in read_log(log)]
    if losses[-1] > 0.8 * losses[0]:
        raise SystemExit(f"{log}: the loss went from {losses[0]} to {losses[-1]} only")
    print(f"{log.parent.name}: loss {losses[0]:.3f} -> {losses[-1]:.3f}", flush=True)


def plan(models: Path) -> dict[str, Any]:
    """The plan of QUERY by the command line, with these models. Raises CalledProcessError when it cannot be made."""
    command = ["node", "src/cli/tinyagent.mjs", "plan", "--json", "--now", "2026-11-20 10:15", QUERY]
    environment = os.environ | {"TINYAGENT_MODELS": str(models)}
    printed = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
    return json.loads(printed)


def main() -> None:
    begun = time.time()
    with tempfile.TemporaryDirectory() as name:
        work = Path(name)
        train_both(work)
        print(f"trained after {time.time() - begun:.0f} s", flush=True)
        models = work / "models"
        run("export_planner.py", "--checkpoint", work / "planner" / "last.pt", "--out", models / "planner")
        run("export_toolrag.py", "--run", work / "toolrag", "--out", models / "toolrag")
        planned = plan(models)
        print(f"{QUERY}\n{planned['plan']}")
        if not planned["calls"]:
            raise SystemExit(f"The models that were made plan nothing; the tools they found: {planned['tools']}")
    print(f"{time.time() - begun:.0f} s in all")


if __name__ == "__main__":
    main()
