"""Whether a request and plan that a teacher wrote may become a record: the checks of the TinyAgent paper, and more.

The order is the paper's: can it be read, do the functions exist, are there the right arguments of the right types, does
the graph hold together; then what our conventions ask (look-ups, values that code can use, names the request has).
"""
from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from teacher.tools import LOOK_UPS, Parameter, Tool

REFERENCE = re.compile(r"(?<!\\)\$(?:(\d+)|\{(\d+)\})")
LOOKED_UP = {"email-person": "get_email_address", "phone-person": "get_phone_number", "file-path": "open_and_get_file_path"}
"""Kinds of argument whose value is another call's result, with the tool that gives it."""
SAID = {"person", "file-name", "place", "note", "folder", "list", "calendar"}
"""Kinds of argument that can only come from the request."""
TYPES: dict[str, type] = {"string": str, "list": list, "number": int, "boolean": bool}
MOST_CALLS = 16
MOST_CHARACTERS = 1000


class Rejected(Exception):
    """`reason` is counted; the message says what is wrong with this one."""

    def __init__(self, reason: str, message: str) -> None:
        super().__init__(message)
        self.reason = reason


def check(query: Any, plan: Any, tools: dict[str, Tool], *, needed: set[str], allowed: set[str], now: datetime) -> None:
    """Raises Rejected on the first fault of a request and its plan, `join` left out.

    `needed`: tools the plan must use; `allowed`: those it may use, `needed` among them.
    """
    if not isinstance(query, str) or not query.strip() or len(query) > MOST_CHARACTERS:
        raise Rejected("unreadable", "The request is no text, or too long.")
    if not isinstance(plan, list) or len(plan) > MOST_CALLS or any(not is_call(call) for call in plan):
        raise Rejected("unreadable", "The plan is no list of calls, or too long.")
    for call in plan:
        if call["tool"] not in tools:
            raise Rejected("function names", f"There is no function {call['tool']}.")
    for call in plan:
        check_types(call, tools[call["tool"]])
    used = {call["tool"] for call in plan}
    if used - allowed:
        raise Rejected("other functions", f"{sorted(used - allowed)[0]} was to be left alone.")
    if needed - used:
        raise Rejected("functions left out", f"{sorted(needed - used)[0]} is not used.")
    check_graph(plan)
    check_look_ups(plan, tools)
    for call in plan:
        check_values(call, tools[call["tool"]], query, now)
    check_span_of_time(plan)


def is_call(call: Any) -> bool:
    return (
        isinstance(call, dict)
        and set(call) == {"tool", "args"}
        and isinstance(call["tool"], str)
        and isinstance(call["args"], list)
    )


def check_types(call: dict[str, Any], tool: Tool) -> None:
    args = call["args"]
    if len(args) != len(tool.parameters):
        raise Rejected("arguments", f"{tool.name} takes {len(tool.parameters)} arguments, not {len(args)}.")
    for value, parameter in zip(args, tool.parameters):
        right = type(value) is TYPES[parameter.type]
        if not right or (parameter.type == "list" and not all(isinstance(one, str) for one in value)):
            raise Rejected("arguments", f"{parameter.name} of {tool.name} is a {parameter.type}.")


def strings(call: dict[str, Any]) -> Iterator[str]:
    for value in call["args"]:
        yield from (value if isinstance(value, list) else [value] if isinstance(value, str) else [])


def references(text: str) -> list[int]:
    return [int(match[1] or match[2]) for match in REFERENCE.finditer(text)]


def check_graph(plan: list[dict[str, Any]]) -> None:
    """References are to earlier calls, and what is looked up for the sake of others is read by one."""
    read = set()
    for index, call in enumerate(plan, start=1):
        for number in (number for text in strings(call) for number in references(text)):
            if not 1 <= number < index:
                raise Rejected("graph", f"Call {index} reads ${number}, which is no earlier call.")
            read.add(number)
    acts = any(call["tool"] not in LOOK_UPS for call in plan)
    for index, call in enumerate(plan, start=1):
        if acts and index not in read and call["tool"] in LOOK_UPS - {"open_and_get_file_path"}:
            raise Rejected("graph", f"Nothing reads call {index}, a {call['tool']}.")


def check_look_ups(plan: list[dict[str, Any]], tools: dict[str, Tool]) -> None:
    """People and files are looked up, each once, by the tool that gives what is wanted; given addresses are not."""
    seen = set()
    for call in plan:
        if call["tool"] in LOOK_UPS:
            key = (call["tool"], call["args"][0].lower())
            if key in seen:
                raise Rejected("look-ups", f"{call['args'][0]} is looked up twice.")
            seen.add(key)
    for call in plan:
        for value, parameter in zip(call["args"], tools[call["tool"]].parameters):
            wanted = LOOKED_UP.get(parameter.kind)
            if wanted is None:
                continue
            for one in value if isinstance(value, list) else [value]:
                whole = REFERENCE.fullmatch(one)
                if whole is None and not is_given(one, parameter.kind):
                    raise Rejected("look-ups", f"{one!r} is to be looked up with {wanted}.")
                if whole and plan[int(whole[1] or whole[2]) - 1]["tool"] != wanted:
                    raise Rejected("look-ups", f"{one} of {call['tool']} is not the result of {wanted}.")


def is_given(value: str, kind: str) -> bool:
    """Whether a value is an address, a number or a path itself."""
    if kind == "email-person":
        return re.fullmatch(r"\S+@\S+\.\w+", value) is not None
    if kind == "phone-person":
        return re.fullmatch(r"\+?[\d\s().-]{3,}", value) is not None
    return value.startswith(("/", "~"))


def check_values(call: dict[str, Any], tool: Tool, query: str, now: datetime) -> None:
    """What code will use is of the right form; what only the request can tell is in it."""
    arguments = dict(zip((one.name for one in tool.parameters), call["args"]))
    for parameter in tool.parameters:
        value = arguments[parameter.name]
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str) and REFERENCE.search(one):
                continue
            check_value(one, parameter, query, now)
    if "due_date" in arguments and bool(arguments["all_day"]) != (len(arguments["due_date"]) == len("2026-01-31")):
        raise Rejected("values", "all_day is True for a day without a time, and only then.")


def check_value(value: Any, parameter: Parameter, query: str, now: datetime) -> None:
    kind, name = parameter.kind, parameter.name
    if kind in ("date-time", "end", "due"):
        if value == "" and kind == "due":
            return
        if read_time(value, kind) < (now if len(value) > len("2026-01-31") else now.replace(hour=0, minute=0, second=0)):
            raise Rejected("values", f"{name} {value} has passed.")
    elif kind == "transport" and value not in ("d", "w", "r"):
        raise Rejected("values", f"{name} is d, w or r, not {value!r}.")
    elif kind == "priority" and value not in (0, 1, 5, 9):
        raise Rejected("values", f"{name} is 0, 1, 5 or 9, not {value}.")
    elif kind == "minutes" and not 1 <= value <= 24 * 60:
        raise Rejected("values", f"{name} is {value} minutes.")
    elif (kind in SAID or kind in LOOKED_UP) and value and not is_said(value, query):
        raise Rejected("not in the request", f"{name} {value!r} is not in the request.")
    elif kind in ("title", "person", "file-name") and not value.strip():
        raise Rejected("values", f"{name} is empty.")


def read_time(value: str, kind: str) -> datetime:
    """Raises Rejected when it is not a date the plan language knows."""
    for form in ["%Y-%m-%d %H:%M:%S"] + (["%Y-%m-%d"] if kind == "due" else []):
        try:
            return datetime.strptime(value, form)
        except ValueError:
            continue
    raise Rejected("values", f"{value!r} is no date as plans write them.")


def is_said(value: str, query: str) -> bool:
    """Whether every word of a value stands in the request, up to case, an ending, and `my` or `the`; digits by themselves."""
    said = words(query)
    digits = re.sub(r"\D", "", query)
    if re.fullmatch(r"\+?[\d\s().-]{3,}", value):
        return re.sub(r"\D", "", value) in digits
    return all(any(one.startswith(word) or word.startswith(one) and len(one) > 2 for one in said) for word in words(value))


def words(text: str) -> list[str]:
    return [word for word in re.findall(r"\w+", text.lower()) if word not in ("my", "the")]


def check_span_of_time(plan: list[dict[str, Any]]) -> None:
    for call in plan:
        if call["tool"] == "create_calendar_event" and call["args"][2] < call["args"][1]:
            raise Rejected("values", "The event ends before it starts.")
