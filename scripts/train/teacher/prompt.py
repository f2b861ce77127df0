"""What a teacher is asked: requests that call for some of the tools, with the plans that are right for them."""
from __future__ import annotations

import json
import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from teacher.tools import LOOK_UPS, TYPES, Tool

HOW_MANY = (35, 30, 20, 15)
"""How many of a hundred tasks ask for one action, for two, three and four."""
IMPOSSIBLE = 0.08
"""Share of tasks that ask for requests none of the tools can serve."""
NEEDS = {
    "create_calendar_event": {"get_email_address"},
    "summarize_pdf": {"open_and_get_file_path"},
    "compose_new_email": {"get_email_address", "open_and_get_file_path"},
    "reply_to_email": {"get_email_address", "open_and_get_file_path"},
    "forward_email": {"get_email_address", "open_and_get_file_path"},
    "send_sms": {"get_phone_number"},
    "get_zoom_meeting_link": {"get_email_address"},
}
"""Look-ups that a tool may need."""
PEOPLE = [
    "a student", "a nurse", "a lawyer", "a project manager", "a retired teacher", "a parent of small children", "a musician",
    "a shop owner", "a scientist", "a journalist", "somebody who types as little as possible", "somebody who speaks the "
    "request aloud", "somebody who writes in whole, polite sentences", "somebody whose first language is not English",
]


@dataclass(frozen=True)
class Task:
    """One question to the teacher: `needed` must be used, `allowed` may be, `distractors` are only there."""

    needed: frozenset[str]
    allowed: frozenset[str]
    distractors: frozenset[str]
    now: datetime
    person: str


def sample_task(tools: Sequence[str], rng: random.Random) -> Task:
    """A subset of the tools that makes sense together, with others beside it that are not to be used."""
    actions = [name for name in tools if name not in LOOK_UPS]
    if rng.random() < IMPOSSIBLE:
        needed: set[str] = set()
    elif rng.random() < 0.05:
        needed = {rng.choice(sorted(LOOK_UPS))}
    else:
        needed = set(rng.sample(actions, rng.choices((1, 2, 3, 4), HOW_MANY)[0]))
    allowed = needed.union(*(NEEDS.get(name, set()) for name in needed))
    distractors = rng.sample([name for name in tools if name not in allowed], 3)
    now = datetime(2026, 1, 5, 8) + timedelta(days=rng.randrange(365), minutes=15 * rng.randrange(48))
    return Task(frozenset(needed), frozenset(allowed), frozenset(distractors), now, rng.choice(PEOPLE))


def nearest_examples(
    records: Sequence[dict[str, Any]], task: Task, count: int, rng: random.Random
) -> list[dict[str, Any]]:
    """In-context examples: records whose tools are all allowed, those that share most with the task first."""

    def nearness(record: dict[str, Any]) -> float:
        used = {call["tool"] for call in record["plans"][0]}
        return len(used & task.allowed) / max(1, len(used | task.allowed))

    fitting = [record for record in records if {call["tool"] for call in record["plans"][0]} <= task.allowed]
    rng.shuffle(fitting)  # among equals, others each time
    return sorted(fitting, key=nearness, reverse=True)[:count]


RULES = [
    "A plan is a list of calls. Every argument is given, in order; \"\", [], 0 or false where it does not apply.",
    '"$1" in an argument stands for the result of the first call, "$2" of the second; a call reads only earlier ones.',
    "People who get an email or an invitation are looked up once with get_email_address, people who get a text message "
    "with get_phone_number, unless the request has the address or number. The look-up's result is the recipient.",
    "A file is found with open_and_get_file_path, once; its result is the attachment or the PDF to summarize.",
    "One message to several people is one call. The link of a Zoom meeting goes into the notes of its event, or into the "
    "message when only that is asked for.",
    "Times are YYYY-MM-DD HH:MM:SS. An event without a stated length lasts 60 minutes. A reminder with a day but no time "
    "has the day alone and all_day true; with neither, its due_date is \"\".",
    "Names of people, files, places, notes, folders, lists and calendars stand in the plan as in the request.",
    "The plan does what the request asks for and nothing else. What no function can do has the plan [].",
]


def teacher_prompt(task: Task, tools: dict[str, Tool], examples: Sequence[dict[str, Any]], each: int) -> str:
    """The prompt for `each` requests."""
    shown = [tool for name, tool in tools.items() if name in task.allowed | task.distractors]
    lines = ["An assistant on a Mac turns a request into a plan of function calls. Its functions:", ""]
    for tool in shown:
        lines.append(f"- {tool.signature()}: {tool.description}")
        lines += [f"    {one.name} ({TYPES[one.type]}): {one.description}" for one in tool.parameters if one.description]
    lines += ["", "Rules for plans:", *(f"{number}. {rule}" for number, rule in enumerate(RULES, start=1)), ""]
    if examples:
        lines.append("Examples:")
        for example in examples:
            shown_example = {"now": example["now"], "query": example["query"], "plan": example["plans"][0]}
            lines.append(json.dumps(shown_example, ensure_ascii=False))
        lines.append("")
    lines.append(f"It is now {task.now:%Y-%m-%d %H:%M:%S}, a {task.now:%A}.")
    if task.needed:
        lines.append(
            f"Write {each} different requests as {task.person} would say them, each calling for all of: "
            f"{', '.join(sorted(task.needed))}. They may also need: {', '.join(sorted(task.allowed - task.needed)) or 'none'}. "
            f"They must not need: {', '.join(sorted(task.distractors))}."
        )
    else:
        lines.append(
            f"Write {each} different requests as {task.person} would say them, which sound as if these functions could serve "
            "them but which none can. Their plan is []."
        )
    lines.append("Vary names, wording, length and detail. Requests say everything the plan needs.")
    lines.append('Answer with JSON alone: [{"query": "...", "plan": [{"tool": "...", "args": [...]}]}]')
    return "\n".join(lines)
