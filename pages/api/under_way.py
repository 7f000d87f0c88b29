"""What a version would do to the journeys under way, and moving them, for programs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Self

from pydantic import Field as Described

from domain.casework.versions.impact import Asked, Impact, JourneyImpact, Titled, Undoable
from domain.casework.versions.moving import Outcome
from domain.casework.versions.naming import Names
from domain.casework.versions.renamed import Gone
from domain.frozen import Frozen
from domain.journey.moving import Change
from pages.admin.moves import Moves
from pages.admin.pathways import Pathways
from pages.api.administering import Call, Clerk, NotThere
from pages.api.common import Done, MadeFrom
from pages.api.shapes import Words
from pages.entrance.typed import is_number


class Step(Frozen):
    """A step, what is asked of it (`step[item]`), an end or a field, by its id."""

    id: str
    title: Words

    @classmethod
    def of(cls, one: Titled) -> Self:
        return cls(id=one.id, title=Words.of(one.title))


class StillAsked(Frozen):
    """`told`: its agency hears of the changes."""

    what: Step
    changes: tuple[Change, ...]
    told: bool

    @classmethod
    def of(cls, one: Asked) -> Self:
        return cls(what=Step.of(one.what), changes=one.changes, told=one.hears)


class JourneyTold(Frozen):
    """Where it stands, and what the move would do; `why_not`: why it stays with its version.

    `mark` says which move this is, and goes into what moves it.
    """

    journey: str
    version: int
    area: str | None
    stands_at: tuple[Step, ...]
    can_move: bool
    why_not: tuple[Words, ...]
    asks: tuple[Step, ...]
    still_asked: tuple[StillAsked, ...]
    unneeded: tuple[Step, ...]
    left_behind: tuple[Step, ...]
    end: Step | None
    mark: str

    @classmethod
    def of(cls, one: JourneyImpact) -> Self:
        return cls(
            journey=one.journey,
            version=one.version,
            area=one.area,
            stands_at=_steps(one.stands_at),
            can_move=one.can_move,
            why_not=tuple(map(Words.of, one.obstacles)),
            asks=_steps(one.asks),
            still_asked=tuple(map(StillAsked.of, one.still_asked)),
            unneeded=_steps(one.unneeded),
            left_behind=_steps(one.left_behind),
            end=Step.of(one.end) if one.end is not None else None,
            mark=one.mark,
        )


class RunningTold(Frozen):
    version: int
    journeys: int


class MovedTold(Frozen):
    """A journey whose last move can still be undone. `mark` says which move this is, and goes into
    what undoes it.
    """

    journey: str
    before: int
    version: int
    at: datetime
    mark: str

    @classmethod
    def of(cls, one: Undoable) -> Self:
        return cls(
            journey=one.journey, before=one.before, version=one.version, at=one.at, mark=one.mark
        )


class GoneTold(Frozen):
    """A step or a field (`step.field`) that the version has no more; `new` may stand for it now."""

    id: str
    title: Words
    new: tuple[Step, ...]

    @classmethod
    def of(cls, one: Gone) -> Self:
        new = tuple(Step(id=id_, title=Words.of(title)) for id_, title in one.places)
        return cls(id=one.id, title=Words.of(one.title), new=new)


class ImpactTold(Frozen):
    """Of the journeys in the user's areas. `running` counts them by version; `journeys` are those
    that are not on version `to` yet.
    """

    pathway: str
    to: int
    running: tuple[RunningTold, ...]
    journeys: tuple[JourneyTold, ...]
    undoable: tuple[MovedTold, ...]
    gone_steps: tuple[GoneTold, ...]
    gone_fields: tuple[GoneTold, ...]

    @classmethod
    def of(cls, found: Impact) -> Self:
        return cls(
            pathway=found.pathway,
            to=found.to,
            running=tuple(RunningTold(version=one, journeys=n) for one, n in found.running),
            journeys=tuple(map(JourneyTold.of, found.journeys)),
            undoable=tuple(map(MovedTold.of, found.undoable)),
            gone_steps=tuple(map(GoneTold.of, found.steps)),
            gone_fields=tuple(map(GoneTold.of, found.fields)),
        )


class LookGiven(Frozen):
    """Without `to`, at the version in use. `steps`: new ids by old ones; `fields`: new ids by
    `step.field` with both old ids.
    """

    to: MadeFrom | None = None
    steps: Mapping[str, str] = Described(default_factory=dict)
    fields: Mapping[str, str] = Described(default_factory=dict)


class MoveGiven(Frozen):
    """Named as in what was looked at. `journeys`: the mark of what was told of each; one whose move
    would do something else by now stays.
    """

    to: MadeFrom
    steps: Mapping[str, str] = Described(default_factory=dict)
    fields: Mapping[str, str] = Described(default_factory=dict)
    journeys: Mapping[str, str]


class UndoGiven(Frozen):
    """`journeys`: the mark of what was told of the last move of each; one that was moved again
    stays.
    """

    journeys: Mapping[str, str]


class OutcomeTold(Frozen):
    """The version by which the journey goes now; or else why it stays as it was."""

    journey: str
    version: int | None
    stays: Words | None


class OutcomesTold(Frozen):
    outcomes: tuple[OutcomeTold, ...]


def add_moves(clerk: Clerk, pathways: Pathways, moves: Moves) -> None:
    def look(call: Call) -> ImpactTold:
        given = call.given(LookGiven)
        names = Names(given.steps, given.fields)
        return ImpactTold.of(moves.impact(call.part("key"), given.to, names, call.user))

    def move(call: Call) -> OutcomesTold:
        given, key = call.given(MoveGiven), _published(call, pathways)
        names = Names(given.steps, given.fields)
        found = moves.move(key, given.to, names, given.journeys, call.user)
        return _outcomes(found)

    def undo(call: Call) -> OutcomesTold:
        given, key = call.given(UndoGiven), _published(call, pathways)
        return _outcomes(moves.undo(key, given.journeys, call.user))

    def retire(call: Call) -> Done:
        number = call.part("number")
        if not is_number(number):
            raise NotThere
        moves.retire(call.part("key"), int(number), call.user)
        return Done()

    one = "/pathways/{key}"
    clerk.answers(
        "POST", f"{one}/impact", "define", look, ImpactTold,
        "What a version would do to each journey under way; changes nothing", LookGiven,
    )  # fmt: skip
    clerk.answers(
        "POST", f"{one}/moves", "define", move, OutcomesTold, "Move journeys to it", MoveGiven
    )
    clerk.answers(
        "POST", f"{one}/moves/undoing", "define", undo, OutcomesTold,
        "Undo the last move of journeys", UndoGiven,
    )  # fmt: skip
    clerk.answers(
        "POST", f"{one}/versions/{{number}}/retirement", "publish", retire, Done,
        "Retire a version: no journey begins with it any more",
    )  # fmt: skip


def _published(call: Call, pathways: Pathways) -> str:
    """Raises NotPublished."""
    return pathways.history(call.part("key")).key


def _outcomes(found: Sequence[Outcome]) -> OutcomesTold:
    return OutcomesTold(
        outcomes=tuple(
            OutcomeTold(
                journey=one.journey,
                version=one.version,
                stays=Words.of(one.stays) if one.stays is not None else None,
            )
            for one in found
        )
    )


def _steps(found: Iterable[Titled]) -> tuple[Step, ...]:
    return tuple(map(Step.of, found))
