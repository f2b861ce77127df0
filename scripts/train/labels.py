"""Labels of public utterances: plans for real people's requests, kept without their texts.

A line of data/labels/*.jsonl is {"source": "slurp-devel", "line": 12, "check": "9f2c41aa", "spans": {"p1": ["person", 8, 12]},
"plan": "..."}: the utterance is line 12 of FOLDER/slurp-devel.jsonl, a span is a range of its characters, the plan is
written as in the carriers. `check` begins the SHA-1 of the text, so that another edition of the collection is noticed.

`python3 labels.py FOLDER` validates the labels against the utterances in FOLDER.
`python3 labels.py FOLDER --take FILE --out LABELS` makes labels of lines {"source", "line", "say", "plan"}, where `say`
is the utterance with its spans marked as in a carrier.
"""
from __future__ import annotations

import argparse
import hashlib
import json
from collections.abc import Iterator
from pathlib import Path

from carriers import SPAN, Carrier, parse_carrier

LABELS = Path(__file__).parent / "data" / "labels"


def check(text: str) -> str:
    return hashlib.sha1(text.encode()).hexdigest()[:8]


class Utterances:
    """The public collections of a folder, read as they are asked for."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.texts: dict[str, list[str]] = {}

    def text(self, source: str, line: int) -> str:
        """The text of a line, counted from 1. Raises ValueError where there is none."""
        if source not in self.texts:
            lines = (self.folder / f"{source}.jsonl").read_text(encoding="utf-8").splitlines()
            self.texts[source] = [json.loads(one)["text"] for one in lines]
        if not 1 <= line <= len(self.texts[source]):
            raise ValueError(f"{source} has no line {line}")
        return self.texts[source][line - 1]


def labelled(label: dict, text: str, author: str) -> Carrier:
    """The utterance as a carrier. Raises ValueError when the label does not fit the text."""
    if check(text) != label["check"]:
        raise ValueError("the text is not the one that was labelled")
    say, at = "", 0
    for name, (kind, start, end) in sorted(label["spans"].items(), key=lambda span: span[1][1]):
        say += f"{text[at:start]}{{{name}:{kind}|{text[start:end]}}}"
        at = end
    return parse_carrier(json.dumps({"say": say + text[at:], "plan": label["plan"]}), author)


def load_labels(utterances: Path, folder: Path = LABELS, leave_out: set[str] = frozenset()) -> list[Carrier]:
    """The labelled utterances as carriers. Raises ValueError naming file and line."""
    texts, found = Utterances(utterances), []
    for file in sorted(folder.glob("*.jsonl")):
        if file.stem in leave_out:
            continue
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            label = json.loads(line)
            try:
                found.append(labelled(label, texts.text(label["source"], label["line"]), file.stem))
            except ValueError as error:
                raise ValueError(f"{file.name}:{number}: {error}") from error
    return found


def take(file: Path, utterances: Utterances) -> Iterator[dict]:
    """Labels of marked utterances; a line twice is taken once. Raises ValueError naming the line."""
    seen: set[tuple[str, int]] = set()
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        record = json.loads(line)
        source, at = record["source"], record["line"]
        if (source, at) in seen:
            continue
        seen.add((source, at))
        text, spans, bare = utterances.text(source, at), {}, ""
        rest = 0
        for match in SPAN.finditer(record["say"]):
            bare += record["say"][rest : match.start()]
            name, kind, words = match.groups()
            spans[name] = [kind, len(bare), len(bare) + len(words)]
            bare += words
            rest = match.end()
        bare += record["say"][rest:]
        if bare != text:
            raise ValueError(f"{file.name}:{number}: without its marks this is not the utterance: {bare!r}")
        label = {"source": source, "line": at, "check": check(text), "spans": spans, "plan": record["plan"]}
        labelled(label, text, file.stem)
        yield label


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("utterances", type=Path, help="folder with slurp-devel.jsonl and clinc150-train.jsonl")
    parser.add_argument("--take", type=Path, help="marked utterances to make labels of")
    parser.add_argument("--out", type=Path, help="where the labels go")
    options = parser.parse_args()
    if options.take:
        labels = list(take(options.take, Utterances(options.utterances)))
        options.out.parent.mkdir(parents=True, exist_ok=True)
        options.out.write_text("".join(f"{json.dumps(label)}\n" for label in labels), encoding="utf-8")
    print(f"{len(load_labels(options.utterances))} labels, no fault")


if __name__ == "__main__":
    main()
