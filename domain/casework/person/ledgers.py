"""The case's ledger, read from its trails, and the world as its journeys see it."""

from __future__ import annotations

from dataclasses import replace

from domain.casework.administration.publishing import world_in_use
from domain.casework.dossier import Dossier
from domain.db.session import Books
from domain.journey.world import World
from domain.person.consent import STATEMENT, STATEMENT_KINDS, Entry, Ledger, Line, ledger


def ledger_of(books: Books, code: str) -> Ledger:
    """Over all journeys of the case."""
    said = books.trails.of_case(code, STATEMENT_KINDS)
    return ledger(
        Line(f"{s.journey}/{s.seq}", s.journey, s.at, s.actor, STATEMENT.validate_json(s.body))
        for s in said
    )


def world_of(dossier: Dossier) -> World:
    """With what the person agreed to; of a round of a duty, with whose it is."""
    world = world_in_use(dossier.books, dossier.office)
    if dossier.round is not None:
        return replace(world, alone=dossier.round.place.agency)
    agreed = ledger_of(dossier.books, dossier.row.case_code).within(dossier.row.id)
    told = tuple(_told(dossier, entry) for entry in agreed.entries)
    return replace(world, ledger=replace(agreed, entries=told))


def _told(dossier: Dossier, entry: Entry) -> Entry:
    """What was agreed to for a step holds for it under its name of today, and for no other."""
    line = int(entry.id.rpartition("/")[2])
    steps = tuple(dossier.chronicle.step_told(line, step) for step in entry.said.steps)
    return replace(entry, said=entry.said.model_copy(update={"steps": steps}))
