"""Tests of the labels of public utterances, on a collection made up here."""
from __future__ import annotations

import json
import tempfile
import unittest
from pathlib import Path

from carriers import Call, Ref, Span
from labels import LABELS, Utterances, load_labels, take

TEXTS = ["play some jazz", "email ana the menu", "text bo"]
MARKED = {
    "source": "public",
    "line": 2,
    "say": "email {p:person|ana} {m:message|the menu}",
    "plan": "get_email_address({p}); compose_new_email([$1], context={m})",
}


class Labels(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        (self.folder / "labels").mkdir()
        self.publish(TEXTS)

    def publish(self, texts: list[str]) -> None:
        self.write("public.jsonl", [{"text": text, "intent": "x"} for text in texts])

    def write(self, name: str, records: list[dict]) -> Path:
        path = self.folder / name
        path.write_text("".join(f"{json.dumps(record)}\n" for record in records), encoding="utf-8")
        return path

    def label(self, marked: dict) -> list[dict]:
        return list(take(self.write("marked.jsonl", [marked]), Utterances(self.folder)))

    def test_a_marked_utterance_becomes_a_label_without_its_text_and_comes_back_as_a_carrier(self) -> None:
        labels = self.label(MARKED)
        self.assertEqual(labels[0]["spans"], {"p": ["person", 6, 9], "m": ["message", 10, 18]})
        written = self.write("labels/real.jsonl", labels)
        self.assertNotIn("menu", written.read_text(encoding="utf-8"))
        [carrier] = load_labels(self.folder, self.folder / "labels")
        self.assertEqual(carrier.author, "real")
        self.assertEqual(carrier.parts, ["email ", ("p", "person", "ana"), " ", ("m", "message", "the menu")])
        self.assertEqual(carrier.calls, [Call(2, {0: [Span("p")]}), Call(5, {0: [Ref(1)], 3: [Span("m")]})])

    def test_authors_left_out_are_left_out(self) -> None:
        self.write("labels/real.jsonl", self.label(MARKED))
        self.assertEqual(load_labels(self.folder, self.folder / "labels", leave_out={"real"}), [])

    def test_another_edition_of_the_collection_is_noticed_and_the_label_named(self) -> None:
        self.write("labels/real.jsonl", self.label(MARKED))
        self.publish(["play some jazz", "email ana the menus", "text bo"])
        with self.assertRaisesRegex(ValueError, r"real\.jsonl:1: the text is not the one that was labelled"):
            load_labels(self.folder, self.folder / "labels")

    def test_a_line_that_is_not_there_is_named(self) -> None:
        for line in (0, 4):
            with self.subTest(line), self.assertRaisesRegex(ValueError, f"public has no line {line}"):
                self.label(MARKED | {"line": line})

    def test_a_marked_sentence_that_is_not_the_utterance_is_refused(self) -> None:
        with self.assertRaisesRegex(ValueError, "without its marks this is not the utterance: 'email bea the menu'"):
            self.label(MARKED | {"say": "email {p:person|bea} {m:message|the menu}"})

    def test_a_wrong_plan_is_refused_when_the_label_is_made(self) -> None:
        with self.assertRaisesRegex(ValueError, "unknown tool fly"):
            self.label(MARKED | {"plan": "fly({p}, {m})"})

    def test_a_line_labelled_twice_is_taken_once(self) -> None:
        marked = self.write("marked.jsonl", [MARKED, MARKED | {"plan": ""}])
        self.assertEqual([label["plan"] for label in take(marked, Utterances(self.folder))], [MARKED["plan"]])

    def test_the_projects_own_labels_name_each_utterance_once_and_keep_no_text(self) -> None:
        seen: set[tuple[str, int]] = set()
        for file in LABELS.glob("*.jsonl"):
            for line in file.read_text(encoding="utf-8").splitlines():
                label = json.loads(line)
                self.assertEqual(set(label), {"source", "line", "check", "spans", "plan"})
                self.assertNotIn((label["source"], label["line"]), seen)
                seen.add((label["source"], label["line"]))
        self.assertGreater(len(seen), 0)


if __name__ == "__main__":
    unittest.main()
