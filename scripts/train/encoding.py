"""Words, tokens and plans of the compact style. See src/plan/compact/ENCODING.md, which the TypeScript side follows too."""
from __future__ import annotations

import random
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import sentencepiece

from carriers import Call, Const, Ref

WORD_COUNT = 128
TOOL_COUNT = 16
ARGUMENT_COUNT = 7
REFERENCE_COUNT = 17
LONGEST_WORD = 32
"""Pieces of a word that are read."""
CONSTANTS = ["w", "r", "1", "5", "9"]

PIECES = re.compile(r"[\w@#$+][\w@.\-/&:+'%$]*|\S")
PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "„": '"'})


@dataclass
class Token:
    """A word or mark. `text` is lower case; `start` and `end` are offsets in the normalised request."""

    text: str
    start: int
    end: int
    is_word: bool
    capital: bool


def normalise(query: str) -> str:
    """NFC with plain quotes, one character for one."""
    return unicodedata.normalize("NFC", query).translate(PLAIN)


def split_words(query: str) -> list[Token]:
    """Splits a request into words and marks."""
    tokens: list[Token] = []

    def marks(text: str, start: int) -> None:
        for offset, character in enumerate(text):
            tokens.append(Token(character.lower(), start + offset, start + offset + 1, False, False))

    for match in PIECES.finditer(normalise(query)):
        whole, start = match[0], match.start()
        if not re.match(r"[\w@#$+]", whole):
            marks(whole, start)
            continue
        trimmed = re.sub(r"[.:,'\-/]+$", "", whole)
        possessive = re.fullmatch(r"(.+)'[sS]", trimmed, re.S)
        word = possessive[1] if possessive else trimmed
        if not word:
            marks(whole, start)
            continue
        end = start + len(word)
        tokens.append(Token(word.lower(), start, end, True, word[0].isupper()))
        if possessive:
            tokens.append(Token("'s", end, end + 2, False, False))
        marks(whole[len(trimmed) :], start + len(trimmed))
    return tokens


class Vocabulary:
    """Token ids of the planner: text pieces first, then the plan's own tokens."""

    def __init__(self, model: Path) -> None:
        self.text = sentencepiece.SentencePieceProcessor(model_file=str(model))
        self.pieces = self.text.get_piece_size()
        self.words = self.pieces
        self.tools = self.words + WORD_COUNT
        self.arguments = self.tools + TOOL_COUNT
        self.references = self.arguments + ARGUMENT_COUNT
        self.constants = self.references + REFERENCE_COUNT
        self.cap = self.constants + len(CONSTANTS)
        self.plan = self.cap + 1
        self.eos = self.cap + 2
        self.pad = self.cap + 3
        self.size = (self.pad + 1 + 31) // 32 * 32
        self._cache: dict[str, list[int]] = {}

    def manifest(self) -> dict[str, int]:
        """The part of the manifest the TypeScript side reads."""
        return {
            "pieces": self.pieces,
            "words": self.words,
            "wordCount": WORD_COUNT,
            "tools": self.tools,
            "arguments": self.arguments,
            "references": self.references,
            "constants": self.constants,
            "cap": self.cap,
            "plan": self.plan,
            "eos": self.eos,
            "pad": self.pad,
            "size": self.size,
        }

    def names(self) -> list[str]:
        """Names of the ids after the text pieces, in order."""
        names = [f"<w{n}>" for n in range(WORD_COUNT)] + [f"<tool{n}>" for n in range(TOOL_COUNT)]
        names += [f"<arg{n}>" for n in range(ARGUMENT_COUNT)] + [f"<ref{n}>" for n in range(REFERENCE_COUNT)]
        names += [f"<const_{c}>" for c in CONSTANTS] + ["<cap>", "<plan>", "<end>", "<pad>"]
        return names + [f"<unused{n}>" for n in range(self.size - self.pieces - len(names))]

    def word(self, word: str) -> list[int]:
        """Pieces of a word or mark; the blank before it is part of the first."""
        known = self._cache.get(word)
        if known is None:
            known = self._cache[word] = self.text.encode(f" {word}")
        return known

    def varied(self, word: str) -> list[int]:
        """Pieces of a word as another segmentation has them: BPE dropout, so that rare pieces are trained."""
        return self.text.encode(f" {word}", enable_sampling=True, alpha=0.1, nbest_size=-1)

    def prompt(self, tokens: list[Token], offset: int = 0, dropout: float = 0.0, rng: random.Random | None = None) -> list[int]:
        """Ids of a request. `offset` moves the word indexes, so that high ones are trained too."""
        ids: list[int] = []
        index = offset
        for token in tokens:
            if token.capital:
                ids.append(self.cap)
            vary = rng is not None and dropout > 0 and rng.random() < dropout
            ids += (self.varied(token.text) if vary else self.word(token.text))[:LONGEST_WORD]
            if token.is_word:
                ids.append(self.words + index)
                index += 1
        return [*ids, self.plan]

    def encode_plan(self, calls: list[Call], spans: dict[str, tuple[int, int]], offset: int = 0) -> list[int]:
        """Ids of a compact plan; `spans` are first and last word of each span by name."""
        ids: list[int] = []
        for call in calls:
            ids.append(self.tools + call.tool)
            for position, values in sorted(call.args.items()):
                ids.append(self.arguments + position)
                for value in values:
                    if isinstance(value, Ref):
                        ids.append(self.references + value.call)
                    elif isinstance(value, Const):
                        ids.append(self.constants + CONSTANTS.index(value.value))
                    else:
                        first, last = spans[value.name]
                        ids += [self.words + first + offset, self.words + last + offset]
        return [*ids, self.eos]
