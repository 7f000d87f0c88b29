"""What it would mean for a journey to go on by another version of its pathway. Pure.

A move asks for nothing that was answered and withdraws nothing that is asked: where it would, the
journey stays with its version, and says why. What is asked keeps its deadline.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from domain.journey.crossing import Crossing
from domain.journey.facts import Moved, RequestKey
from domain.journey.progress import Standing
from domain.journey.state import State
from domain.journey.staying import why_it_rests, why_it_stays
from domain.pathway.template import Pathway, Step
from domain.texts import Message

Change = Literal["wording", "form", "verdicts", "shares", "limit"]


@dataclass(frozen=True, slots=True)
class StillAsked:
    """A request that waits before the move and after it. `key` is that of the new version."""

    key: RequestKey
    changes: tuple[Change, ...]

    @property
    def agency_hears(self) -> bool:
        """Its deadline stands as it was asked, so a new limit is nothing that it has to know."""
        return any(change != "limit" for change in self.changes)


@dataclass(frozen=True, slots=True)
class Move:
    """What a move would do, and why it may not be: whatever `obstacles` says.

    By the new version's ids: `asks` is what it would ask at once and the old one would not, `end`
    where the journey would finish at once, `stands_at` the steps that would be under way.
    By the old one's: `unneeded` are the steps that were still to be done and would not be,
    `left_behind` those that were done and that nothing reads any more.
    """

    obstacles: tuple[Message, ...]
    asks: tuple[RequestKey, ...] = ()
    still_asked: tuple[StillAsked, ...] = ()
    unneeded: tuple[str, ...] = ()
    left_behind: tuple[str, ...] = ()
    stands_at: tuple[str, ...] = ()
    end: str | None = None

    @property
    def possible(self) -> bool:
        return not self.obstacles


def moving(old: Pathway, new: Pathway, state: State, fact: Moved) -> Move:
    """What `fact` would do to a journey that goes by `old`, were it to go by `new` from then on.

    A pause is no obstacle: what is said of asking then holds for when the journey goes on.
    """
    resting = why_it_rests(state)
    if resting is not None:
        return Move((resting,))
    crossing = Crossing(old, new, state, fact)
    return Move(
        obstacles=why_it_stays(crossing),
        asks=crossing.newly_asked,
        still_asked=tuple(still_asked(crossing)),
        unneeded=tuple(_unneeded(crossing)),
        left_behind=tuple(
            step.id
            for step in old.steps
            if crossing.stood[step.id] is Standing.DONE and crossing.successor(step.id) is None
        ),
        stands_at=tuple(id_ for id_, now in crossing.stands.items() if now is Standing.OPEN),
        end=crossing.will_do.end,
    )


def still_asked(crossing: Crossing) -> Iterator[StillAsked]:
    """Whatever else the move does."""
    gone = crossing.will_do.withdrawals
    for request in crossing.before.waiting:
        step, key = crossing.successor(request.key.step), crossing.renamed(request.key)
        if step is not None and key not in gone:
            before = crossing.old.by_id[request.key.step]
            yield StillAsked(key, tuple(_changes(crossing, before, step, request.key.item)))


def _changes(crossing: Crossing, before: Step, after: Step, item: str | None) -> Iterator[Change]:
    if (before.title, before.ask) != (after.title, after.ask):
        yield "wording"
    if crossing.form_named(before, item) != after.form_for(item):
        yield "form"
    if _verdicts(before, item) != _verdicts(after, item):
        yield "verdicts"
    if before.shares != after.shares:
        yield "shares"
    if before.limit != after.limit:
        yield "limit"


def _verdicts(step: Step, item: str | None) -> tuple[object, ...]:
    """What may be answered, and by how many."""
    return (step.may_lack_grounds, frozenset(step.declines), step.takes_two(item))


def _unneeded(crossing: Crossing) -> Iterator[str]:
    for step in crossing.old.steps:
        after = crossing.successor(step.id)
        dropped = after is None or crossing.stands[after.id] is Standing.SKIPPED
        if dropped and not crossing.stood[step.id].settled:
            yield step.id
