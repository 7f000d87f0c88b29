"""The versions of a pathway: who published which, what one says, and what differs between two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.casework.administration.publishing import (
    PATHWAY,
    NotPublished,
    pathway_version,
    published,
)
from domain.casework.desk.stories import name_of
from domain.casework.office import Office
from domain.db.session import Books
from domain.pathway.differences import Difference, differences
from domain.pathway.template import Pathway
from domain.texts import Label, Message, say


@dataclass(frozen=True, slots=True)
class Version:
    number: int
    at: datetime
    by: Label | Message
    retired: bool


@dataclass(frozen=True, slots=True)
class History:
    """The newest version first."""

    key: str
    title: Label
    versions: tuple[Version, ...]

    @property
    def in_use(self) -> int:
        """The newest that is not retired."""
        return next(one.number for one in self.versions if not one.retired)


@dataclass(frozen=True, slots=True)
class Text:
    """One version: its file, the pathway as it is written there, and whole."""

    body: str
    pathway: Pathway
    whole: Pathway


def history(office: Office, key: str) -> History:
    """Raises NotPublished."""
    with office.store.reading() as books:
        rows = books.publications.versions(PATHWAY, key)
        if not rows:
            raise _nothing(key)
        names = {by: name_of(books, by) for by in {row.published_by for row in rows}}
        retired = books.publications.retired(PATHWAY, key)
        versions = (
            Version(row.version, row.published_at, names[row.published_by], row.version in retired)
            for row in rows
        )
        return History(key, _as_written(books, key, rows[0].version).title, tuple(versions))


def text_of_version(office: Office, key: str, number: int) -> Text:
    """Raises NotPublished."""
    with office.store.reading() as books:
        row = books.publications.version(PATHWAY, key, number)
        if row is None:
            raise _nothing(key)
        complete = pathway_version(books, key, number)
        return Text(row.body, _as_written(books, key, number), complete)


def differences_between(office: Office, key: str, before: int, after: int) -> Sequence[Difference]:
    """Raises NotPublished."""
    with office.store.reading() as books:
        one, other = _as_written(books, key, before), _as_written(books, key, after)
        return differences(one, other, published(books))


def _as_written(books: Books, key: str, number: int) -> Pathway:
    found = published(books)(key, number)
    if found is None:
        raise _nothing(key)
    return found


def _nothing(key: str) -> NotPublished:
    return NotPublished(say("There is no such version of pathway “{key}”.", key=key))
