"""Writes a checkpoint of the ToolRAG classifier as quantised ONNX with tokenizer and manifest, for transformers.js."""
from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from tokenizers import Tokenizer

from carriers import TOOLS
from classifier_onnx import write_files
from manifest import write_manifest
from toolrag import SPECIAL, new_model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="the --out folder of toolrag.py")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[2] / "models" / "toolrag")
    parser.add_argument("--scores", type=Path, help="what scores.py wrote for these weights")
    parser.add_argument("--recipe", help="the command of the run, where the checkpoint does not tell it")
    options = parser.parse_args()
    state = torch.load(options.run / "last.pt", map_location="cpu", weights_only=True)
    if options.recipe:
        state["recipe"] = options.recipe
    tokenizer = Tokenizer.from_file(str(options.run / "tokenizer.json"))
    pad = tokenizer.token_to_id("[PAD]")
    model = new_model(state["config"]["model"], tokenizer.get_vocab_size(), pad)
    model.load_state_dict(state["weights"])
    special = dict(zip(("pad_token", "cls_token", "sep_token", "unk_token", "mask_token"), SPECIAL, strict=True))
    files = write_files(
        options.out,
        model,
        vocabulary=(options.run / "tokenizer.json").read_text(encoding="utf-8"),
        special_tokens=special,
        longest=model.config.max_position_embeddings,
    )
    write_manifest(
        options.out,
        files,
        state,
        options.scores,
        name="TinyAgent ToolRAG classifier",
        role="toolrag",
        labels=TOOLS,
        threshold=0.5,
        parameters=sum(value.numel() for value in model.parameters()),
    )


if __name__ == "__main__":
    main()
