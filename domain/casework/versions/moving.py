"""A journey moved to another version of its pathway, and a move taken back.

Each is one transaction; whoever calls wakes the journey then.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from types import MappingProxyType

from domain.casework.administration.publishing import (
    PATHWAY,
    NotPublished,
    pathway_in_use,
    pathway_version,
)
from domain.casework.answers.drafts import rename_files_of_drafts
from domain.casework.desk.coordinating import CannotDo, ChangedMeanwhile
from domain.casework.dossier import Dossier, NoSuchJourney
from domain.casework.letters.noticing import tell_revised, tell_withdrawal
from domain.casework.office import Office
from domain.casework.person.ledgers import world_of
from domain.casework.versions.naming import CannotMove, Names, check_names, fitting
from domain.db.session import Books
from domain.journey.facts import Moved, Withdrawn
from domain.journey.moving import Move, moving
from domain.journey.unmoving import Undoing, undoing, why_it_is_not_undone
from domain.pathway.template import Pathway
from domain.texts import Message, say

REFUSED = (CannotDo, NoSuchJourney, NotPublished)


@dataclass(frozen=True, slots=True)
class Outcome:
    """The version by which the journey goes now; or else why it stays as it was."""

    journey: str
    version: int | None
    stays: Message | None


def move_each(
    office: Office,
    journeys: Iterable[str],
    to: int | None,
    names: Names,
    by: str,
    seen: Mapping[str, str] = MappingProxyType({}),
) -> Iterator[Outcome]:
    """One that stays keeps no other from moving. As in `move_journey`; `seen` by journey."""
    for journey in journeys:
        yield _tried(
            journey, partial(move_journey, office, journey, to, names, by, seen.get(journey))
        )


def undo_each(
    office: Office,
    journeys: Iterable[str],
    by: str,
    seen: Mapping[str, str] = MappingProxyType({}),
    leaving: int | None = None,
) -> Iterator[Outcome]:
    """Likewise, as in `undo_move`."""
    for journey in journeys:
        yield _tried(journey, partial(undo_move, office, journey, by, seen.get(journey), leaving))


def _tried(journey: str, deed: Callable[[], int]) -> Outcome:
    try:
        return Outcome(journey, deed(), None)
    except REFUSED as why:
        return Outcome(journey, None, why.message)


def move_journey(
    office: Office, journey: str, to: int | None, names: Names, by: str, seen: str | None = None
) -> int:
    """To the version in use, where none is named. `seen` is the mark of what was shown before.

    Raises CannotMove, NoSuchJourney, NotPublished, and ChangedMeanwhile where the move would do
    something else by now.
    """
    with office.store.writing() as books:
        dossier, now = Dossier.locked(office, books, journey), office.clock.now()
        version = target(books, dossier.row.pathway, to, names)
        fact, move = looked_at(dossier, version, names, now)
        if seen is not None and seen != mark_of(move):
            raise ChangedMeanwhile(
                say(
                    "Journey {journey} has gone on since you looked, and the move would do "
                    "something else now. Please look at it again.",
                    journey=journey,
                )
            )
        for obstacle in move.obstacles:
            raise CannotMove(obstacle)
        rename_files_of_drafts(dossier, fact)
        line = dossier.record(fact, f"user:{by}")
        for still in move.still_asked:
            if still.agency_hears:
                tell_revised(dossier, world_of(dossier), still.key, line, now)
        dossier.want_attention()
        return version


def looked_at(dossier: Dossier, to: int, names: Names, now: datetime) -> tuple[Moved, Move]:
    """What moving it would do. Raises NotPublished, and CannotMove for what is no move."""
    if dossier.round is not None:
        raise CannotMove(
            say("This is a round of a duty. It ends by the version with which it began.")
        )
    if dossier.row.version == to:
        raise CannotMove(say("The journey goes by version {n} already.", n=str(to)))
    named = names.of(dossier.told_pathway)
    fact = Moved(
        at=now,
        from_version=dossier.row.version,
        to_version=to,
        steps=dict(named.steps),
        fields=dict(named.fields),
    )
    return fact, moving(dossier.pathway, dossier.pathway_of(to), dossier.state, fact)


def mark_of(move: Move) -> str:
    """By which it is seen whether a journey's move is the one that was shown."""
    return hashlib.sha256(repr(move).encode()).hexdigest()[:16]


def target(books: Books, key: str, to: int | None, names: Names) -> int:
    """The version that is wanted. Raises CannotMove for a retired one and for names that no version
    has, and NotPublished.
    """
    version = to if to is not None else pathway_in_use(books, key)[0]
    pathway = pathway_version(books, key, version)
    if books.publications.is_retired(PATHWAY, key, version):
        raise CannotMove(_retired(version))
    check_names(names, _others(books, key, version), pathway)
    return version


@dataclass(frozen=True, slots=True)
class Fitting:
    """What of a choice can be looked at, and why the rest was left out."""

    to: int
    names: Names
    left_out: tuple[Message, ...]


def what_fits(office: Office, key: str, to: int | None, names: Names) -> Fitting:
    """In the place of a retired version that in use. Raises NotPublished."""
    with office.store.reading() as books:
        version, retired = to if to is not None else pathway_in_use(books, key)[0], []
        if books.publications.is_retired(PATHWAY, key, version):
            retired, version = [_retired(version)], pathway_in_use(books, key)[0]
        pathway = pathway_version(books, key, version)
        fit, wrong = fitting(names, _others(books, key, version), pathway)
        return Fitting(version, fit, (*retired, *wrong))


def _others(books: Books, key: str, version: int) -> tuple[Pathway, ...]:
    rows = books.publications.versions(PATHWAY, key)
    others = (row.version for row in rows if row.version != version)
    return tuple(pathway_version(books, key, each) for each in others)


def _retired(version: int) -> Message:
    return say("Version {n} is retired: no journey is moved to it.", n=str(version))


def _would_end(old: Pathway, end: str, version: int) -> Message:
    """An end is for good, and undoing is done unseen."""
    return say(
        "By version {n} the journey would end at once: {end}. If that is wanted, look at the "
        "journeys under way for version {n}, and move it there.",
        n=str(version),
        end=old.end(end).title,
    )


def looked_back(dossier: Dossier, now: datetime) -> Undoing:
    """What undoing its last move would do. Raises CannotMove."""
    facts = [record.fact for record in dossier.chronicle.written]
    why = why_it_is_not_undone(facts, now)
    if why is not None:
        raise CannotMove(why)
    line, move = dossier.chronicle.last_move
    old = dossier.pathway_of(move.from_version)
    back = undoing(old, dossier.pathway, facts, line, now)
    if back.end is not None:
        raise CannotMove(_would_end(old, back.end, move.from_version))
    return back


def mark_of_last(dossier: Dossier) -> str:
    """By which it is seen whether the last move is the one that was shown: its trail line."""
    return str(dossier.chronicle.last_move[0])


def undo_move(
    office: Office, journey: str, by: str, seen: str | None = None, leaving: int | None = None
) -> int:
    """Returns the version by which the journey goes again. `seen` is the mark of the move that was
    shown before, `leaving` the version by which the journey went.

    Raises CannotMove, NoSuchJourney, and ChangedMeanwhile where another move would be undone.
    """
    with office.store.writing() as books:
        dossier, now = Dossier.locked(office, books, journey), office.clock.now()
        back, line = looked_back(dossier, now), dossier.chronicle.last_move[0]
        if seen not in (None, mark_of_last(dossier)) or leaving not in (None, dossier.row.version):
            raise ChangedMeanwhile(
                say(
                    "The last move of journey {journey} is not the one that you looked at, so it "
                    "was not undone. Please look at the journey again.",
                    journey=journey,
                )
            )
        world = world_of(dossier)
        for key in back.withdrawn:
            dossier.record(Withdrawn(at=now, key=key, by_plan=True), f"user:{by}")
            tell_withdrawal(dossier, world, key, now)
        rename_files_of_drafts(dossier, back.fact)
        undone = dossier.record(back.fact, f"user:{by}")
        for still in back.still_asked:
            tell_revised(dossier, world_of(dossier), still.key, undone, now, undoes=line)
        dossier.want_attention()
        return back.fact.to_version
