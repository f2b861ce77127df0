"""Carriers: sentences with marked spans and their plans, as people wrote them (data/carriers/*.jsonl).

A line is {"say": "text {p1:person|Amir} {m1:message|I'm late}", "plan": "get_phone_number({p1}); send_sms([$1], {m1})"}.
`python3 carriers.py FILE...` validates; it prints file:line and what is wrong, and exits with 1 when anything is.
"""
from __future__ import annotations

import json
import re
import sys
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

PARAMETERS: dict[str, list[str]] = {
    "create_calendar_event": ["title", "start_date", "end_date", "location", "invitees", "notes", "calendar"],
    "get_phone_number": ["name"],
    "get_email_address": ["name"],
    "open_and_get_file_path": ["file_name"],
    "summarize_pdf": ["pdf_path"],
    "compose_new_email": ["recipients", "cc", "subject", "context", "attachments"],
    "reply_to_email": ["cc", "context", "attachments"],
    "forward_email": ["recipients", "cc", "context", "attachments"],
    "maps_open_location": ["location"],
    "maps_show_directions": ["start_location", "end_location", "transport"],
    "create_note": ["name", "content", "folder"],
    "open_note": ["name", "folder"],
    "append_note_content": ["name", "content", "folder"],
    "create_reminder": ["name", "due_date", "notes", "list_name", "priority", "all_day"],
    "send_sms": ["recipients", "message"],
    "get_zoom_meeting_link": ["topic", "start_time", "duration", "meeting_invitees"],
}
TOOLS = list(PARAMETERS)
"""The sixteen tools, in the order of the classifier's labels."""
PHONE, EMAIL, OPEN = (TOOLS.index(name) for name in ("get_phone_number", "get_email_address", "open_and_get_file_path"))
PEOPLE = {
    (TOOLS.index(tool), position): look_up
    for tool, position, look_up in [
        ("create_calendar_event", 4, EMAIL),
        ("compose_new_email", 0, EMAIL),
        ("compose_new_email", 1, EMAIL),
        ("reply_to_email", 0, EMAIL),
        ("forward_email", 0, EMAIL),
        ("forward_email", 1, EMAIL),
        ("get_zoom_meeting_link", 3, EMAIL),
        ("send_sms", 0, PHONE),
    ]
}
FILES = {
    (TOOLS.index(tool), position): OPEN
    for tool, position in [
        ("compose_new_email", 4),
        ("reply_to_email", 2),
        ("forward_email", 3),
        ("summarize_pdf", 0),
    ]
}
"""Argument positions that hold people and files, and the tool whose results may stand there."""
LISTS = {"recipients", "cc", "attachments", "invitees", "meeting_invitees"}
KINDS = set(
    "person place file note folder list calendar title message topic time date clock end duration email phone".split()
)


@dataclass(frozen=True)
class Span:
    """A marked span of the sentence, by its name."""

    name: str


@dataclass(frozen=True)
class Ref:
    """The result of call `call`, 1-based."""

    call: int


@dataclass(frozen=True)
class Const:
    """A coded value: transport w or r, priority 1, 5 or 9."""

    value: str


Value = Span | Ref | Const


@dataclass
class Call:
    """A call of a plan: the values given, by argument position."""

    tool: int
    args: dict[int, list[Value]] = field(default_factory=dict)


@dataclass
class Carrier:
    """`parts`: plain text, and (span name, kind, words) in their order. `author`: the file it is from."""

    author: str
    parts: list[str | tuple[str, str, str]]
    calls: list[Call]

    @cached_property
    def named_again(self) -> dict[str, str]:
        """Names of people who are named a second time outside their span, lower-cased: the span of each."""
        return {words.lower(): name for name, kind, words in self._spans() if kind == "person" and self._has(words)}

    @cached_property
    def fixed(self) -> set[str]:
        """Spans whose words, or a part of a person's name, come again in the sentence in a way that cannot be exchanged with them."""
        return {
            name
            for name, kind, words in self._spans()
            if (kind == "person" and words.lower() not in self.named_again and any(self._has(w) for w in words.split() if w[:1].isupper()))
            or (kind in NAMES and self._has(words))
        }

    def with_names(self, plain: str, words_of: dict[str, str]) -> str:
        """Plain text of this sentence with the people in it named as in `words_of`, by span."""
        if not self.named_again:
            return plain
        names = "|".join(re.escape(words) for words in sorted(self.named_again, key=len, reverse=True))
        found = re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.I)
        return found.sub(lambda match: words_of[self.named_again[match[0].lower()]], plain)

    def _spans(self) -> list[tuple[str, str, str]]:
        return [part for part in self.parts if not isinstance(part, str)]

    def _has(self, words: str) -> bool:
        plain = "\n".join(part for part in self.parts if isinstance(part, str))
        return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", plain, re.I) is not None


NAMES = {"place", "file", "note", "list", "folder", "calendar"}
"""Kinds whose words may come again in a sentence and mean something else there."""
SPAN = re.compile(r"\{(\w+):(\w+)\|([^{}|]+)\}")


def split(text: str, separator: str) -> list[str]:
    """Splits at a separator that stands outside quotes, brackets and braces."""
    parts, depth, quoted, start = [], 0, False, 0
    for index, character in enumerate(text):
        if character == '"':
            quoted = not quoted
        elif quoted:
            continue
        elif character in "([{":
            depth += 1
        elif character in ")]}":
            depth -= 1
        elif character == separator and depth == 0:
            parts.append(text[start:index])
            start = index + 1
    return [part.strip() for part in [*parts, text[start:]] if part.strip()]


def parse_plan(plan: str) -> list[Call]:
    """Reads a carrier's plan. Raises ValueError with a sentence when it is not right."""
    calls: list[Call] = []
    for index, written in enumerate(split(plan, ";"), start=1):
        match = re.fullmatch(r"(\w+)\((.*)\)", written, re.S)
        if match is None:
            raise ValueError(f"cannot read call: {written}")
        if match[1] not in PARAMETERS:
            raise ValueError(f"unknown tool {match[1]}")
        keys = PARAMETERS[match[1]]
        call = Call(TOOLS.index(match[1]))
        for position, argument in enumerate(split(match[2], ",")):
            keyed = re.fullmatch(r"([a-z_]+)\s*=\s*(.*)", argument, re.S)
            key = keyed[1] if keyed else (keys[position] if position < len(keys) else "?")
            value = keyed[2] if keyed else argument
            if key not in keys:
                raise ValueError(f"{match[1]} has no argument {key}")
            if keys.index(key) in call.args:
                raise ValueError(f"{match[1]}: {key} twice")
            if (key in LISTS) != value.startswith("["):
                raise ValueError(f"{match[1]}: {key} {'is' if key in LISTS else 'is not'} a list")
            values = parse_values(value, key)
            for one in values:
                if isinstance(one, Ref):
                    check_reference(one, calls, call.tool, key)
            if values:
                call.args[keys.index(key)] = values
        calls.append(call)
    return calls


def check_reference(ref: Ref, calls: list[Call], tool: int, key: str) -> None:
    """Raises ValueError when a reference of the call after `calls` names no earlier call, or one of another kind than
    people or files where such are wanted."""
    if not 1 <= ref.call <= len(calls):
        raise ValueError(f"call {len(calls) + 1} refers to ${ref.call}")
    place = (tool, PARAMETERS[TOOLS[tool]].index(key))
    wanted = PEOPLE.get(place, FILES.get(place))
    source = calls[ref.call - 1]
    if wanted is not None and (source.tool != wanted or 0 not in source.args):
        raise ValueError(f"{TOOLS[tool]}: ${ref.call} stands in {key} and is no result of {TOOLS[wanted]}")


def parse_values(value: str, key: str) -> list[Value]:
    """Spans, references and constants of one argument; what means "not applicable", and what code adds, is left out."""
    rest = re.sub(r'\{\w+\}|\$\d+|"[^"]*"|\b\d+\b|True|False|[\[\],\s]', "", value)
    if rest:
        raise ValueError(f"bare words in {key}: {rest}")
    values: list[Value] = []
    for match in re.finditer(r'\{(\w+)\}|\$(\d+)|"([^"]*)"|\b(\d+)\b', value):
        if match[1]:
            values.append(Span(match[1]))
        elif match[2]:
            values.append(Ref(int(match[2])))
        elif match[3] in ("w", "r") and key == "transport":
            values.append(Const(match[3]))
        elif match[4] in ("1", "5", "9") and key == "priority":
            values.append(Const(match[4]))
    return values


def parse_carrier(line: str, author: str) -> Carrier:
    """Reads one line. Raises ValueError with a sentence when it is not right."""
    record = json.loads(line)
    say, plan = record.get("say"), record.get("plan")
    if not isinstance(say, str) or not say.strip():
        raise ValueError("no sentence")
    if not isinstance(plan, str):
        raise ValueError("no plan (use an empty string)")
    parts: list[str | tuple[str, str, str]] = []
    names: set[str] = set()
    position = 0
    for match in SPAN.finditer(say):
        name, kind, words = match.groups()
        if kind not in KINDS:
            raise ValueError(f"unknown kind {kind}")
        if name in names:
            raise ValueError(f"span {name} twice")
        if words != words.strip():
            raise ValueError(f"span {name} has outer blanks")
        names.add(name)
        if match.start() > position:
            parts.append(say[position : match.start()])
        parts.append((name, kind, words))
        position = match.end()
    if position < len(say):
        parts.append(say[position:])
    if any(isinstance(part, str) and re.search(r"[{}|]", part) for part in parts):
        raise ValueError("malformed span")
    calls = parse_plan(plan)
    used = {value.name for call in calls for values in call.args.values() for value in values if isinstance(value, Span)}
    if used - names:
        raise ValueError(f"no span {sorted(used - names)[0]}")
    if names - used:
        raise ValueError(f"span {sorted(names - used)[0]} is not used")
    return Carrier(author, parts, unify(calls, say))


def unify(calls: list[Call], say: str) -> list[Call]:
    """Makes the authors' habits one: a topic given only as subject is what the mail is about, unless a subject is asked for."""
    mail = TOOLS.index("compose_new_email")
    for call in calls:
        if call.tool == mail and 2 in call.args and 3 not in call.args and "subject" not in say.lower():
            call.args[3] = call.args.pop(2)
        if call.tool == mail and call.args.get(2) == call.args.get(3):
            call.args.pop(2, None)
    return calls


def load(folder: Path, leave_out: set[str] = frozenset()) -> list[Carrier]:
    """All carriers of a folder but those of the authors named. Raises ValueError naming file and line."""
    carriers = []
    for file in sorted(folder.glob("*.jsonl")):
        if file.stem in leave_out:
            continue
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            try:
                carriers.append(parse_carrier(line, file.stem))
            except ValueError as error:
                raise ValueError(f"{file.name}:{number}: {error}") from error
    return carriers


def faults(files: list[Path]) -> list[str]:
    """What is wrong with these files, a line each: unreadable lines and repeated sentences."""
    found: list[str] = []
    seen: dict[str, str] = {}
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            where = f"{file.name}:{number}"
            try:
                parse_carrier(line, file.stem)
            except ValueError as error:
                found.append(f"{where}: {error}")
                continue
            bare = re.sub(r"\W+", " ", SPAN.sub(r"\3", json.loads(line)["say"]).lower()).strip()
            if bare in seen:
                found.append(f"{where}: the same sentence as {seen[bare]}")
            seen[bare] = where
    return found


if __name__ == "__main__":
    paths = [Path(name) for name in sys.argv[1:]] or sorted((Path(__file__).parent / "data" / "carriers").glob("*.jsonl"))
    problems = faults(paths)
    print("\n".join(problems) if problems else f"{len(paths)} files, no fault")
    sys.exit(1 if problems else 0)
