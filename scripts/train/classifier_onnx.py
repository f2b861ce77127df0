"""The ToolRAG classifier as transformers reads it, written as our `ToolClassifier` wants it: quantised ONNX with
tokenizer and manifest."""
from __future__ import annotations

import json
import tempfile
import warnings
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from carriers import TOOLS
from manifest import file_entry


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
    model.config._attn_implementation = "eager"
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


def write_files(
    out: Path, model: nn.Module, *, vocabulary: str, special_tokens: dict[str, str], longest: int
) -> list[str]:
    """Writes the files of a model folder and tells their names. `vocabulary` is a tokenizer.json, `longest` in tokens."""
    out.mkdir(parents=True, exist_ok=True)
    write_onnx(out / "onnx" / "model_quantized.onnx", model)
    (out / "tokenizer.json").write_text(vocabulary, encoding="utf-8")
    config = model.config.to_dict() | {"architectures": ["DebertaV2ForSequenceClassification"]}
    (out / "config.json").write_text(json.dumps(config, indent=1, sort_keys=True) + "\n")
    settings = {"tokenizer_class": "DebertaV2Tokenizer", "model_max_length": longest} | special_tokens
    (out / "tokenizer_config.json").write_text(json.dumps(settings, indent=1) + "\n")
    return ["config.json", "tokenizer.json", "tokenizer_config.json", "onnx/model_quantized.onnx"]


def write_model(
    out: Path, model: nn.Module, *, vocabulary: str, special_tokens: dict[str, str], longest: int, manifest: dict
) -> None:
    """Writes a model folder with its manifest, of which `manifest` tells the name and what is not the same for all."""
    files = write_files(out, model, vocabulary=vocabulary, special_tokens=special_tokens, longest=longest)
    named = {"name": manifest["name"], "role": "toolrag", "labels": TOOLS, "threshold": 0.5}
    parameters = sum(value.numel() for value in model.parameters())
    whole = named | {"files": [file_entry(out, name) for name in files], "parameters": parameters} | manifest
    (out / "manifest.json").write_text(json.dumps(whole, indent=2) + "\n")
