"""Writes a checkpoint of the ToolRAG classifier as quantised ONNX with tokenizer and manifest, for transformers.js."""
from __future__ import annotations

import argparse
import json
from pathlib import Path

import torch
from tokenizers import Tokenizer

from classifier_onnx import write_model
from export_planner import ATTRIBUTION
from toolrag import SPECIAL, new_model


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--run", type=Path, required=True, help="the --out folder of toolrag.py")
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[2] / "models" / "toolrag")
    parser.add_argument("--scores", type=Path, help="JSON with the scores to be told in the manifest")
    parser.add_argument("--recipe", default="python3 scripts/train/toolrag.py --minutes 60 --utterances FOLDER")
    options = parser.parse_args()
    state = torch.load(options.run / "last.pt", map_location="cpu")
    tokenizer = Tokenizer.from_file(str(options.run / "tokenizer.json"))
    pad = tokenizer.token_to_id("[PAD]")
    model = new_model(state["config"]["model"], tokenizer.get_vocab_size(), pad)
    model.load_state_dict(state["weights"])
    write_model(
        options.out,
        model,
        vocabulary=(options.run / "tokenizer.json").read_text(encoding="utf-8"),
        special_tokens=dict(zip(("pad_token", "cls_token", "sep_token", "unk_token", "mask_token"), SPECIAL, strict=True)),
        longest=model.config.max_position_embeddings,
        manifest={
            "name": "TinyAgent ToolRAG classifier",
            "training": {
                "data": "as the planner's: scripts/train/data, public utterances as negatives",
                "recipe": options.recipe,
                "seed": state["config"]["training"]["seed"],
                "steps": state["step"],
                "minutes": round(state["seconds"] / 60, 1),
                "heldOutAuthors": state.get("hold_out", []),
            },
            "licence": "MIT",
            "attribution": ATTRIBUTION,
            "scores": json.loads(options.scores.read_text()) if options.scores else [],
        },
    )


if __name__ == "__main__":
    main()
