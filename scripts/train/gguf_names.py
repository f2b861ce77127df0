"""What llama.cpp calls the weights of Hugging Face models, and how it lays them out."""
from __future__ import annotations

from typing import Any

import gguf
import numpy as np

ARCHITECTURES: dict[str, gguf.MODEL_ARCH] = {
    "llama": gguf.MODEL_ARCH.LLAMA,
    "mistral": gguf.MODEL_ARCH.LLAMA,
    "qwen2": gguf.MODEL_ARCH.QWEN2,
    "qwen3": gguf.MODEL_ARCH.QWEN3,
    "gemma2": gguf.MODEL_ARCH.GEMMA2,
    "gemma3_text": gguf.MODEL_ARCH.GEMMA3,
    "phi3": gguf.MODEL_ARCH.PHI3,
}
"""By the `model_type` of a Hugging Face configuration."""


class Layout:
    """Names and layout of one model's weights. Raises ValueError for an architecture that is not known here."""

    def __init__(self, config: dict[str, Any]) -> None:
        """`config`: the model's config.json."""
        kind = config["model_type"]
        if kind not in ARCHITECTURES:
            raise ValueError(f"models of type {kind} are not known; these are: {', '.join(ARCHITECTURES)}")
        self.architecture = ARCHITECTURES[kind]
        self.names = gguf.get_tensor_name_map(self.architecture, config["num_hidden_layers"])
        self.heads = config["num_attention_heads"]
        self.key_heads = config.get("num_key_value_heads") or self.heads

    def name(self, module: str) -> str:
        """llama.cpp's name of a weight, by that of its module: model.layers.0.mlp.up_proj -> blk.0.ffn_up.weight."""
        found = self.names.get_name(module)
        if found is None:
            raise ValueError(f"llama.cpp has no name for {module}")
        return f"{found}.weight"

    def rows(self, module: str, weight: np.ndarray) -> np.ndarray:
        """A weight with its rows as llama.cpp has them: for Llama, rotary pairs are neighbours instead of halves."""
        if self.architecture is not gguf.MODEL_ARCH.LLAMA or not module.endswith(("q_proj", "k_proj")):
            return weight
        heads = self.heads if module.endswith("q_proj") else self.key_heads
        rows, columns = weight.shape
        return weight.reshape(heads, 2, rows // heads // 2, columns).swapaxes(1, 2).reshape(rows, columns)
