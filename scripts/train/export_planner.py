"""Writes a checkpoint of the planner as GGUF (Q8_0) with its manifest, for llama.cpp."""
from __future__ import annotations

import argparse
from pathlib import Path

import gguf
import numpy as np
import torch

from encoding import Vocabulary
from generate_examples import DATA
from manifest import write_manifest
from model import Shape

def halves_interleaved(weight: np.ndarray, heads: int) -> np.ndarray:
    """Rows of a query or key projection in llama.cpp's rotary layout: pairs are neighbours, not halves."""
    rows, columns = weight.shape
    return weight.reshape(heads, 2, rows // heads // 2, columns).swapaxes(1, 2).reshape(rows, columns)


def tensors(weights: dict[str, torch.Tensor], shape: Shape) -> dict[str, np.ndarray]:
    """Weights under llama.cpp's names."""
    plain = {name: value.float().numpy() for name, value in weights.items()}
    named = {"token_embd.weight": plain["embedding.weight"], "output_norm.weight": plain["norm.weight"]}
    for index in range(shape.layers):
        own, block = f"blocks.{index}.", f"blk.{index}."
        query, key, value = np.split(plain[f"{own}query_key_value.weight"], 3)
        gate, up = np.split(plain[f"{own}gate_up.weight"], 2)
        named |= {
            f"{block}attn_norm.weight": plain[f"{own}attention_norm.weight"],
            f"{block}ffn_norm.weight": plain[f"{own}feed_norm.weight"],
            f"{block}attn_q.weight": halves_interleaved(query, shape.heads),
            f"{block}attn_k.weight": halves_interleaved(key, shape.heads),
            f"{block}attn_v.weight": value,
            f"{block}attn_output.weight": plain[f"{own}attention_out.weight"],
            f"{block}ffn_gate.weight": gate,
            f"{block}ffn_up.weight": up,
            f"{block}ffn_down.weight": plain[f"{own}down.weight"],
        }
    return named


def write_gguf(path: Path, weights: dict[str, torch.Tensor], shape: Shape, vocabulary: Vocabulary) -> None:
    """Writes the model; embeddings are tied, so there is no output weight."""
    writer = gguf.GGUFWriter(str(path), "llama")
    writer.add_name("TinyAgent embedded planner")
    writer.add_context_length(shape.context)
    writer.add_embedding_length(shape.width)
    writer.add_block_count(shape.layers)
    writer.add_feed_forward_length(shape.feed_forward)
    writer.add_head_count(shape.heads)
    writer.add_head_count_kv(shape.heads)
    writer.add_layer_norm_rms_eps(1e-5)
    writer.add_rope_freq_base(10000.0)
    writer.add_rope_dimension_count(shape.width // shape.heads)
    writer.add_vocab_size(vocabulary.size)
    writer.add_file_type(gguf.LlamaFileType.MOSTLY_Q8_0)
    text = vocabulary.text
    names, scores, types = [], [], []
    for token in range(vocabulary.pieces):
        names.append(text.id_to_piece(token))
        scores.append(text.get_score(token))
        types.append(
            gguf.TokenType.UNKNOWN
            if text.is_unknown(token)
            else gguf.TokenType.CONTROL
            if text.is_control(token)
            else gguf.TokenType.BYTE
            if text.is_byte(token)
            else gguf.TokenType.NORMAL
        )
    for name in vocabulary.names():
        names.append(name)
        scores.append(0.0)
        types.append(gguf.TokenType.USER_DEFINED)
    writer.add_tokenizer_model("llama")
    writer.add_token_list(names)
    writer.add_token_scores(scores)
    writer.add_token_types(types)
    # The plan's own end token is an ordinary one, so that it can be made legal or not like any other; what
    # llama.cpp takes for the end of text is never legal.
    writer.add_bos_token_id(vocabulary.pad)
    writer.add_eos_token_id(vocabulary.pad)
    writer.add_unk_token_id(0)
    writer.add_add_bos_token(False)
    writer.add_add_space_prefix(False)
    for name, value in tensors(weights, shape).items():
        if value.ndim == 2:
            kind = gguf.GGMLQuantizationType.Q8_0
            writer.add_tensor(name, gguf.quants.quantize(value, kind), raw_dtype=kind)
        else:
            writer.add_tensor(name, value.astype(np.float32))
    writer.write_header_to_file()
    writer.write_kv_data_to_file()
    writer.write_tensors_to_file()
    writer.close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--checkpoint", type=Path, required=True)
    parser.add_argument("--out", type=Path, default=Path(__file__).parents[2] / "models" / "planner")
    parser.add_argument("--scores", type=Path, help="what scores.py wrote for these weights")
    parser.add_argument("--recipe", help="the command of the run, where the checkpoint does not tell it")
    options = parser.parse_args()
    state = torch.load(options.checkpoint, map_location="cpu", weights_only=True)
    if options.recipe:
        state["recipe"] = options.recipe
    shape = Shape(**state["shape"])
    vocabulary = Vocabulary(DATA / "bpe.model")
    options.out.mkdir(parents=True, exist_ok=True)
    temporary = options.out / "planner.gguf.part"
    write_gguf(temporary, state["weights"], shape, vocabulary)
    temporary.replace(options.out / "planner.gguf")
    write_manifest(
        options.out,
        ["planner.gguf"],
        state,
        options.scores,
        name="TinyAgent embedded planner",
        role="planner",
        style="compact",
        vocabulary=vocabulary.manifest(),
        shape=state["shape"],
        parameters=sum(value.numel() for value in state["weights"].values()),
    )


if __name__ == "__main__":
    main()
