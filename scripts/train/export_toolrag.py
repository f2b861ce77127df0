"""Writes a checkpoint of the ToolRAG classifier as quantised ONNX with tokenizer and manifest, for transformers.js."""
from __future__ import annotations

import argparse
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
from manifest import write_manifest
from toolrag import SPECIAL, new_model


class Logits(nn.Module):
    """The classifier as ONNX wants it: tensors in, logits out."""

    def __init__(self, model: nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, input_ids: Tensor, attention_mask: Tensor) -> Tensor:
        return self.model(input_ids=input_ids, attention_mask=attention_mask).logits


def write_onnx(path: Path, model: nn.Module) -> None:
    """Exports in fp32 and quantises the weights to eight bits."""
    path.parent.mkdir(parents=True, exist_ok=True)
    example = torch.ones(1, 12, dtype=torch.long)
    with tempfile.TemporaryDirectory() as folder, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        plain = Path(folder) / "model.onnx"
        torch.onnx.export(
            Logits(model).eval(),
            (example, example),
            str(plain),
            input_names=["input_ids", "attention_mask"],
            output_names=["logits"],
            dynamic_axes={name: {0: "batch", 1: "time"} for name in ("input_ids", "attention_mask")}
            | {"logits": {0: "batch"}},
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(plain, path, weight_type=QuantType.QInt8, per_channel=True)


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
    write_manifest(
        out,
        ["config.json", "tokenizer.json", "tokenizer_config.json", "onnx/model_quantized.onnx"],
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
