"""Pathways that are being edited: each save is a revision, and what two people do is kept of both.

`revision` is always that of the page on which somebody pressed: what was saved since is not theirs.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from pydantic import TypeAdapter

from domain.casework.administration.publishing import PATHWAY
from domain.casework.desk.stories import name_of
from domain.casework.office import Office
from domain.db.pathway_tables import PathwayDraft, PathwayRevision
from domain.db.session import Books
from domain.editing.edits import Add, Edit, Put
from domain.editing.merging import merged
from domain.editing.naming import id_from
from domain.editing.removed import Removed, removed_by
from domain.editing.sketching import sketch
from domain.editing.starting import copied, key_of
from domain.editing.tree import NoSuchPlace, Tree
from domain.errors import ReferralError
from domain.pathway.differences import Difference, differences
from domain.pathway.files import shipped_pathways
from domain.pathway.places import Place
from domain.pathway.template import Pathway
from domain.texts import Label, Message, say


class NoDraft(ReferralError):
    """It was published or thrown away, or there was never one."""


class DraftExists(ReferralError):
    """There is one draft of a pathway at a time."""


NOT_KEPT = say(
    "Nothing was kept yet of what you typed; it still stands here. Please look at what is there"
    " now, and keep yours if it is right."
)
NOT_MOVED = say(
    "Nothing was moved or removed yet. Please look at what became different; if you still want it,"
    " do it once more."
)
NOT_TAKEN_BACK = say(
    "Nothing was taken back yet. Please look at what became different; the draft says beside the"
    " button what it would take back now."
)
NOT_THROWN_AWAY = say(
    "The draft was not thrown away. Please look at what became different before you throw it away."
)


class EditedMeanwhile(ReferralError):
    """Nothing was done, as `undone` says. `by` saved the newest revision; `differences` is what
    became other since in what was to be edited; `made_from` is the draft as it was edited.
    """

    def __init__(
        self,
        books: Books,
        newest: PathwayRevision,
        found: Sequence[Difference],
        made_from: Tree,
        undone: Message,
    ) -> None:
        who = name_of(books, newest.saved_by)
        super().__init__(say("{who} has changed this meanwhile. {undone}", who=who, undone=undone))
        self.by = newest.saved_by
        self.differences = tuple(found)
        self.made_from = made_from


@dataclass(frozen=True, slots=True)
class Origin:
    """`version` is None of a pathway as it comes with the program."""

    key: str
    version: int | None


@dataclass(frozen=True, slots=True)
class Draft:
    """`based_on`: the version that was in use when it was begun. `origin`: what the pathway began
    as a copy of. `removed`: from it since it was begun. Moments are UTC.
    """

    key: str
    revision: int
    tree: Tree
    based_on: int | None
    saved_at: datetime
    saved_by: str
    proposed_by: str | None
    origin: Origin | None = None
    removed: Removed = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Saved:
    """`places`: where that stands now which was edited, without what was as it is."""

    revision: int
    places: tuple[Place, ...]


def every_draft(office: Office) -> list[Draft]:
    with office.store.reading() as books:
        return [draft_as_kept(held, newest) for held, newest in books.pathway_drafts.every()]


def draft_of(office: Office, key: str) -> Draft:
    """Raises NoDraft."""
    with office.store.reading() as books:
        held = books.pathway_drafts.find(key)
        newest = books.pathway_drafts.revision(key, held.newest) if held is not None else None
        if held is None or newest is None:
            raise _no_draft()
        return draft_as_kept(held, newest)


def tree_at(office: Office, key: str, revision: int) -> Tree:
    """As that revision has it. Raises NoSuchPlace where it is none of this draft."""
    with office.store.reading() as books:
        return _tree(_revision(books, key, revision))


def start(office: Office, tree: Tree, by: str) -> Draft:
    """Under the key that it has: the next version of that pathway, or its first.

    Raises NotAPathway and DraftExists.
    """
    with office.store.writing() as books:
        return _started(office, books, tree, by, None)


def start_new(
    office: Office, tree: Tree, title: Label, by: str, copied_version: int | None = None
) -> Draft:
    """As a pathway of its own, whatever the tree is a copy of: of that version, or of a pathway as
    it comes with the program.
    """
    with office.store.writing() as books:
        taken = {row.key for row in books.publications.all_latest(PATHWAY)}
        taken |= {held.key for held, _ in books.pathway_drafts.every()}
        taken |= {file.stem for file in shipped_pathways()}
        own = copied(tree, id_from(title.vi, taken), title)
        origin = Origin(str(tree["key"]), copied_version) if tree["key"] else None
        return _started(office, books, own, by, origin)


def save(office: Office, key: str, revision: int, edits: Sequence[Edit], by: str) -> Saved:
    """On the newest, if what they edit is there as it was in `revision`.

    Raises NoDraft, NoSuchPlace and EditedMeanwhile, and then nothing is saved.
    """
    with office.store.writing() as books:
        held, newest = held_draft(books, key)
        base = _tree(_revision(books, key, revision))
        now = _tree(newest)
        done = merged(base, now, edits)
        if done.overlaps:
            found = _between(base, now, done.overlaps)
            typed = any(isinstance(edit, Put | Add) for edit in edits)
            raise EditedMeanwhile(books, newest, found, base, NOT_KEPT if typed else NOT_MOVED)
        if done.tree == now:
            return Saved(newest.revision, done.places)
        _remember_removed(held, now, done.tree)
        added = books.pathway_drafts.add(held, _body(done.tree), office.clock.now(), by)
        return Saved(added.revision, done.places)


def undo(office: Office, key: str, revision: int, by: str) -> Saved:
    """Back to what it was before the last save; once more, to before the one before that.

    Raises NoDraft, NoSuchPlace where there is nothing before, and EditedMeanwhile.
    """
    with office.store.writing() as books:
        held, newest = held_draft(books, key)
        unchanged_since(books, newest, revision, NOT_TAKEN_BACK)
        number = _said_first(books, newest) - 1
        before = _revision(books, key, number)
        _remember_removed(held, _tree(newest), _tree(before))
        now = office.clock.now()
        added = books.pathway_drafts.add(held, before.body, now, by, same_as=number)
        return Saved(added.revision, ())


def last_change(office: Office, draft: Draft, sketched: Pathway) -> tuple[Difference, ...] | None:
    """What `undo` would take back; `sketched` is how the draft reads now. None where there is
    nothing before it.
    """
    with office.store.reading() as books:
        newest = books.pathway_drafts.revision(draft.key, draft.revision)
        if newest is None:
            return None
        before = books.pathway_drafts.revision(draft.key, _said_first(books, newest) - 1)
    return differences(sketch(_tree(before)), sketched) if before is not None else None


def throw_away(office: Office, key: str, revision: int) -> None:
    """Raises NoDraft and EditedMeanwhile."""
    with office.store.writing() as books:
        held, newest = held_draft(books, key)
        unchanged_since(books, newest, revision, NOT_THROWN_AWAY)
        books.pathway_drafts.forget(held)


def held_draft(books: Books, key: str) -> tuple[PathwayDraft, PathwayRevision]:
    """Until the transaction ends. Raises NoDraft."""
    held = books.pathway_drafts.held(key)
    newest = books.pathway_drafts.revision(key, held.newest)
    if newest is None:
        raise _no_draft()
    return held, newest


def unchanged_since(books: Books, newest: PathwayRevision, revision: int, undone: Message) -> None:
    """Raises EditedMeanwhile, and NoSuchPlace where it is none of this draft."""
    if newest.revision != revision:
        base, now = _tree(_revision(books, newest.key, revision)), _tree(newest)
        found = differences(sketch(base), sketch(now))
        raise EditedMeanwhile(books, newest, found, base, undone)


def _started(office: Office, books: Books, tree: Tree, by: str, origin: Origin | None) -> Draft:
    key = key_of(tree)
    held = books.pathway_drafts.held(key)
    begun = books.pathway_drafts.revision(key, held.newest)
    if begun is not None:
        raise DraftExists(
            say(
                "There is a draft of this pathway, which {by} saved last. Please go on with that"
                " one, or throw it away first.",
                by=name_of(books, begun.saved_by),
            )
        )
    in_use = books.publications.latest(PATHWAY, key)
    held.based_on = in_use.version if in_use is not None else None
    if in_use is None:
        held.copied_from = origin.key if origin is not None else None
        held.copied_version = origin.version if origin is not None else None
    return draft_as_kept(held, books.pathway_drafts.add(held, _body(tree), office.clock.now(), by))


def _remember_removed(held: PathwayDraft, before: Tree, after: Tree) -> None:
    gone = removed_by(before, after)
    if gone:
        held.removed = _REMOVED.dump_json({**_removed(held), **gone}).decode()


def _said_first(books: Books, revision: PathwayRevision) -> int:
    """The revision of which it is a copy, by however many undos."""
    while revision.same_as is not None:
        revision = _revision(books, revision.key, revision.same_as)
    return revision.revision


def _revision(books: Books, key: str, number: int) -> PathwayRevision:
    found = books.pathway_drafts.revision(key, number)
    if found is None:
        raise NoSuchPlace
    return found


def _between(base: Tree, now: Tree, places: Sequence[Place]) -> list[Difference]:
    return [
        one
        for one in differences(sketch(base), sketch(now))
        if any(_one_inside_the_other(one.at, place) for place in places)
    ]


def _one_inside_the_other(one: Place, other: Place) -> bool:
    shared = min(len(one), len(other))
    return one[:shared] == other[:shared]


def draft_as_kept(held: PathwayDraft, newest: PathwayRevision) -> Draft:
    return Draft(
        key=held.key,
        revision=newest.revision,
        tree=_tree(newest),
        based_on=held.based_on,
        saved_at=newest.saved_at,
        saved_by=newest.saved_by,
        proposed_by=held.proposed_by,
        origin=Origin(held.copied_from, held.copied_version) if held.copied_from else None,
        removed=_removed(held),
    )


_REMOVED = TypeAdapter(dict[str, Label])


def _removed(held: PathwayDraft) -> Removed:
    return _REMOVED.validate_json(held.removed) if held.removed is not None else {}


def _tree(revision: PathwayRevision) -> Tree:
    tree: Tree = json.loads(revision.body)
    return tree


def _body(tree: Tree) -> str:
    return json.dumps(tree, ensure_ascii=False)


def _no_draft() -> NoDraft:
    return NoDraft(
        say(
            "There is no draft of this pathway any more: somebody published it or threw it away."
            " The page of the pathway shows its versions."
        )
    )
