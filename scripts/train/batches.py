"""Examples as padded batches of like lengths."""
from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import sentencepiece
import torch
from torch import Tensor

from compact import compact
from encoding import WORD_COUNT, Vocabulary, split_words
from generate_examples import Generator

LONGEST = 320
"""Prompt and plan together, in tokens; longer examples are left out."""
IGNORED = -100


def encoded(generator: Generator, vocabulary: Vocabulary, rng: random.Random) -> Iterator[tuple[list[int], int]]:
    """Ids of prompt and plan, and how many are prompt. Loss is on the plan alone."""
    while True:
        example = generator.example()
        tokens = split_words(example.text)
        words = [token for token in tokens if token.is_word]
        spans = {}
        for name, (start, end) in example.spans.items():
            inside = [index for index, word in enumerate(words) if word.start < end and word.end > start]
            if inside:
                spans[name] = (inside[0], inside[-1])
        calls = compact(example.calls)
        if not words or len(words) > WORD_COUNT or len(calls) > 16 or len(spans) < len(example.spans):
            continue
        offset = rng.randint(0, min(40, WORD_COUNT - len(words))) if rng.random() < 0.4 else 0
        prompt = vocabulary.prompt(tokens, offset, dropout=0.05, rng=rng)
        ids = prompt + vocabulary.encode_plan(calls, spans, offset)
        if len(ids) <= LONGEST:
            yield ids, len(prompt)


def batches(
    seed: int, vocabulary: Vocabulary, tokens: int, leave_out: set[str], utterances: Path | None, pool: int = 6000
) -> Iterator[tuple[Tensor, Tensor, Tensor, int]]:
    """Endless batches: ids [batch, time], flat places of plan tokens, their targets, tokens in the batch.

    Lengths are rounded up to multiples of 16 and places to multiples of 256, so that shapes recur.
    """
    rng = random.Random(seed + 1)
    sentencepiece.set_random_generator_seed(seed)  # BPE dropout draws from a generator of its own
    source = encoded(Generator(seed, leave_out, utterances), vocabulary, rng)
    while True:
        by_length: dict[int, list[tuple[list[int], int]]] = {}
        ready: list[list[tuple[list[int], int]]] = []
        for _ in range(pool):
            example = next(source)
            length = (len(example[0]) + 15) // 16 * 16
            group = by_length.setdefault(length, [])
            group.append(example)
            if len(group) == max(1, tokens // length):
                ready.append(by_length.pop(length))
        rng.shuffle(ready)
        for group in ready:
            yield padded(group, vocabulary.pad)


def padded(group: list[tuple[list[int], int]], pad: int) -> tuple[Tensor, Tensor, Tensor, int]:
    time = (max(len(ids) for ids, _ in group) + 15) // 16 * 16
    inputs = torch.full((len(group), time), pad, dtype=torch.long)
    places: list[int] = []
    targets: list[int] = []
    for row, (ids, prompt) in enumerate(group):
        inputs[row, : len(ids)] = torch.tensor(ids)
        places += [row * time + at for at in range(prompt - 1, len(ids) - 1)]
        targets += ids[prompt:]
    missing = -len(places) % 256
    places += [0] * missing
    targets += [IGNORED] * missing
    return inputs, torch.tensor(places), torch.tensor(targets), sum(len(ids) for ids, _ in group)
