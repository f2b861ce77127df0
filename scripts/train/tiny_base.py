"""Makes a tiny Llama with random weights, as Hugging Face and llama.cpp read it, to try fine-tuning on.

`python3 tiny_base.py --text FILE --out FOLDER`: FILE is what its tokenizer is trained on.
"""
from __future__ import annotations

import argparse
import json
from pathlib import Path

import gguf
import numpy as np
import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import LlamaConfig, LlamaForCausalLM, PreTrainedTokenizerFast

from gguf_names import Layout

END = "</s>"


def new_tokenizer(text: str, size: int) -> Tokenizer:
    """Byte-level BPE with GPT-2's splitting, which llama.cpp knows as `gpt-2`."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    trainer = trainers.BpeTrainer(vocab_size=size, special_tokens=[END], initial_alphabet=alphabet, show_progress=False)
    tokenizer.train_from_iterator(text.splitlines(keepends=True), trainer)
    return tokenizer


def new_model(vocabulary: int, width: int, seed: int) -> LlamaForCausalLM:
    """Two layers; keys and values have half as many heads as queries, as larger models have it."""
    torch.manual_seed(seed)
    return LlamaForCausalLM(
        LlamaConfig(
            vocab_size=vocabulary,
            hidden_size=width,
            intermediate_size=2 * width,
            num_hidden_layers=2,
            num_attention_heads=4,
            num_key_value_heads=2,
            max_position_embeddings=4096,
            rms_norm_eps=1e-5,
            initializer_range=0.15,
            bos_token_id=None,
            eos_token_id=0,
        )
    )


def write_gguf(path: Path, model: LlamaForCausalLM, tokenizer: Tokenizer) -> None:
    """Writes the model in F16, vectors in F32."""
    config = model.config
    layout = Layout(config.to_dict())
    writer = gguf.GGUFWriter(str(path), gguf.MODEL_ARCH_NAMES[layout.architecture])
    writer.add_context_length(config.max_position_embeddings)
    writer.add_embedding_length(config.hidden_size)
    writer.add_block_count(config.num_hidden_layers)
    writer.add_feed_forward_length(config.intermediate_size)
    writer.add_head_count(layout.heads)
    writer.add_head_count_kv(layout.key_heads)
    writer.add_layer_norm_rms_eps(config.rms_norm_eps)
    writer.add_rope_freq_base(config.rope_parameters["rope_theta"])
    writer.add_rope_dimension_count(config.hidden_size // layout.heads)
    writer.add_vocab_size(config.vocab_size)
    tokens = [tokenizer.id_to_token(index) for index in range(tokenizer.get_vocab_size())]
    merges = [" ".join(pair) for pair in json.loads(tokenizer.to_str())["model"]["merges"]]
    writer.add_tokenizer_model("gpt2")
    writer.add_tokenizer_pre("gpt-2")
    writer.add_token_list(tokens)
    writer.add_token_types([gguf.TokenType.CONTROL if token == END else gguf.TokenType.NORMAL for token in tokens])
    writer.add_token_merges(merges)
    writer.add_eos_token_id(0)
    writer.add_add_bos_token(False)
    for name, value in model.state_dict().items():
        module = name.removesuffix(".weight")
        weight = value.float().numpy()
        weight = layout.rows(module, weight).astype(np.float16) if weight.ndim == 2 else weight
        writer.add_tensor(layout.name(module), np.ascontiguousarray(weight))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def write_base(folder: Path, text: str, *, width: int = 64, vocabulary: int = 320, seed: int = 1) -> None:
    """Writes FOLDER/base (Hugging Face) and FOLDER/base.gguf. Weights are those of F16 in both."""
    tokenizer = new_tokenizer(text, vocabulary)
    model = new_model(tokenizer.get_vocab_size(), width, seed)
    model.load_state_dict({name: value.half().float() for name, value in model.state_dict().items()})
    model.save_pretrained(folder / "base")
    PreTrainedTokenizerFast(tokenizer_object=tokenizer, eos_token=END).save_pretrained(folder / "base")
    write_gguf(folder / "base.gguf", model, tokenizer)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--text", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    write_base(options.out, options.text.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
