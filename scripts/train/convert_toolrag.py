"""Converts the published ToolRAG classifier (PyTorch, squeeze-ai-lab/TinyAgent-ToolRAG) to a model folder of ours.

The folder given holds it as transformers saves it: config.json, weights (safetensors or .bin) and tokenizer. Nothing is
downloaded. The sixteen outputs are taken to be in the published order, which is ours.
"""
from __future__ import annotations

import argparse
import sys
from pathlib import Path

from transformers import AutoConfig, AutoModelForSequenceClassification, AutoTokenizer

from carriers import TOOLS
from classifier_onnx import write_model

LONGEST = 512
SPECIAL = ("pad_token", "cls_token", "sep_token", "unk_token", "mask_token")


def convert(source: Path, out: Path, licence: str) -> None:
    """Reads the classifier in `source` and writes the model folder `out`. Raises ValueError with what is wrong."""
    if not (source / "config.json").is_file():
        raise ValueError(f"There is no config.json in {source}: give the folder of the downloaded classifier.")
    config = AutoConfig.from_pretrained(source, local_files_only=True)
    if config.model_type != "deberta-v2":
        raise ValueError(f"This is a {config.model_type}; the classifier is a deberta-v2.")
    if config.num_labels != len(TOOLS):
        raise ValueError(f"This classifier has {config.num_labels} outputs; there are {len(TOOLS)} tools.")
    model, loading = AutoModelForSequenceClassification.from_pretrained(
        source, local_files_only=True, output_loading_info=True
    )
    if loading["missing_keys"]:
        raise ValueError(f"Weights are missing: {', '.join(sorted(loading['missing_keys'])[:3])}")
    model.config.id2label = dict(enumerate(TOOLS))
    model.config.label2id = {name: index for index, name in enumerate(TOOLS)}
    tokenizer = AutoTokenizer.from_pretrained(source, local_files_only=True)
    backend = tokenizer.backend_tokenizer
    backend.no_truncation()
    backend.no_padding()
    write_model(
        out,
        model.eval(),
        vocabulary=backend.to_str(),
        special_tokens={name: str(getattr(tokenizer, name)) for name in SPECIAL},
        longest=min(LONGEST, config.max_position_embeddings),
        manifest={
            "name": "TinyAgent-ToolRAG",
            "source": "squeeze-ai-lab/TinyAgent-ToolRAG, converted by scripts/train/convert_toolrag.py",
            "licence": licence,
        },
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("source", type=Path, help="folder of the downloaded classifier")
    parser.add_argument("out", type=Path, help="model folder to write")
    parser.add_argument("--licence", default="none stated by the publisher", help="told in the manifest")
    options = parser.parse_args()
    try:
        convert(options.source, options.out, options.licence)
    except (OSError, ValueError) as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
