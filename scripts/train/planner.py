"""Trains the embedded planner from the carriers. The same command on CPU and CUDA; `--help` tells the options."""
from __future__ import annotations

import argparse
import tomllib
from pathlib import Path

import torch
import torch.nn.functional as F

from batches import IGNORED, batches
from encoding import Vocabulary
from generate_examples import DATA
from model import Planner, Shape
from muon import Muon
from runs import Pace, add_run_options, recipe, save
from warm_start import starting_weights

HERE = Path(__file__).parent


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", type=Path, default=HERE / "planner.toml")
    add_run_options(parser, minutes=100)
    parser.add_argument("--init", type=Path, help="begin with the weights of this checkpoint or GGUF, which may have fewer layers")
    options = parser.parse_args()
    config = tomllib.loads(options.config.read_text())
    train(config, options)


def train(config: dict, options: argparse.Namespace) -> None:
    settings = config["training"]
    torch.manual_seed(settings["seed"])
    torch.set_num_threads(options.threads or settings["threads"])
    device = "cuda" if torch.cuda.is_available() else "cpu"
    vocabulary = Vocabulary(DATA / "bpe.model")
    model = Planner(Shape(vocabulary.size, **config["model"])).to(device)
    options.out.mkdir(parents=True, exist_ok=True)
    last = options.out / "last.pt"
    step, spent, seen = 0, 0.0, 0
    if options.resume and last.exists():
        state = torch.load(last, map_location=device)
        model.load_state_dict(state["weights"])
        step, spent, seen = state["step"], state["seconds"], state["tokens"]
    elif options.init:
        model.load_state_dict(starting_weights(options.init, model.shape))
    matrices = [(p, parts_of(n)) for n, p in model.named_parameters() if p.dim() == 2 and not n.startswith("embedding")]
    others = [p for n, p in model.named_parameters() if p.dim() != 2 or n.startswith("embedding")]
    muon = Muon(matrices)
    adam = torch.optim.AdamW(others, lr=settings["other_rate"], betas=(0.9, 0.98), weight_decay=0.0)
    source = batches(
        settings["seed"] + step, vocabulary, settings["tokens_per_batch"], set(options.hold_out), options.utterances
    )
    pace = Pace(options, settings, step, spent)
    average = None

    def checkpoint() -> None:
        save(
            last,
            weights=model.state_dict(),
            shape=model.shape.as_dict(),
            step=step,
            seconds=pace.seconds(),
            tokens=seen,
            seed=settings["seed"],
            recipe=recipe("planner.py", options),
            hold_out=options.hold_out,
            utterances=options.utterances is not None,
        )

    with (options.out / "log.tsv").open("a") as log:
        for inputs, places, targets, count in source:
            rate = pace.rate(step)
            if rate is None:
                break
            inputs, places, targets = inputs.to(device), places.to(device), targets.to(device)
            with torch.autocast(device, torch.bfloat16):
                logits = model(inputs, places)
            loss = F.cross_entropy(logits.float(), targets, ignore_index=IGNORED)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), settings["clip"])
            for group in adam.param_groups:
                group["lr"] = settings["other_rate"] * rate
            adam.step()
            muon.step(settings["matrix_rate"] * rate)
            model.zero_grad(set_to_none=True)
            step, seen = step + 1, seen + count
            average = loss.item() if average is None else 0.97 * average + 0.03 * loss.item()
            if step % 50 == 0:
                print(step, f"{pace.seconds():.0f}", seen, f"{average:.4f}", sep="\t", file=log, flush=True)
            if step % 200 == 0:
                checkpoint()
    checkpoint()


def parts_of(name: str) -> int:
    """How many matrices are stacked in a parameter."""
    return 3 if "query_key_value" in name else 2 if "gate_up" in name else 1


if __name__ == "__main__":
    main()
