"""Taking back a move to another version. Pure.

What was comes back as it was. It is no move the other way, of which `moving` would judge: a journey
may have moved to a version from which that would not let it return.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.journey.crossing import Crossing, begun_in
from domain.journey.facts import (
    Answered,
    AnyFact,
    Asked,
    Corrected,
    CorrectionWanted,
    Moved,
    Proposed,
    RequestKey,
)
from domain.journey.fold_and_plan import fold
from domain.journey.moving import StillAsked, still_asked
from domain.journey.renaming import step_named
from domain.journey.state import State
from domain.journey.staying import stays_asked, why_it_rests
from domain.pathway.template import Pathway
from domain.texts import Message, say

UNDO_MOVE = timedelta(hours=24)
"""How long a move can be taken back. Not until the end of the day: that leaves what was moved in
the evening no time.
"""
NEVER_MOVED = say("The journey was not moved: there is nothing to undo.")
UNDONE_ALREADY = say("The last move was undone already.")
TOO_LATE = say(
    "The move was more than 24 hours ago, and is not undone any more. Move the journey to a "
    "version that says what you want."
)
ANSWERED_SINCE = say(
    "Something was answered since the move, so it is not undone any more. Move the journey to a "
    "version that says what you want."
)


@dataclass(frozen=True, slots=True)
class Undoing:
    """What is to be done, in this order: `withdrawn` what only the version asks that is left (by
    its names), then `fact`. `still_asked` by the names of the version that comes back. `end` is
    where the journey would finish at once, and by the version that is left would not.
    """

    withdrawn: tuple[RequestKey, ...]
    fact: Moved
    still_asked: tuple[StillAsked, ...]
    end: str | None


def last_move(facts: Sequence[AnyFact]) -> tuple[int, Moved] | None:
    """With its place among `facts`."""
    placed = reversed(list(enumerate(facts)))
    return next(((place, fact) for place, fact in placed if isinstance(fact, Moved)), None)


def why_it_is_not_undone(facts: Sequence[AnyFact], now: datetime) -> Message | None:
    found = last_move(facts)
    if found is None:
        return NEVER_MOVED
    place, move = found
    if move.undoes is not None:
        return UNDONE_ALREADY
    if (resting := why_it_rests(fold(facts))) is not None:
        return resting
    if now > move.at + UNDO_MOVE:
        return TOO_LATE
    said = Proposed | Answered | Corrected | CorrectionWanted
    return ANSWERED_SINCE if any(isinstance(fact, said) for fact in facts[place:]) else None


def undoing(
    old: Pathway, new: Pathway, facts: Sequence[AnyFact], line: int, now: datetime
) -> Undoing:
    """Of the last move, from `old` to `new`, in trail line `line`; nothing speaks against it."""
    found = last_move(facts)
    assert found is not None  # noqa: S101 - `why_it_is_not_undone` says so
    place, move = found
    before, state = fold(facts[:place]), fold(facts)
    fact = Moved(
        at=now,
        from_version=move.to_version,
        to_version=move.from_version,
        steps=_names_back(old, before, state, move, line),
        fields=dict(_fields_back(move)),
        undoes=line,
    )
    since = {each.key for each in facts[place:] if isinstance(each, Asked)}
    back = Crossing(new, old, state, fact)
    asked = [request for request in back.before.waiting if request.key in since]
    gone = tuple(each.key for each in asked if not stays_asked(back, each))
    left = tuple(each for each in still_asked(back) if each.key not in map(back.renamed, gone))
    end = back.will_do.end if back.did.end is None else None
    return Undoing(gone, fact, left, end)


def _names_back(
    old: Pathway, before: State, state: State, move: Moved, line: int
) -> dict[str, str]:
    """What was begun before the move has its name again. What only the new version asked and whose
    name the old one has for something else gets one that no version has.
    """
    steps = {step_named(move, step.id): step.id for step in old.steps if step.id in move.steps}
    begun = begun_in(before)
    steps |= {step_named(move, step): step for step in begun}
    taken = {step for step in move.steps if step_named(move, step) != step}
    strangers = [step for step in begun_in(state) if step in taken and step not in steps]
    steps |= {step: f"{step}@{line}" for step in strangers}
    return {now: was for now, was in steps.items() if now != was}


def _fields_back(move: Moved) -> Iterator[tuple[str, str]]:
    for path, name in move.fields.items():
        step, _, field = path.partition(".")
        yield f"{step_named(move, step)}.{name}", field
