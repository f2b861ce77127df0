"""A model's card, written from its manifest so that the two cannot disagree."""
from __future__ import annotations

from typing import Any

PURPOSE = {
    "planner": "Turns an English request to a Mac assistant into a plan of calls of sixteen tools, by pointing at words "
    "of the request (src/plan/compact/ENCODING.md). Code adds the look-ups of people and files, and resolves dates.",
    "toolrag": "Tells which of sixteen tools an English request to a Mac assistant calls for, so that the planner is "
    "offered those alone (ToolRAG; Erdogan et al., EMNLP 2024).",
}
LIMITS = {
    "planner": [
        "It knows these sixteen tools and English, nothing else; it answers no question and holds no conversation.",
        "It copies: it cannot put into other words, translate, compute or make up a text.",
        "Requests of five and more calls, and ones that only sound like what the tools do, fail most.",
        "It was trained on requests written for the purpose and on crowd workers' utterances, not on users' requests.",
    ],
    "toolrag": [
        "It knows these sixteen tools and English, nothing else.",
        "It reads the first 256 tokens of a request.",
        "What it misses the planner cannot use; what it adds makes the planner's choice harder.",
    ],
}


def model_card(manifest: dict[str, Any]) -> str:
    """The card in Markdown. Sizes are in MB of a million bytes."""
    training, role = manifest["training"], manifest["role"]
    size = sum(file["bytes"] for file in manifest["files"]) / 1e6
    unknown = "not recorded"
    held_out = ", ".join(training["heldOutAuthors"]) or "none"
    lines = [
        f"# {manifest['name']}",
        "",
        "Written from `manifest.json` by `scripts/train/manifest.py`.",
        "",
        PURPOSE[role],
        "",
        "| | |",
        "|---|---|",
        f"| size | {size:.1f} MB, {manifest['parameters'] / 1e6:.1f} million parameters |",
        f"| data | {training['data']} |",
        f"| authors held out | {held_out} |",
        f"| recipe | {code(training.get('recipe'), unknown)} |",
        f"| seed | {told(training.get('seed'), unknown)} |",
        f"| steps | {told(training.get('steps'), unknown)} |",
        f"| tokens | {told(training.get('tokens'), unknown)} |",
        f"| minutes | {told(training.get('minutes') or None, unknown)} |",
        f"| licence | {manifest['licence']} |",
        "",
        "## Scores",
        "",
        *(scores(manifest["scores"]) if manifest["scores"] else ["Not measured yet.", ""]),
        "## What it cannot do",
        "",
        *(f"- {limit}" for limit in LIMITS[role]),
        "",
    ]
    if manifest["attribution"]:
        lines += ["## Attribution", "", *(f"- {one}" for one in manifest["attribution"]), ""]
    return "\n".join(lines)


def told(value: Any, otherwise: str) -> str:
    return otherwise if value is None else str(value)


def code(value: str | None, otherwise: str) -> str:
    return otherwise if value is None else f"`{value}`"


def percent(share: float) -> str:
    return f"{100 * share:.1f} %"


def scores(sets: list[dict[str, Any]]) -> list[str]:
    """Tables of both models' scores together, planner and classifier: over all, by kind of request, by tool."""
    lines = [
        "Planner and classifier together. Success: the plan's graph of calls is a right one. Exact: its arguments, too.",
        "",
        "| set | requests | success | exact | tool recall | tools offered | impossible, refused | possible, refused |",
        "|---|---|---|---|---|---|---|---|",
    ]
    for one in sets:
        cells = [
            one["set"],
            str(one["requests"]),
            percent(one["success"]),
            percent(one["exact"]),
            f"{one['toolRecall']:.3f}",
            f"{one['toolsRetrieved']:.2f}",
            percent_of(one["impossibleRefused"]),
            percent_of(one["possibleRefused"]),
        ]
        lines.append(f"| {' | '.join(cells)} |")
    lines += ["", *(f"- {one['set']}: `{one['command']}`" for one in sets), ""]
    for title, key, name in (
        ("kind of request", "byKind", "kind"),
        ("number of calls", "byLength", "calls"),
        ("tool", "byTool", "tool"),
    ):
        lines += breakdown(sets, title, key, name)
    return lines


def breakdown(sets: list[dict[str, Any]], title: str, key: str, name: str) -> list[str]:
    """A table of success: a row for each kind, length or tool, a column for each set. Nothing when no set tells it."""
    rows = list(dict.fromkeys(row[name] for one in sets for row in one[key]))
    if not rows:
        return []
    lines = [f"| success by {title} | {' | '.join(one['set'] for one in sets)} |", "|---" * (len(sets) + 1) + "|"]
    for row in rows:
        shares = [next((share for share in one[key] if share[name] == row), None) for one in sets]
        lines.append(f"| {row} | {' | '.join(percent_of(share) if share else '' for share in shares)} |")
    return [*lines, ""]


def percent_of(share: dict[str, Any]) -> str:
    return f"{percent(share['share'])} of {share['of']}" if share["of"] else "none"
