"""Tests of manifests and model cards."""
from __future__ import annotations

import hashlib
import json
import tempfile
import unittest
from pathlib import Path

from manifest import ATTRIBUTION, write_manifest

SCORES = [
    {
        "set": "office",
        "command": "npm run eval -- office.jsonl",
        "requests": 40,
        "success": 0.875,
        "exact": 0.7,
        "toolRecall": 0.991,
        "toolsRetrieved": 3.5,
        "impossibleRefused": {"of": 10, "share": 0.9},
        "possibleRefused": {"of": 30, "share": 0},
        "byKind": [],
        "byLength": [{"calls": "2", "of": 30, "share": 0.8}],
        "byTool": [{"tool": "send_sms", "of": 30, "share": 0.8}],
    },
    {
        "set": "hard",
        "command": "npm run eval -- hard.jsonl",
        "requests": 20,
        "success": 0.5,
        "exact": 0.4,
        "toolRecall": 0.98,
        "toolsRetrieved": 4.5,
        "impossibleRefused": {"of": 0, "share": 0},
        "possibleRefused": {"of": 20, "share": 0.1},
        "byKind": [{"kind": "hard", "of": 20, "share": 0.5}],
        "byLength": [{"calls": "5", "of": 20, "share": 0.5}],
        "byTool": [{"tool": "open_note", "of": 4, "share": 0.25}],
    },
]
STATE = {"hold_out": ["author-8"], "utterances": True, "seed": 3, "step": 200, "tokens": 9000, "seconds": 90.0}


class Manifest(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "model.bin").write_bytes(b"weights")

    def write(self, state: dict, scores: list[dict] | None = None) -> tuple[dict, str]:
        path = self.folder / "scores.json"
        path.write_text(json.dumps(scores))
        facts = {"name": "A planner", "role": "planner", "parameters": 1_500_000}
        write_manifest(self.folder, ["model.bin"], state, path if scores else None, **facts)
        return json.loads((self.folder / "manifest.json").read_text()), (self.folder / "README.md").read_text()

    def test_it_tells_files_recipe_seed_steps_minutes_and_held_out_authors(self) -> None:
        manifest, card = self.write(STATE | {"recipe": "python3 train.py"})
        self.assertEqual(
            manifest["files"], [{"file": "model.bin", "bytes": 7, "sha256": hashlib.sha256(b"weights").hexdigest()}]
        )
        training = manifest["training"]
        self.assertRegex(training.pop("data"), r"^\d+ carriers .* by \d+ authors .*SLURP")
        self.assertEqual(
            training,
            {
                "recipe": "python3 train.py",
                "seed": 3,
                "steps": 200,
                "tokens": 9000,
                "minutes": 1.5,
                "heldOutAuthors": ["author-8"],
            },
        )
        self.assertIn("| authors held out | author-8 |", card)
        self.assertIn("Not measured yet.", card)

    def test_a_model_trained_without_public_utterances_attributes_none(self) -> None:
        self.assertEqual(self.write(STATE)[0]["attribution"], ATTRIBUTION)
        manifest, card = self.write(STATE | {"utterances": False})
        self.assertEqual(manifest["attribution"], [])
        self.assertNotIn("SLURP", card)

    def test_what_an_older_checkpoint_does_not_tell_is_not_made_up(self) -> None:
        manifest, card = self.write(STATE)
        self.assertIsNone(manifest["training"]["recipe"])
        self.assertIn("| recipe | not recorded |", card)

    def test_the_card_tells_scores_by_set_kind_length_and_tool_with_the_commands(self) -> None:
        card = self.write(STATE, SCORES)[1]
        for line in [
            "| office | 40 | 87.5 % | 70.0 % | 0.991 | 3.50 | 90.0 % of 10 | 0.0 % of 30 |",
            "| hard | 20 | 50.0 % | 40.0 % | 0.980 | 4.50 | none | 10.0 % of 20 |",
            "- office: `npm run eval -- office.jsonl`",
            "| hard |  | 50.0 % of 20 |",
            "| 5 |  | 50.0 % of 20 |",
            "| send_sms | 80.0 % of 30 |  |",
        ]:
            self.assertIn(f"\n{line}\n", card)


if __name__ == "__main__":
    unittest.main()
