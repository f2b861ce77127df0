"""Weights of an earlier planner to begin with: a checkpoint, or the GGUF that ships, made as deep as the new model."""
from __future__ import annotations

from pathlib import Path

import gguf
import numpy as np
import torch
from torch import Tensor

from model import Shape


def halves_apart(weight: np.ndarray, heads: int) -> np.ndarray:
    """The inverse of export_planner.halves_interleaved: rows of a query or key projection in our rotary layout."""
    rows, columns = weight.shape
    return weight.reshape(heads, rows // heads // 2, 2, columns).swapaxes(1, 2).reshape(rows, columns)


def read_gguf(path: Path, heads: int) -> dict[str, Tensor]:
    """The weights of a planner's GGUF under our names, in fp32."""
    plain = {t.name: gguf.quants.dequantize(t.data, t.tensor_type) for t in gguf.GGUFReader(str(path)).tensors}
    weights = {"embedding.weight": plain["token_embd.weight"], "norm.weight": plain["output_norm.weight"]}
    for index in range(sum(name.endswith("attn_q.weight") for name in plain)):
        own, block = f"blocks.{index}.", f"blk.{index}."
        query, key = (halves_apart(plain[f"{block}attn_{one}.weight"], heads) for one in "qk")
        weights |= {
            f"{own}attention_norm.weight": plain[f"{block}attn_norm.weight"],
            f"{own}feed_norm.weight": plain[f"{block}ffn_norm.weight"],
            f"{own}query_key_value.weight": np.concatenate([query, key, plain[f"{block}attn_v.weight"]]),
            f"{own}attention_out.weight": plain[f"{block}attn_output.weight"],
            f"{own}gate_up.weight": np.concatenate([plain[f"{block}ffn_gate.weight"], plain[f"{block}ffn_up.weight"]]),
            f"{own}down.weight": plain[f"{block}ffn_down.weight"],
        }
    return {name: torch.from_numpy(np.array(value, dtype=np.float32)) for name, value in weights.items()}


def starting_weights(path: Path, shape: Shape) -> dict[str, Tensor]:
    """Weights for a model of `shape`. Blocks it has beyond the old one repeat those before them and write nothing
    yet, so that the deeper model begins as the same function (Net2Net, Chen et al., 2016)."""
    old = (
        read_gguf(path, shape.heads)
        if path.suffix == ".gguf"
        else torch.load(path, map_location="cpu", weights_only=True)["weights"]
    )
    old_layers = 1 + max(int(name.split(".")[1]) for name in old if name.startswith("blocks."))
    if old_layers > shape.layers:
        raise ValueError(f"{path} has {old_layers} layers, more than the {shape.layers} wanted")
    places = [round((index + 1) * shape.layers / old_layers) - 1 for index in range(old_layers)]
    weights = {name: value for name, value in old.items() if not name.startswith("blocks.")}
    before = 0
    for layer in range(shape.layers):
        if layer in places:
            before = places.index(layer)
        for name, value in old.items():
            if not name.startswith(f"blocks.{before}."):
                continue
            writes = name.endswith(("attention_out.weight", "down.weight"))
            new = torch.zeros_like(value) if writes and layer not in places else value.clone()
            weights[name.replace(f"blocks.{before}.", f"blocks.{layer}.")] = new
    return weights
