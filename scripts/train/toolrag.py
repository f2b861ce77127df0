"""Trains the ToolRAG classifier: DeBERTa-v2 with sixteen sigmoid outputs (TinyAgent, Erdogan et al., EMNLP 2024)."""
from __future__ import annotations

import argparse
import random
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import torch
import torch.nn.functional as F
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from torch import Tensor
from transformers import DebertaV2Config, DebertaV2ForSequenceClassification

from carriers import TOOLS
from generate_examples import Example, Generator
from runs import Pace, add_run_options, recipe, save

HERE = Path(__file__).parent
SPECIAL = ["[PAD]", "[CLS]", "[SEP]", "[UNK]", "[MASK]"]


def new_tokenizer(generator: Generator, size: int, sentences: int) -> Tokenizer:
    """A Unigram tokenizer as DeBERTa-v2 has one, lower-casing, trained on so many generated requests."""
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.Sequence(
        [normalizers.NFKC(), normalizers.Lowercase(), normalizers.Replace(Regex(r"\s+"), " "), normalizers.Strip()]
    )
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.Metaspace(), pre_tokenizers.Punctuation()])
    tokenizer.decoder = decoders.Metaspace()
    trainer = trainers.UnigramTrainer(vocab_size=size, special_tokens=SPECIAL, unk_token="[UNK]")
    tokenizer.train_from_iterator((generator.example().text for _ in range(sentences)), trainer)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]",
        special_tokens=[(name, tokenizer.token_to_id(name)) for name in ("[CLS]", "[SEP]")],
    )
    return tokenizer


def new_model(settings: dict, vocabulary: int, pad: int) -> DebertaV2ForSequenceClassification:
    return DebertaV2ForSequenceClassification(
        DebertaV2Config(
            vocab_size=vocabulary,
            hidden_size=settings["width"],
            num_hidden_layers=settings["layers"],
            num_attention_heads=settings["heads"],
            intermediate_size=settings["feed_forward"],
            max_position_embeddings=settings["longest"],
            relative_attention=True,
            max_relative_positions=64,
            position_buckets=32,
            norm_rel_ebd="layer_norm",
            share_att_key=True,
            pos_att_type=["p2c", "c2p"],
            position_biased_input=False,
            type_vocab_size=0,
            hidden_dropout_prob=0.05,
            attention_probs_dropout_prob=0.05,
            pooler_dropout=0.05,
            pooler_hidden_size=settings["width"],
            pad_token_id=pad,
            num_labels=len(TOOLS),
            id2label=dict(enumerate(TOOLS)),
            label2id={name: index for index, name in enumerate(TOOLS)},
            problem_type="multi_label_classification",
        )
    )


def labels_of(example: Example) -> list[float]:
    """1 for each tool of the full plan, look-ups included."""
    used = {call.tool for call in example.calls}
    return [1.0 if label in used else 0.0 for label in range(len(TOOLS))]


def batches(
    generator: Generator, tokenizer: Tokenizer, rng: random.Random, tokens: int, longest: int, pad: int, pool: int = 6000
) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
    """Endless batches of like lengths: ids and mask [batch, time], labels [batch, 16]."""
    while True:
        by_length: dict[int, list] = {}
        ready = []
        for _ in range(pool):
            example = generator.example()
            ids = tokenizer.encode(example.text).ids[:longest]
            length = (len(ids) + 7) // 8 * 8
            group = by_length.setdefault(length, [])
            group.append((ids, labels_of(example)))
            if len(group) == max(1, tokens // length):
                ready.append((length, by_length.pop(length)))
        rng.shuffle(ready)
        for length, group in ready:
            ids = torch.full((len(group), length), pad)
            mask = torch.zeros(len(group), length, dtype=torch.long)
            for row, (one, _) in enumerate(group):
                ids[row, : len(one)] = torch.tensor(one)
                mask[row, : len(one)] = 1
            yield ids, mask, torch.tensor([labels for _, labels in group])


def train(config: dict, options: argparse.Namespace) -> None:
    settings = config["training"]
    torch.manual_seed(settings["seed"])
    torch.set_num_threads(options.threads or settings["threads"])
    device = "cuda" if torch.cuda.is_available() else "cpu"
    options.out.mkdir(parents=True, exist_ok=True)
    generator = Generator(settings["seed"], set(options.hold_out), options.utterances)
    vocabulary = options.out / "tokenizer.json"
    if options.init and not vocabulary.exists():
        shutil.copy(options.init / "tokenizer.json", vocabulary)
    if vocabulary.exists():
        tokenizer = Tokenizer.from_file(str(vocabulary))
    else:
        tokenizer = new_tokenizer(generator, config["model"]["vocabulary"], config["model"]["sentences"])
        tokenizer.save(str(vocabulary))
    pad = tokenizer.token_to_id("[PAD]")
    model = new_model(config["model"], tokenizer.get_vocab_size(), pad).to(device)
    last = options.out / "last.pt"
    step, spent, seen = 0, 0.0, 0
    if options.resume and last.exists():
        state = torch.load(last, map_location=device)
        model.load_state_dict(state["weights"])
        step, spent, seen = state["step"], state["seconds"], state["tokens"]
    elif options.init:
        model.load_state_dict(torch.load(options.init / "last.pt", map_location=device)["weights"])
    adam = torch.optim.AdamW(model.parameters(), lr=settings["rate"], betas=(0.9, 0.98), weight_decay=0.02)
    weight = torch.full((len(TOOLS),), settings["positive_weight"], device=device)
    source = batches(
        generator,
        tokenizer,
        random.Random(settings["seed"] + step),
        settings["tokens_per_batch"],
        config["model"]["longest"],
        pad,
    )
    pace, average = Pace(options, settings, step, spent), None

    def checkpoint() -> None:
        save(
            last,
            weights=model.state_dict(),
            config=config,
            step=step,
            seconds=pace.seconds(),
            tokens=seen,
            seed=settings["seed"],
            recipe=recipe("toolrag.py", options),
            hold_out=options.hold_out,
            utterances=options.utterances is not None,
        )

    model.train()
    with (options.out / "log.tsv").open("a") as log:
        for ids, mask, labels in source:
            rate = pace.rate(step)
            if rate is None:
                break
            with torch.autocast(device, torch.bfloat16):
                logits = model(input_ids=ids.to(device), attention_mask=mask.to(device)).logits
            loss = F.binary_cross_entropy_with_logits(logits.float(), labels.to(device), pos_weight=weight)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), settings["clip"])
            for group in adam.param_groups:
                group["lr"] = settings["rate"] * rate
            adam.step()
            model.zero_grad(set_to_none=True)
            step, seen = step + 1, seen + int(mask.sum())
            average = loss.item() if average is None else 0.97 * average + 0.03 * loss.item()
            if step % 50 == 0:
                print(step, f"{pace.seconds():.0f}", seen, f"{average:.5f}", sep="\t", file=log, flush=True)
            if step % 200 == 0:
                checkpoint()
    checkpoint()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--config", type=Path, default=HERE / "toolrag.toml")
    add_run_options(parser, minutes=60)
    parser.add_argument("--init", type=Path, help="begin with the weights and the tokenizer of this earlier run")
    options = parser.parse_args()
    train(tomllib.loads(options.config.read_text()), options)


if __name__ == "__main__":
    main()
