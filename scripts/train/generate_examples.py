"""Training examples from carriers: spans exchanged, carriers joined, noise added. Seeded and fast (thousands a second)."""
from __future__ import annotations

import json
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from carriers import TOOLS, Call, Carrier, Ref, Span, load
from labels import load_labels
from noise import add_noise, imperative

DATA = Path(__file__).parent / "data"
LOOK_UPS = {TOOLS.index("get_phone_number"), TOOLS.index("get_email_address")}
PREPOSITIONS = set("on at in by from this next before around between for between until till to after".split())
CLAUSES = set("if whether to about that for when what where who how why which asking saying".split())

IMPOSSIBLE = re.compile(
    r"calendar_set|^set$|email_sendemail|email_querycontact|email_addcontact|^lists_|reminder|^text$|directions|"
    r"share_location|schedule_meeting|calendar_update|recommendation_locations|transport_|todo_list|shopping_list|"
    r"^calendar$|^query$|^post$|meeting_schedule|current_location|^distance$|traffic|^uber$|pto_request$|cancel$|^oos$|"
    r"repeat|^yes$|^no$|^maybe$|restaurant_suggestion|find_phone|make_call|schedule_maintenance"
)
"""Intents of the public utterances that our tools could serve, or that are not clear: left out of the negatives."""
NEAR_MISSES = re.compile(r"calendar_query|email_query|alarm|timer|music|lists_query|meeting|call|play|social_post")


WEIGHTS = (
    {"frames": 0.5, "author-8": 1.5, "author-9": 1.5, "author-10": 2.0, "author-11": 2.0, "author-13": 0.6, "author-14": 1.5}
    | {f"author-{number}": 1.5 for number in range(16, 28)}
)
"""How much more often an author's carriers are drawn than others: whole tasks are rare, and hardest to learn."""
JOINED = (55, 28, 12, 5)
"""How many of a hundred joined requests are made of two carriers, of three, four and five."""
WHOLE_AND_MORE = 0.2
"""How often a whole task has one more thing said before or after it."""


@dataclass
class Example:
    """A request with its plan. `spans`: character ranges of `text` by span name; `calls` refer to them."""

    text: str
    spans: dict[str, tuple[int, int]]
    calls: list[Call]


class Generator:
    """Makes examples. `leave_out`: authors (file names without ending) that are kept for validation."""

    def __init__(self, seed: int, leave_out: set[str] = frozenset(), utterances: Path | None = None) -> None:
        self.random = random.Random(seed)
        self.carriers = load(DATA / "carriers", leave_out)
        if utterances:
            self.carriers += load_labels(utterances, leave_out=leave_out)
        self.weights = [WEIGHTS.get(carrier.author, 1.0) for carrier in self.carriers]
        self.joinable = [c for c in self.carriers if c.calls and len(c.calls) <= 3 and sinks(c.calls) == 1]
        self.join_weights = [WEIGHTS.get(carrier.author, 1.0) for carrier in self.joinable]
        self.fillers: dict[str, list[str]] = json.loads((DATA / "fillers.json").read_text(encoding="utf-8"))
        self.pools = self._pools()
        self.negatives = public_negatives(utterances) if utterances else []

    def _pools(self) -> dict[tuple, list[str]]:
        """Words of the carriers' spans by what they can be exchanged for, the fillers of that kind among them."""
        pools: dict[tuple, set[str]] = defaultdict(set)
        for carrier in self.carriers:
            for (_, _, words), key in span_keys(carrier).values():
                pools[key].add(words)
        for key in list(pools):
            pools[key].update(words for words in self._fillers_for(key))
        return {key: sorted(words) for key, words in pools.items()}

    def _fillers_for(self, key: tuple) -> list[str]:
        kind = key[0]
        if kind in ("time", "date", "clock", "end"):
            return [words for words in self.fillers[kind] if preposition(words) == key[1]]
        if kind == "title":
            event, reminder = TOOLS.index("create_calendar_event"), TOOLS.index("create_reminder")
            if key[1] == reminder:
                return self.fillers["task"] if key[2] else []
            if key[1] == event or key[1] == TOOLS.index("get_zoom_meeting_link"):
                return self.fillers["event"]
            return self.fillers["note"]
        if kind == "message":
            if key[1] == "note":
                return self.fillers["content"] if not key[2] else []
            return [words for words in self.fillers["ask" if key[2] else "message"] if clause(words) == key[2]]
        if kind == "topic":
            return self.fillers["event" if key[1] else "topic"]
        if kind == "duration":
            return self.fillers["duration"] if not key[1] else []
        if kind == "file":
            return self.fillers["pdf" if key[1] else "file"]
        return self.fillers.get(kind, [])

    def example(self) -> Example:
        """A request of one carrier or of several, with noise; or one that nothing can be done about."""
        rng = self.random
        draw = rng.random()
        if self.negatives and draw < 0.04:
            return Example(self._noisy(rng.choice(self.negatives), {}, False)[0], {}, [])
        if draw < 0.36:
            count = rng.choices((2, 3, 4, 5), JOINED)[0]
            example, is_imperative = self._joined(rng.choices(self.joinable, self.join_weights, k=count))
        else:
            carrier = rng.choices(self.carriers, self.weights)[0]
            chosen = [carrier]
            if len(carrier.calls) >= 3 and rng.random() < WHOLE_AND_MORE:
                chosen.insert(rng.randint(0, 1), rng.choices(self.joinable, self.join_weights)[0])
            example, is_imperative = self._joined(chosen)
        text, spans = self._noisy(example.text, example.spans, is_imperative)
        return Example(text, spans, example.calls)

    def _noisy(self, text: str, spans: dict[str, tuple[int, int]], is_imperative: bool) -> tuple[str, dict]:
        return add_noise(text, spans, is_imperative, self.random)

    def _realise(self, carrier: Carrier) -> tuple[str, dict[str, tuple[int, int]], dict[str, str]]:
        """The sentence with spans exchanged: text, ranges and words by span name."""
        rng = self.random
        exchange = rng.random() < 0.75
        keys = span_keys(carrier)
        words_of, used = {}, set()
        for name, _, words in (part for part in carrier.parts if not isinstance(part, str)):
            if exchange and name not in carrier.fixed and rng.random() < 0.85:
                for _ in range(4):
                    other = rng.choice(self.pools[keys[name][1]])
                    if other.lower() not in used:
                        words = other
                        break
            used.add(words.lower())
            words_of[name] = words
        text, spans = "", {}
        for part in carrier.parts:
            if isinstance(part, str):
                text += carrier.with_names(part, words_of)
                continue
            name, _, own = part
            words = words_of[name]
            if not text and own[0].isupper() and rng.random() < 0.7:
                words = words[0].upper() + words[1:]
            spans[name] = (len(text), len(text) + len(words))
            text += words
        return text, spans, {name: words.lower() for name, words in words_of.items()}

    def _joined(self, chosen: list[Carrier]) -> tuple[Example, bool]:
        """Carriers in one request, and whether it begins with a verb. Who was named before may be named again, or be
        "him", "her" or "them", and is looked up once."""
        rng = self.random
        text, spans, calls, said = "", {}, [], {}
        before: list[str] = []
        begins_with_verb = True
        for index, carrier in enumerate(chosen):
            piece, own, words = self._realise(carrier)
            people = [v.name for c in carrier.calls if c.tool in LOOK_UPS for v in c.args.get(0, []) if isinstance(v, Span)]
            same: str | None = None
            first = rng.choice(before) if before else ""
            again = rng.random()
            if len(people) == 1 and (again < 0.3 if len(before) == 1 else before and again < 0.15):
                start, end = own[people[0]]
                if start > 0 and not piece[end : end + 2].startswith(("'", "’")):
                    named = text[slice(*spans[first])]
                    other = named if len(before) > 1 or again < 0.1 else rng.choice(["him", "her", "them"])
                    shift = len(other) - (end - start)
                    piece = piece[:start] + other + piece[end:]
                    own = {n: (a + shift, b + shift) if a >= end else (a, b) for n, (a, b) in own.items()}
                    same = people[0]
            if index == 0:
                begins_with_verb = imperative(piece)
            else:
                text = text.rstrip(" .?!,;")
                joint = rng.choice(JOINTS if imperative(piece) else LOOSE_JOINTS)
                starts_with_span = not isinstance(carrier.parts[0], str)
                if not joint.rstrip().endswith((".", "?")) and not starts_with_span and piece[1:2].islower() and not piece.startswith("I "):
                    piece = piece[0].lower() + piece[1:]
                text += joint
            offset, base = len(text), len(calls)
            text += piece
            for name, (start, end) in own.items():
                spans[f"{index}.{name}"] = (start + offset, end + offset)
                said[f"{index}.{name}"] = words[name]
            if same is not None:
                spans[f"{index}.{same}"], said[f"{index}.{same}"] = spans[first], said[first]
            for call in carrier.calls:
                calls.append(Call(call.tool, {p: [move(v, index, base) for v in vs] for p, vs in call.args.items()}))
            if same is None:
                before = [f"{index}.{name}" for name in people]
        return Example(text, spans, look_up_once(calls, said)), begins_with_verb


def move(value, index: int, base: int):
    """A value of carrier `index` in the joined plan, whose calls begin after `base` others."""
    if isinstance(value, Span):
        return Span(f"{index}.{value.name}")
    return Ref(value.call + base) if isinstance(value, Ref) else value


def look_up_once(calls: list[Call], said: dict[str, str]) -> list[Call]:
    """One look-up per person: later ones of the same tool and words refer to the first."""
    known: dict[tuple[int, str], int] = {}
    new_ids: dict[int, int] = {}
    result: list[Call] = []
    for old_id, call in enumerate(calls, start=1):
        args = {p: [Ref(new_ids[v.call]) if isinstance(v, Ref) else v for v in vs] for p, vs in call.args.items()}
        first = args.get(0, [None])[0]
        key = (call.tool, said[first.name]) if call.tool in LOOK_UPS and isinstance(first, Span) else None
        if key is not None and key in known:
            new_ids[old_id] = known[key]
            continue
        result.append(Call(call.tool, args))
        new_ids[old_id] = len(result)
        if key is not None:
            known[key] = len(result)
    return result


def sinks(calls: list[Call]) -> int:
    """How many calls nobody reads."""
    read = {v.call for call in calls for vs in call.args.values() for v in vs if isinstance(v, Ref)}
    return len(calls) - len(read)


def preposition(words: str) -> str:
    first = words.split()[0].lower()
    return first if first in PREPOSITIONS else ""


def clause(words: str) -> str:
    first = words.split()[0].lower()
    return first if first in CLAUSES else ""


def span_keys(carrier: Carrier) -> dict[str, tuple[tuple[str, str, str], tuple]]:
    """For each span its part and what it can be exchanged for: its kind in its place of the sentence."""
    places: dict[str, tuple[int, int]] = {}
    for call in carrier.calls:
        for position, values in call.args.items():
            for value in values:
                if isinstance(value, Span):
                    places.setdefault(value.name, (call.tool, position))
    keys, text = {}, ""
    opens_pdf = any(TOOLS[call.tool] == "summarize_pdf" for call in carrier.calls)
    for part in carrier.parts:
        if isinstance(part, str):
            text += part
            continue
        name, kind, words = part
        before = (text.split() or [""])[-1].lower()
        tool, _ = places.get(name, (None, None))
        key: tuple = (kind,)
        if kind in ("time", "date", "clock"):
            key = (kind, preposition(words), before if before in PREPOSITIONS else "")
        elif kind == "end":
            key = (kind, preposition(words))
        elif kind == "message":
            written = tool is not None and TOOLS[tool] in ("create_note", "append_note_content", "create_reminder", "create_calendar_event")
            key = (kind, "note" if written else "said", clause(words), before if before in ("to", "about") else "")
        elif kind == "title":
            key = (kind, tool, before == "to")
        elif kind == "topic":
            key = (kind, tool is not None and TOOLS[tool] == "get_zoom_meeting_link")
        elif kind == "duration":
            key = (kind, preposition(words) == "for" or words.split()[0].lower() in ("a", "an"))
        elif kind == "file":
            key = (kind, opens_pdf)
        keys[name] = (part, key)
        text += words
    return keys


JOINTS = [
    " and ", " and then ", ", then ", ", and ", ". Also ", ". Then ", ", also ", " and also ", ". After that, ", ". And ",
    " plus ", "; ", ". Oh and ", " & ", ", and please ", ". Next, ", " and afterwards ", ". ", ". Also, ", " then ",
]
LOOSE_JOINTS = [". ", ". ", ". Also ", ". And ", "; ", ", also ", ", and ", "? ", " and "]


def public_negatives(folder: Path) -> list[str]:
    """Real utterances none of our tools can serve, near misses three times. Attribution is in the models' manifests."""
    found: list[str] = []
    for name, most in (("slurp-devel.jsonl", None), ("clinc150-train.jsonl", 60)):
        by_intent: dict[str, list[str]] = defaultdict(list)
        for line in (folder / name).read_text(encoding="utf-8").splitlines():
            record = json.loads(line)
            if not IMPOSSIBLE.search(record["intent"]):
                by_intent[record["intent"]].append(record["text"])
        for intent, texts in by_intent.items():
            found += texts[:most] * (3 if NEAR_MISSES.search(intent) or most is None else 1)
    return found


def examples(seed: int, leave_out: set[str] = frozenset(), utterances: Path | None = None) -> Iterator[Example]:
    """An endless stream of examples."""
    generator = Generator(seed, leave_out, utterances)
    while True:
        yield generator.example()
