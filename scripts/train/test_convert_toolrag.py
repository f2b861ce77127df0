"""Tests of the conversion of published ToolRAG weights, on a random model of the same architecture. Without torch, as
in continuous integration, they are skipped."""
from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

try:
    import torch
except ModuleNotFoundError:
    torch = None

ROOT = Path(__file__).parents[2]
REQUESTS = ["Text Amir that I'm late", "forward this to Bo with budget.pdf", "What's the weather?", "Zoom, 3pm: Ana & Él"]
# what the ONNX gives under our own ToolClassifier
READ = """
import { openToolClassifier } from './src/runtime/tool-classifier.ts';
const [folder, ...requests] = process.argv.slice(1);
const classifier = await openToolClassifier(folder);
const { signal } = new AbortController();
const all = [];
for (const request of requests) {
  const { scores, embedding } = await classifier.encode(request, { signal });
  all.push({ scores: [...scores], embedding: [...embedding] });
}
console.log(JSON.stringify(all));
await classifier.dispose();
"""


@unittest.skipIf(torch is None, "torch is not installed")
class Conversion(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = Path(cls.temporary.name)
        cls.published = cls.folder / "published"
        cls.model, cls.tokenizer = save_random(cls.published, labels=16)

    @classmethod
    def tearDownClass(cls) -> None:
        cls.temporary.cleanup()

    def test_the_converted_model_scores_as_the_published_one(self) -> None:
        import numpy
        import onnxruntime
        from convert_toolrag import convert
        from tokenizers import Tokenizer

        out = self.folder / "converted"
        convert(self.published, out, "none stated")
        session = onnxruntime.InferenceSession(str(out / "onnx" / "model_quantized.onnx"))
        tokenizer = Tokenizer.from_file(str(out / "tokenizer.json"))
        expected = [self.published_scores(request) for request in REQUESTS]
        for request, (scores, embedding) in zip(REQUESTS, expected, strict=True):
            ids = tokenizer.encode(request).ids
            self.assertEqual(ids, self.tokenizer(request)["input_ids"])
            feed = {"input_ids": numpy.array([ids]), "attention_mask": numpy.ones((1, len(ids)), dtype=numpy.int64)}
            logits, pooled = session.run(["logits", "embedding"], feed)
            self.assert_alike(1 / (1 + numpy.exp(-logits[0])), pooled[0], scores, embedding)
        manifest = json.loads((out / "manifest.json").read_text())
        self.assertEqual(manifest["labels"][14], "send_sms")
        self.assertEqual(manifest["licence"], "none stated")
        if shutil.which("node") and (ROOT / "node_modules").exists():
            self.read_by_the_product(out, expected)

    def read_by_the_product(self, out: Path, expected: list) -> None:
        command = ["node", "--import", "tsx", "--input-type=module", "--eval", READ, "--", str(out), *REQUESTS]
        ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
        self.assertEqual(ended.returncode, 0, ended.stderr)
        for read, (scores, embedding) in zip(json.loads(ended.stdout), expected, strict=True):
            self.assert_alike(*(torch.tensor(read[name]).numpy() for name in ("scores", "embedding")), scores, embedding)

    def assert_alike(self, scores, embedding, published_scores, published_embedding) -> None:
        """As near as eight-bit weights come: the scores, and the direction of the embedding."""
        import numpy

        numpy.testing.assert_allclose(scores, published_scores, atol=0.1)
        lengths = numpy.linalg.norm(embedding) * numpy.linalg.norm(published_embedding)
        self.assertGreater(float(embedding @ published_embedding / lengths), 0.98)

    def published_scores(self, request: str):
        """Sigmoid scores and pooled embedding, as PyTorch computes them."""
        with torch.no_grad():
            inputs = self.tokenizer(request, return_tensors="pt")
            kept = {name: inputs[name] for name in ("input_ids", "attention_mask")}
            scores = torch.sigmoid(self.model(**kept).logits)[0]
            embedding = self.model.pooler(self.model.deberta(**kept).last_hidden_state)[0]
        return scores.numpy(), embedding.numpy()

    def test_what_cannot_be_converted_is_told(self) -> None:
        from convert_toolrag import convert

        other = self.folder / "other"
        save_random(other, labels=5)
        with self.assertRaisesRegex(ValueError, "has 5 outputs; there are 16 tools"):
            convert(other, self.folder / "out", "")
        with self.assertRaisesRegex(ValueError, "There is no config.json"):
            convert(self.folder / "nowhere", self.folder / "out", "")


def save_random(folder: Path, labels: int):
    """A small DeBERTa-v3 with random weights and its tokenizer, saved as transformers saves one."""
    from generate_examples import Generator
    from toolrag import SPECIAL, new_tokenizer
    from transformers import DebertaV2Config, DebertaV2ForSequenceClassification, PreTrainedTokenizerFast

    torch.manual_seed(1)
    backend = new_tokenizer(Generator(1), 400, sentences=500)
    names = ("pad_token", "cls_token", "sep_token", "unk_token", "mask_token")
    tokenizer = PreTrainedTokenizerFast(tokenizer_object=backend, **dict(zip(names, SPECIAL, strict=True)))
    config = DebertaV2Config(
        vocab_size=backend.get_vocab_size(),
        hidden_size=48,
        num_hidden_layers=2,
        num_attention_heads=3,
        intermediate_size=96,
        relative_attention=True,
        position_buckets=256,
        norm_rel_ebd="layer_norm",
        share_att_key=True,
        pos_att_type=["p2c", "c2p"],
        position_biased_input=False,
        type_vocab_size=0,
        pooler_hidden_size=48,
        num_labels=labels,
        initializer_range=0.2,
    )
    model = DebertaV2ForSequenceClassification(config).eval()
    model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    return model, tokenizer


if __name__ == "__main__":
    unittest.main()
