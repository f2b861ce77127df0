"""How requests really arrive: politeness, fillers, no punctuation, no capitals, slips of the finger, emoji."""
from __future__ import annotations

import random
import re

BEFORE_ANY = [
    "hey", "hey,", "hi,", "ok,", "okay", "so", "um,", "uh", "hello,", "alright", "yo", "ok so", "hey there,", "siri,",
    "quick one:", "hmm,", "good morning,", "well,", "listen,", "also,", "sorry,", "right,", "computer,",
]
BEFORE_IMPERATIVE = [
    "please", "can you", "could you", "could you please", "can you please", "please can you", "would you", "will you",
    "I need you to", "I'd like you to", "I want you to", "go ahead and", "kindly", "help me", "I would like to",
    "I want to", "I need to", "let's", "hey can you", "hey could you", "be a dear and", "just", "quickly", "now",
    "I'd like to", "would you please", "can u", "pls", "plz", "do me a favor and", "do me a favour and",
    "I was wondering if you could", "if possible,", "when you get a chance,", "go and", "would you mind if I asked you to",
]
AFTER = [
    "please", "thanks", "thank you", "for me", "asap", "ok?", "thx", "pls", "right now", "if you can", "would you",
    "when you can", "cheers", "real quick", "will you", "🙏", "👍", "😊", "!!", "ty",
]
FILLERS = ["um", "uh", "like", "you know", "er", "please", "I mean", "actually"]
VERBS = set(
    "text email mail send add put make create remind schedule book open summarize summarise forward reply show give get "
    "find look tell let ask set write append message invite share save copy pin map navigate pull bring drop stick jot "
    "note plan arrange block enter compose draft shoot ping respond answer pass attach start organise organize fire record "
    "include cc read condense sum prepare pop fix line hold grab".split()
)


def imperative(text: str) -> bool:
    """Whether a request begins with one of the verbs that politeness can stand before."""
    words = text.split()
    return bool(words) and words[0].lower().strip(",.:") in VERBS


def add_noise(
    text: str, spans: dict[str, tuple[int, int]], is_imperative: bool, rng: random.Random
) -> tuple[str, dict[str, tuple[int, int]]]:
    """Returns the text as somebody might type or say it, and where the spans are in it."""
    pieces = split_keeping(text, spans)
    if rng.random() < 0.15:
        opening = rng.choice(BEFORE_IMPERATIVE if is_imperative and rng.random() < 0.7 else BEFORE_ANY)
        if pieces and pieces[0][1] is None and not re.match(r"I\b|I'", pieces[0][0]):
            pieces[0] = (pieces[0][0][:1].lower() + pieces[0][0][1:], None)
        if rng.random() < 0.5:
            opening = opening[0].upper() + opening[1:]
        pieces.insert(0, (f"{opening} ", None))
    if rng.random() < 0.07:
        pieces.append((rng.choice([" ", ", "]) + rng.choice(AFTER), None))
    elif rng.random() < 0.12 and pieces:
        pieces[-1] = (pieces[-1][0].rstrip(".?!"), pieces[-1][1])
    spoken = rng.random() < 0.18
    if spoken or rng.random() < 0.1:
        pieces = [(re.sub(r"(?<!\d)[.,?!:;\"()]+(?!\w)", "", piece) if piece.strip() else piece, name) for piece, name in pieces]
    if spoken or rng.random() < 0.22:
        pieces = [(piece.lower(), name) for piece, name in pieces]
    elif rng.random() < 0.02:
        pieces = [(piece.upper(), name) for piece, name in pieces]
    if rng.random() < 0.05:
        pieces.insert(*filler(pieces, rng))
    if rng.random() < 0.14:
        pieces = [(slips(piece, rng), name) for piece, name in pieces]
    if rng.random() < 0.05:
        pieces = [(re.sub(r"(?<=\w)['’](?=\w)", "", piece), name) for piece, name in pieces]
    return join(pieces)


def filler(pieces: list[tuple[str, str | None]], rng: random.Random) -> tuple[int, tuple[str, None]]:
    """Where a filler goes, between two pieces, and the filler with a blank on the side that lacks one."""
    at = rng.randrange(len(pieces) + 1)
    before = pieces[at - 1][0] if at else " "
    word = rng.choice(FILLERS)
    return at, (f"{word} " if before.endswith(" ") else f" {word}", None)


def split_keeping(text: str, spans: dict[str, tuple[int, int]]) -> list[tuple[str, str | None]]:
    """The text in pieces, each a span or what stands between two; spans that share a range keep the first name."""
    pieces: list[tuple[str, str | None]] = []
    at = 0
    names: dict[tuple[int, int], list[str]] = {}
    for name, where in spans.items():
        names.setdefault(where, []).append(name)
    for (start, end), shared in sorted(names.items()):
        if start > at:
            pieces.append((text[at:start], None))
        pieces.append((text[start:end], "\n".join(shared)))
        at = end
    if at < len(text):
        pieces.append((text[at:], None))
    return pieces


def join(pieces: list[tuple[str, str | None]]) -> tuple[str, dict[str, tuple[int, int]]]:
    text, spans = "", {}
    for piece, names in pieces:
        for name in (names or "").split("\n"):
            if name:
                spans[name] = (len(text), len(text) + len(piece))
        text += piece
    return text, spans


def slips(piece: str, rng: random.Random) -> str:
    return re.sub(r"[^\W\d_]{4,}", lambda match: slip(match[0], rng) if rng.random() < 0.07 else match[0], piece)


def slip(word: str, rng: random.Random) -> str:
    """A word with two letters swapped, or one left out, doubled or wrong; its first and last stay."""
    at = rng.randrange(1, len(word) - 1)
    draw = rng.random()
    if draw < 0.35:
        return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
    if draw < 0.65:
        return word[:at] + word[at + 1 :]
    if draw < 0.8:
        return word[:at] + word[at] + word[at:]
    return word[:at] + rng.choice("abcdefghijklmnopqrstuvwxyz") + word[at + 1 :]
