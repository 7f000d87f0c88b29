"""The directory as administrators keep it on pages: one edit at a time, each a version."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.casework.administration.publishing import (
    DIRECTORY,
    THE_DIRECTORY,
    Overtaken,
    directory_in_use,
    replace_directory,
)
from domain.casework.desk.stories import name_of
from domain.casework.office import Office
from domain.db.publications import PublishedElsewhere
from domain.db.session import Books
from domain.directory.agencies import Directory
from domain.directory.changes import Change, changes
from domain.directory.editing import DirectoryEdit, after, place_of_edit, rests_on, tree_of
from domain.directory.files import directory_from, read_directory, write_directory
from domain.pathway.places import Place
from domain.texts import Label, Message, say

NOTHING_YET = Directory(agencies=(), assignments=())


class ChangedByAnother(Overtaken):
    """What the edit would change is not what it was. `changes`: all that is since."""

    def __init__(self, changes: Sequence[Change], by: Label | Message) -> None:
        super().__init__(
            say(
                "{who} has changed this meanwhile. Nothing was kept yet of what you typed; it still"
                " stands here. Please look at what is there now, and keep yours if it is right.",
                who=by,
            )
        )
        self.changes = tuple(changes)


@dataclass(frozen=True, slots=True)
class KeptDirectory:
    """The one in use. `version` is 0, and the rest empty, where there is none yet."""

    directory: Directory
    version: int = 0
    at: datetime | None = None
    by: Label | Message | None = None


@dataclass(frozen=True, slots=True)
class ChangedDirectory:
    """`place`: where that stands which the edit wrote."""

    version: int
    place: Place


def directory_kept(office: Office) -> KeptDirectory:
    with office.store.reading() as books:
        return _kept(books)


def directory_before(office: Office, version: int) -> Directory | None:
    """What this version took the place of; None where that was nothing."""
    with office.store.reading() as books:
        row = books.publications.version(DIRECTORY, THE_DIRECTORY, version - 1)
        return read_directory(row.body) if row is not None else None


def change_directory(
    office: Office, edit: DirectoryEdit, made_from: int, by: str
) -> ChangedDirectory:
    """What it makes of the directory. `made_from` is the version that was looked at: what others
    changed since stays as they left it.

    Raises DirectoryFaults, NoSuchPlace, and ChangedByAnother where both changed the same.
    """
    try:
        return _change(office, edit, made_from, by)
    except (PublishedElsewhere, Overtaken):
        # Another was first in the same moment. What it left is there to be seen now.
        return _change(office, edit, made_from, by)


def changed_directory(office: Office, edit: DirectoryEdit) -> Directory:
    """As it would be. Raises DirectoryFaults and NoSuchPlace."""
    with office.store.reading() as books:
        return _made(directory_in_use(books), edit)


def _change(office: Office, edit: DirectoryEdit, made_from: int, by: str) -> ChangedDirectory:
    with office.store.writing() as books:
        kept = _kept(books)
        if made_from != kept.version:
            _check_undisturbed(books, edit, made_from, kept)
        made = _made(kept.directory, edit)
        place = place_of_edit(tree_of(kept.directory), edit)
        if made == kept.directory:
            return ChangedDirectory(kept.version, place)
        replace_directory(office, books, write_directory(made), by, kept.version)
        return ChangedDirectory(kept.version + 1, place)


def _check_undisturbed(
    books: Books, edit: DirectoryEdit, made_from: int, kept: KeptDirectory
) -> None:
    row = books.publications.version(DIRECTORY, THE_DIRECTORY, made_from)
    seen = read_directory(row.body) if row is not None else NOTHING_YET
    if rests_on(tree_of(seen), edit) != rests_on(tree_of(kept.directory), edit):
        by = kept.by or say("Somebody else")
        raise ChangedByAnother(changes(seen, kept.directory), by)


def _made(directory: Directory, edit: DirectoryEdit) -> Directory:
    return directory_from(after(tree_of(directory), edit))


def _kept(books: Books) -> KeptDirectory:
    row = books.publications.latest(DIRECTORY, THE_DIRECTORY)
    if row is None:
        return KeptDirectory(NOTHING_YET)
    who = name_of(books, row.published_by)
    return KeptDirectory(directory_in_use(books), row.version, row.published_at, who)
