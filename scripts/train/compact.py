"""Full plans to compact ones: what code puts back at run time is left out. See src/plan/compact/ENCODING.md."""
from __future__ import annotations

from carriers import FILES, PEOPLE, TOOLS, Call, Ref

EVENT, ZOOM = TOOLS.index("create_calendar_event"), TOOLS.index("get_zoom_meeting_link")


def compact(calls: list[Call]) -> list[Call]:
    """Leaves out look-ups of people and files, and what a Zoom meeting's event shares with it."""
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
                    absorbed.add(value.call)
                    kept.extend(calls[value.call - 1].args[0])
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
