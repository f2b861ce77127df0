"""Fine-tunes a Hugging Face causal model with LoRA on samples of plans, as the TinyAgent paper does. CPU and CUDA alike.

    node --import tsx scripts/train/samples/main.ts --template alpaca RECORDS > SAMPLES
    python3 scripts/train/lora.py --base MODEL --samples SAMPLES --out RUN
    python3 scripts/train/export_lora.py --adapter RUN/adapter --base MODEL --out adapter.gguf
"""
from __future__ import annotations

import argparse
import json
import random
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from peft import LoraConfig, get_peft_model, get_peft_model_state_dict, set_peft_model_state_dict
from torch import Tensor
from transformers import AutoModelForCausalLM, AutoTokenizer, PreTrainedTokenizerBase

from runs import save

HERE = Path(__file__).parent
IGNORED = -100


@dataclass(frozen=True)
class Encoded:
    """A sample in tokens; the loss is on those after the first `prompt`."""

    ids: list[int]
    prompt: int


def encode(tokenizer: PreTrainedTokenizerBase, prompt: str, completion: str) -> Encoded:
    """Prompt and completion read as one text, as the model will have written it. Raises ValueError where a token would
    span both: then the completion could not be learnt as it will be asked for."""
    before = tokenizer(prompt)["input_ids"]
    whole = tokenizer(prompt + completion, return_offsets_mapping=True)
    ids = whole["input_ids"]
    if ids and ids[-1] == tokenizer.eos_token_id:
        ids = ids[:-1]
    if before and before[-1] == tokenizer.eos_token_id:
        before = before[:-1]
    if ids[: len(before)] != before:
        raise ValueError("a token spans the end of the prompt and the beginning of the plan")
    return Encoded([*ids, tokenizer.eos_token_id], len(before))


def read_samples(path: Path, tokenizer: PreTrainedTokenizerBase, longest: int) -> tuple[list[Encoded], int]:
    """The samples of a file, and how many were longer than `longest` tokens and left out. Raises ValueError."""
    samples, left_out = [], 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        record = json.loads(line)
        try:
            sample = encode(tokenizer, record["prompt"], record["completion"])
        except (KeyError, ValueError) as error:
            raise ValueError(f"{path}:{number}: {error}") from error
        if len(sample.ids) > longest:
            left_out += 1
        else:
            samples.append(sample)
    if not samples:
        raise ValueError(f"{path} has no sample of {longest} tokens or fewer")
    return samples, left_out


def padded(samples: list[Encoded], pad: int) -> tuple[Tensor, Tensor, Tensor]:
    """Ids, mask and labels, each [batch, time]."""
    time_steps = max(len(sample.ids) for sample in samples)
    ids = torch.full((len(samples), time_steps), pad)
    mask = torch.zeros_like(ids)
    labels = torch.full_like(ids, IGNORED)
    for row, sample in enumerate(samples):
        length = len(sample.ids)
        ids[row, :length] = torch.tensor(sample.ids)
        mask[row, :length] = 1
        labels[row, sample.prompt : length] = ids[row, sample.prompt : length]
    return ids, mask, labels


def steps(samples: list[Encoded], settings: dict[str, Any]) -> Iterator[list[Encoded]]:
    """The samples of each step, every epoch in another order; the same for the same seed."""
    for epoch in range(settings["epochs"]):
        order = random.Random(f"{settings['seed']}:{epoch}").sample(samples, len(samples))
        for at in range(0, len(order), settings["batch"]):
            yield order[at : at + settings["batch"]]


def train(config: dict[str, Any], options: argparse.Namespace) -> None:
    """Trains and writes RUN/adapter. It may be made to end earlier; `--resume` then goes on as if it had not."""
    settings = config["training"]
    torch.manual_seed(settings["seed"])
    torch.set_num_threads(options.threads or settings["threads"])
    device = "cuda" if torch.cuda.is_available() else "cpu"
    tokenizer = AutoTokenizer.from_pretrained(options.base)
    samples, left_out = read_samples(options.samples, tokenizer, settings["longest"])
    if left_out:
        print(f"{left_out} samples are too long and left out")
    base = AutoModelForCausalLM.from_pretrained(options.base, dtype=torch.bfloat16 if device == "cuda" else torch.float32)
    adapter = LoraConfig(
        r=config["lora"]["rank"],
        lora_alpha=config["lora"]["alpha"],
        lora_dropout=config["lora"]["dropout"],
        target_modules="all-linear",
        task_type="CAUSAL_LM",
    )
    model = get_peft_model(base, adapter).to(device)
    learnt = [parameter for parameter in model.parameters() if parameter.requires_grad]
    adam = torch.optim.AdamW(learnt, lr=settings["rate"], betas=(0.9, 0.99), weight_decay=0.0)
    options.out.mkdir(parents=True, exist_ok=True)
    last = options.out / "last.pt"
    step, seen, spent, average = 0, 0, 0.0, None
    if options.resume and last.exists():
        state = torch.load(last, map_location=device, weights_only=True)
        set_peft_model_state_dict(model, state["weights"])
        adam.load_state_dict(state["optimizer"])
        step, seen, spent, average = state["step"], state["tokens"], state["seconds"], state["loss"]
    every = list(steps(samples, settings))
    warm_up = max(1, round(settings["warm_up_share"] * len(every)))
    begun = time.time() - spent
    pad = tokenizer.pad_token_id if tokenizer.pad_token_id is not None else tokenizer.eos_token_id

    def checkpoint() -> None:
        save(
            last,
            weights=get_peft_model_state_dict(model),
            optimizer=adam.state_dict(),
            config=config,
            seed=settings["seed"],
            step=step,
            steps=len(every),
            tokens=seen,
            seconds=time.time() - begun,
            loss=average,
        )

    model.train()
    with (options.out / "log.tsv").open("a") as log:
        for group in every[step : options.steps]:
            if options.minutes is not None and time.time() - begun >= 60 * options.minutes:
                break
            torch.manual_seed(settings["seed"] + step)  # dropout, the same after a resume
            targets = sum(len(sample.ids) - sample.prompt for sample in group)
            loss = 0.0
            for at in range(0, len(group), settings["at_once"]):
                ids, mask, labels = (one.to(device) for one in padded(group[at : at + settings["at_once"]], pad))
                logits = model(input_ids=ids, attention_mask=mask).logits[:, :-1].float()
                total = torch.nn.functional.cross_entropy(
                    logits.flatten(0, 1), labels[:, 1:].flatten(), ignore_index=IGNORED, reduction="sum"
                )
                (total / targets).backward()
                loss += total.item() / targets
            torch.nn.utils.clip_grad_norm_(learnt, settings["clip"])
            rate = min(1.0, (step + 1) / warm_up, (len(every) - step) / max(1, len(every) - warm_up))
            for parameters in adam.param_groups:
                parameters["lr"] = settings["rate"] * rate
            adam.step()
            adam.zero_grad(set_to_none=True)
            step, seen = step + 1, seen + sum(len(sample.ids) for sample in group)
            average = loss if average is None else 0.9 * average + 0.1 * loss
            if step % 10 == 0 or step == len(every):
                print(step, f"{time.time() - begun:.0f}", seen, f"{average:.4f}", sep="\t", file=log, flush=True)
            if step % 100 == 0:
                checkpoint()
    checkpoint()
    model.save_pretrained(options.out / "adapter")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--config", type=Path, default=HERE / "lora.toml")
    parser.add_argument("--base", required=True, help="a Hugging Face causal model: a folder or a name")
    parser.add_argument("--samples", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder of checkpoint, log and adapter")
    parser.add_argument("--minutes", type=float, help="wall limit")
    parser.add_argument("--steps", type=int, help="end after so many steps")
    parser.add_argument("--resume", action="store_true", help="go on from the checkpoint in --out")
    parser.add_argument("--threads", type=int)
    options = parser.parse_args()
    train(tomllib.loads(options.config.read_text()), options)


if __name__ == "__main__":
    main()
