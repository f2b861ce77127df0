"""Writes a checkpoint of the ToolRAG classifier as quantised ONNX with tokenizer and manifest, for transformers.js."""
from __future__ import annotations

import argparse
import hashlib
import json
import shutil
import tempfile
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from tokenizers import Tokenizer
from torch import Tensor, nn

from carriers import TOOLS
from export_planner import ATTRIBUTION
from toolrag import SPECIAL, new_model


class Classifier(nn.Module):
    """The classifier as ONNX wants it: tensors in; logits [batch, 16] and the pooled embedding [batch, width] out."""

    def __init__(self, model: nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> tuple[Tensor, Tensor]:
        hidden = self.model.deberta(input_ids=input_ids, attention_mask=attention_mask).last_hidden_state
        embedding = self.model.pooler(hidden)
        return self.model.classifier(embedding), embedding


def write_onnx(path: Path, model: nn.Module) -> None:
    """Exports in fp32 and quantises the weights to eight bits."""
    path.parent.mkdir(parents=True, exist_ok=True)
    example = torch.ones(1, 12, dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain = Path(folder) / "model.onnx"
        torch.onnx.export(
            Classifier(model).eval(),
            (example, example),
            str(plain),
            input_names=["input_ids", "attention_mask"],
            output_names=["logits", "embedding"],
            dynamic_axes={name: {0: "batch", 1: "time"} for name in ("input_ids", "attention_mask")}
            | {name: {0: "batch"} for name in ("logits", "embedding")},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(plain, path, weight_type=QuantType.QInt8, per_channel=True)


def entry(folder: Path, name: str) -> dict:
    content = (folder / name).read_bytes()
    return {"file": name, "bytes": len(content), "sha256": hashlib.sha256(content).hexdigest()}


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
    model.config._attn_implementation = "eager"

    out = options.out
    out.mkdir(parents=True, exist_ok=True)
    write_onnx(out / "onnx" / "model_quantized.onnx", model)
    shutil.copyfile(options.run / "tokenizer.json", out / "tokenizer.json")
    config = model.config.to_dict() | {"architectures": ["DebertaV2ForSequenceClassification"]}
    (out / "config.json").write_text(json.dumps(config, indent=1, sort_keys=True) + "\n")
    names = dict(zip(("pad_token", "cls_token", "sep_token", "unk_token", "mask_token"), SPECIAL, strict=True))
    special = {"tokenizer_class": "DebertaV2Tokenizer", "model_max_length": model.config.max_position_embeddings}
    (out / "tokenizer_config.json").write_text(json.dumps(special | names, indent=1) + "\n")
    files = ["config.json", "tokenizer.json", "tokenizer_config.json", "onnx/model_quantized.onnx"]
    manifest = {
        "name": "TinyAgent ToolRAG classifier",
        "role": "toolrag",
        "labels": TOOLS,
        "threshold": 0.5,
        "files": [entry(out, name) for name in files],
        "parameters": sum(value.numel() for value in model.parameters()),
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
    }
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2) + "\n")


if __name__ == "__main__":
    main()
