"""Full plans to compact ones: what code puts back at run time is left out. See src/plan/compact/ENCODING.md."""
from __future__ import annotations

from carriers import TOOLS, Call, Ref

EVENT, PHONE, EMAIL, OPEN, ZOOM = (
    TOOLS.index(name)
    for name in (
        "create_calendar_event",
        "get_phone_number",
        "get_email_address",
        "open_and_get_file_path",
        "get_zoom_meeting_link",
    )
)
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
    (TOOLS.index(tool), position)
    for tool, position in [
        ("compose_new_email", 4),
        ("reply_to_email", 2),
        ("forward_email", 3),
        ("summarize_pdf", 0),
    ]
}
"""Argument positions that hold files."""


def compact(calls: list[Call]) -> list[Call]:
    """Leaves out look-ups of people and files, and what a Zoom meeting's event shares with it.

    Raises ValueError for a plan the compact style cannot say: a result in the place of a person or a file.
    """
    shortened: list[Call] = []
    absorbed: set[int] = set()
    read_as_text: set[int] = set()
    for call in calls:
        args = {}
        for position, values in call.args.items():
            kept = []
            for value in values:
                place = (call.tool, position)
                if isinstance(value, Ref) and (place in PEOPLE or place in FILES):
                    source = calls[value.call - 1]
                    if source.tool != PEOPLE.get(place, OPEN) or 0 not in source.args:
                        raise ValueError("a result stands where a person or a file is named")
                    absorbed.add(value.call)
                    kept.extend(source.args[0])
                    continue
                if isinstance(value, Ref):
                    read_as_text.add(value.call)
                kept.append(value)
            args[position] = kept
        shortened.append(Call(call.tool, args))
    for call in shortened:
        if call.tool == EVENT:
            share_with_zoom(call, shortened)
    kept_ids = [index for index in range(1, len(calls) + 1) if index not in absorbed or index in read_as_text]
    return ordered(shortened, kept_ids)


def share_with_zoom(event: Call, calls: list[Call]) -> None:
    """Drops what an event has from the Zoom meeting whose link is in its notes: title, start, length, invitees."""
    for value in event.args.get(5, []):
        if isinstance(value, Ref) and calls[value.call - 1].tool == ZOOM:
            meeting = calls[value.call - 1].args
            for own, shared in ((0, 0), (1, 1), (2, 2), (4, 3)):
                if own in event.args and event.args[own] == meeting.get(shared):
                    del event.args[own]


def ordered(calls: list[Call], kept: list[int]) -> list[Call]:
    """The canonical order: calls nobody reads as they stand, before each what it reads, in argument order."""
    read = {
        value.call for index in kept for values in calls[index - 1].args.values() for value in values if isinstance(value, Ref)
    }
    new_ids: dict[int, int] = {}
    result: list[Call] = []

    def emit(index: int) -> None:
        if index in new_ids:
            return
        call = calls[index - 1]
        for position in sorted(call.args):
            for value in call.args[position]:
                if isinstance(value, Ref):
                    emit(value.call)
        args = {
            position: [Ref(new_ids[value.call]) if isinstance(value, Ref) else value for value in call.args[position]]
            for position in sorted(call.args)
        }
        result.append(Call(call.tool, args))
        new_ids[index] = len(result)

    for index in kept:
        if index not in read:
            emit(index)
    return result
