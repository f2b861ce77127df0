"""Writes a LoRA adapter (PEFT's format) as GGUF, which llama.cpp loads beside its base model.

`python3 export_lora.py --adapter RUN/adapter --base BASE --out adapter.gguf`
"""
from __future__ import annotations

import argparse
import json
from pathlib import Path

import gguf
import numpy as np
from safetensors.numpy import load_file
from transformers import AutoConfig

from gguf_names import Layout

PREFIX = "base_model.model."


def write_adapter(adapter: Path, base: str, out: Path) -> None:
    """`base`: the model it was trained on, a folder or a name. Raises ValueError on what llama.cpp has no form for."""
    settings = json.loads((adapter / "adapter_config.json").read_text(encoding="utf-8"))
    for special in ("use_rslora", "use_dora", "modules_to_save", "rank_pattern", "alpha_pattern"):
        if settings.get(special):
            raise ValueError(f"{adapter} uses {special}, which llama.cpp's adapters do not have")
    layout = Layout(AutoConfig.from_pretrained(base).to_dict())
    writer = gguf.GGUFWriter(str(out), gguf.MODEL_ARCH_NAMES[layout.architecture])
    writer.add_type(gguf.GGUFType.ADAPTER)
    writer.add_string(gguf.Keys.Adapter.TYPE, "lora")
    writer.add_float32(gguf.Keys.Adapter.LORA_ALPHA, float(settings["lora_alpha"]))
    for name, weight in sorted(load_file(adapter / "adapter_model.safetensors").items()):
        module, _, half = name.removeprefix(PREFIX).removesuffix(".weight").rpartition(".")
        if half not in ("lora_A", "lora_B"):
            raise ValueError(f"{name} is no half of a low-rank update")
        # A reads the input as it is; B writes rows, which llama.cpp may have in another order
        value = weight if half == "lora_A" else layout.rows(module, weight)
        writer.add_tensor(f"{layout.name(module)}.{half.lower()}", np.ascontiguousarray(value, dtype=np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--adapter", type=Path, required=True, help="folder of adapter_config.json and its weights")
    parser.add_argument("--base", required=True, help="the model it was trained on: a folder or a name")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    write_adapter(options.adapter, options.base, options.out)


if __name__ == "__main__":
    main()
