"""Tests of LoRA fine-tuning, from records to a plan by the product. They need torch, transformers, peft, gguf, and Node."""
from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

import torch
from safetensors.torch import load_file
from transformers import AutoTokenizer

from export_lora import write_adapter
from gguf_names import Layout
from lora import encode, read_samples, train
from tiny_base import write_base
from toy_lora import CONFIG, make_base, teach

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "fixtures" / "lora" / "samples.jsonl"
RECORD = {
    "id": "t-1",
    "now": "2026-03-04 09:30:00",
    "query": "Text Oduya that the van is loaded",
    "plans": [
        [{"tool": "get_phone_number", "args": ["Oduya"]}, {"tool": "send_sms", "args": [["$1"], "the van is loaded"]}]
    ],
}


class Folder(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)


class Training(Folder):
    def setUp(self) -> None:
        super().setUp()
        write_base(self.folder, SAMPLES.read_text(encoding="utf-8"), width=16)
        self.base = str(self.folder / "base")

    def run_to(self, name: str, steps: int | None, *, resume: bool = False) -> dict[str, torch.Tensor]:
        settings = {"epochs": 3, "batch": 1, "at_once": 1}
        config = {"lora": CONFIG["lora"] | {"dropout": 0.1}, "training": CONFIG["training"] | settings}
        out = self.folder / name
        train(
            config,
            argparse.Namespace(
                base=self.base, samples=SAMPLES, out=out, threads=1, minutes=None, steps=steps, resume=resume
            ),
        )
        return load_file(out / "adapter" / "adapter_model.safetensors")

    def test_a_run_that_was_stopped_and_resumed_gives_what_one_in_one_go_gives(self) -> None:
        whole = self.run_to("whole", None)
        stopped = self.run_to("stopped", 4)
        resumed = self.run_to("stopped", None, resume=True)
        for name, value in whole.items():
            self.assertTrue(torch.equal(value, resumed[name]), name)
        self.assertFalse(all(torch.equal(value, stopped[name]) for name, value in whole.items()))

    def test_the_checkpoint_tells_seed_and_steps(self) -> None:
        self.run_to("run", 4)
        state = torch.load(self.folder / "run" / "last.pt", weights_only=True)
        self.assertEqual((state["seed"], state["step"], state["steps"]), (1, 4, 6))

    def test_the_loss_is_on_the_plan_and_its_end_alone(self) -> None:
        tokenizer = AutoTokenizer.from_pretrained(self.base)
        sample = encode(tokenizer, "Text Amir hi\n", "1. join()")
        self.assertEqual(tokenizer.decode(sample.ids[: sample.prompt]), "Text Amir hi\n")
        self.assertEqual(tokenizer.decode(sample.ids[sample.prompt :]), "1. join()</s>")

    def test_a_sample_whose_prompt_does_not_end_with_a_token_is_named(self) -> None:
        path = self.folder / "samples.jsonl"
        path.write_text(json.dumps({"prompt": "Remind me to wa", "completion": "ter the plants"}) + "\n")
        with self.assertRaisesRegex(ValueError, r"samples\.jsonl:1: a token spans"):
            read_samples(path, AutoTokenizer.from_pretrained(self.base), 100)

    def test_what_llama_cpp_has_no_form_for_is_refused(self) -> None:
        self.run_to("run", 1)
        adapter = self.folder / "run" / "adapter"
        settings = json.loads((adapter / "adapter_config.json").read_text())
        (adapter / "adapter_config.json").write_text(json.dumps(settings | {"use_rslora": True}))
        with self.assertRaisesRegex(ValueError, "uses use_rslora"):
            write_adapter(adapter, self.base, self.folder / "adapter.gguf")
        with self.assertRaisesRegex(ValueError, "models of type rwkv are not known"):
            Layout({"model_type": "rwkv"})


class EndToEnd(Folder):
    def plan(self, models: Path, *options: str) -> str:
        command = ["node", "src/cli/tinyagent.mjs", "plan", *options, "--now", RECORD["now"][:16], RECORD["query"]]
        environment = os.environ | {"TINYAGENT_MODELS": str(models)}
        run = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120)
        return run.stdout

    def test_a_tiny_model_plans_what_it_was_fine_tuned_on_and_does_not_without_its_adapter(self) -> None:
        records, samples = self.folder / "records.jsonl", self.folder / "samples.jsonl"
        records.write_text(json.dumps(RECORD) + "\n", encoding="utf-8")
        command = ["node", "--import", "tsx", "scripts/train/samples/main.ts", "--distractors", "0", str(records)]
        written = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
        samples.write_text(written, encoding="utf-8")
        self.assertEqual({json.loads(line)["kind"] for line in written.splitlines()}, {"plan", "join"})
        models = self.folder / "models"
        shutil.copytree(ROOT / "models" / "toolrag", models / "toolrag")
        make_base(samples, self.folder, models / "planner")
        taught = '1. get_phone_number("Oduya")\n2. send_sms(["$1"], "the van is loaded")\n3. join()<END_OF_PLAN>\n'
        # taught by heart, so by the very prompt the product writes for this model
        prompt = self.plan(models, "--show-prompt").removesuffix("\n")
        samples.write_text(json.dumps({"prompt": prompt, "completion": taught.removesuffix("\n")}) + "\n")
        teach(samples, self.folder, models / "planner")
        self.assertEqual(self.plan(models), taught)
        manifest = models / "planner" / "manifest.json"
        manifest.write_text(json.dumps(json.loads(manifest.read_text()) | {"adapters": [{"file": "adapter.gguf", "scale": 0}]}))
        self.assertNotEqual(self.plan(models), taught)


if __name__ == "__main__":
    unittest.main()
