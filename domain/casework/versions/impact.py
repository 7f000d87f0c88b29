"""What another version of a pathway would do to each journey that is under way. Changes nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.casework.administration.publishing import areas_in_use, pathway_version
from domain.casework.dossier import Dossier
from domain.casework.office import Office
from domain.casework.versions.moving import looked_at, looked_back, mark_of, mark_of_last, target
from domain.casework.versions.naming import CannotMove, Names
from domain.casework.versions.renamed import Gone, gone_fields, gone_steps
from domain.journey.carrying import unit_name
from domain.journey.facts import RequestKey
from domain.journey.fold_and_plan import standings
from domain.journey.moving import Change, Move
from domain.journey.progress import Standing
from domain.pathway.template import Pathway
from domain.texts import Label, Message
from domain.trail.telling_trail import thing_asked


@dataclass(frozen=True, slots=True)
class Titled:
    """By its id: a step, what is asked of it (`step[item]`), or an end."""

    id: str
    title: Label | Message


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request is for, and what changes in it; `hears`: so its agency is told."""

    what: Titled
    changes: tuple[Change, ...]
    hears: bool


@dataclass(frozen=True, slots=True)
class JourneyImpact:
    """Codes and steps, and nothing that was answered.

    `stands_at` is what is under way now. What the move would do: `asks` at once, `still_asked`
    goes on to wait, `unneeded` would not be done any more, `left_behind` was done and is not read
    any more, `end` is where the journey would finish at once. `obstacles`: why it stays. `mark`
    says of a move whether it is still this one.
    """

    journey: str
    version: int
    area: str | None
    stands_at: tuple[Titled, ...]
    obstacles: tuple[Message, ...]
    asks: tuple[Titled, ...]
    still_asked: tuple[Asked, ...]
    unneeded: tuple[Titled, ...]
    left_behind: tuple[Titled, ...]
    end: Titled | None
    mark: str

    @property
    def can_move(self) -> bool:
        return not self.obstacles

    @property
    def steps_change(self) -> bool:
        """Somebody is asked or hears of it, or something is not done any more."""
        told = any(each.hears for each in self.still_asked)
        return bool(self.asks or self.unneeded or self.end) or told


@dataclass(frozen=True, slots=True)
class Undoable:
    """A journey whose last move can still be taken back. `mark` says whether it is still that."""

    journey: str
    area: str | None
    before: int
    version: int
    at: datetime
    mark: str


@dataclass(frozen=True, slots=True)
class Impact:
    """`running` counts the open journeys of each version; `journeys` are those that are not on `to`
    yet, the oldest first. What journeys go by and `to` has no more is in `steps` and `fields`,
    and in `areas` what is on the map of those where they began.
    """

    pathway: str
    to: int
    running: tuple[tuple[int, int], ...]
    journeys: tuple[JourneyImpact, ...]
    undoable: tuple[Undoable, ...]
    steps: tuple[Gone, ...]
    fields: tuple[Gone, ...]
    areas: Mapping[str, Label]


def impact(
    office: Office,
    key: str,
    to: int | None,
    names: Names,
    areas: Collection[str | None] | None = None,
) -> Impact:
    """`areas` as in `lies_in`; without `to` it is the version in use. Raises NotPublished, and
    CannotMove for names that no version has.
    """
    with office.store.reading() as books:
        version = target(books, key, to, names)
        rows = books.journeys.on_pathway(key, areas)
        running = Counter(row.version for row in rows)
        before = [pathway_version(books, key, each) for each in sorted(running) if each != version]
        pathway, now = pathway_version(books, key, version), office.clock.now()
        dossiers = [Dossier(office, books, row) for row in rows]
        begun_in = {row.area for row in rows}
        return Impact(
            key,
            version,
            tuple(sorted(running.items())),
            tuple(_of(one, version, names, now) for one in dossiers if one.row.version != version),
            tuple(found for one in dossiers if (found := undoable(one, now)) is not None),
            gone_steps(before, pathway),
            gone_fields(before, pathway, names),
            {area.id: area.title for area in areas_in_use(books).areas if area.id in begun_in},
        )


def undoable(dossier: Dossier, now: datetime) -> Undoable | None:
    """None: its last move stands, if there was one."""
    try:
        looked_back(dossier, now)
    except CannotMove:
        return None
    _, move = dossier.chronicle.last_move
    row = dossier.row
    return Undoable(
        row.id, row.area, move.from_version, move.to_version, move.at, mark_of_last(dossier)
    )


def _of(dossier: Dossier, to: int, names: Names, now: datetime) -> JourneyImpact:
    _, move = looked_at(dossier, to, names, now)
    old, new = dossier.told_pathway, dossier.pathway_of(to)
    stands = standings(dossier.pathway, dossier.state, now).items()
    return JourneyImpact(
        journey=dossier.row.id,
        version=dossier.row.version,
        area=dossier.row.area,
        stands_at=_steps(old, (step for step, where in stands if where is Standing.OPEN)),
        obstacles=move.obstacles,
        asks=tuple(_thing(new, key) for key in move.asks),
        still_asked=_still(new, move),
        unneeded=_steps(old, move.unneeded),
        left_behind=_steps(old, move.left_behind),
        end=Titled(move.end, new.end(move.end).title) if move.end is not None else None,
        mark=mark_of(move),
    )


def _still(new: Pathway, move: Move) -> tuple[Asked, ...]:
    return tuple(
        Asked(_thing(new, each.key), each.changes, each.agency_hears) for each in move.still_asked
    )


def _thing(pathway: Pathway, key: RequestKey) -> Titled:
    return Titled(unit_name(key), thing_asked(pathway, key))


def _steps(pathway: Pathway, steps: Iterable[str]) -> tuple[Titled, ...]:
    return tuple(Titled(step, pathway.title_of(step)) for step in steps)
