"""Which version of each pathway is in use, since when, and who published it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.casework.administration.publishing import PATHWAY, published_pathways
from domain.casework.desk.stories import name_of
from domain.casework.office import Office
from domain.texts import Label, Message


@dataclass(frozen=True, slots=True)
class InUse:
    key: str
    title: Label
    version: int
    at: datetime
    by: Label | Message


def pathways_in_use(office: Office) -> Sequence[InUse]:
    with office.store.reading() as books:
        rows = {row.key: row for row in books.publications.all_latest(PATHWAY)}
        names = {by: name_of(books, by) for by in {row.published_by for row in rows.values()}}
        return [
            InUse(one.key, one.title, version, row.published_at, names[row.published_by])
            for version, one in published_pathways(books)
            for row in [rows[one.key]]
        ]
