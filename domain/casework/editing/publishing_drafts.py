"""A draft as it stands now: what is wrong in it, its picture, and how it becomes a version."""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass, replace

from domain.casework.administration.publishing import PATHWAY, areas_in_use, published
from domain.casework.editing.drafts import (
    Draft,
    draft_as_kept,
    draft_of,
    held_draft,
    unchanged_since,
)
from domain.casework.editing.examples import check_examples, renew_or_refuse
from domain.casework.office import Office
from domain.db.pathway_tables import PathwayRevision
from domain.db.session import Books
from domain.editing.draft_reading import Reading, read_draft
from domain.editing.fault_words import in_the_editor
from domain.editing.removed import Removed
from domain.editing.sketching import drawable, sketch
from domain.errors import ReferralError
from domain.faults import Fault
from domain.pathway.differences import Difference, differences
from domain.pathway.files import (
    PathwayFaults,
    read_pathway,
    read_published,
    shipped_pathways,
    write_pathway,
)
from domain.pathway.parts import Find
from domain.pathway.template import Pathway
from domain.simulation.examples import Checked
from domain.texts import Label, Message, say

NOT_PROPOSED = say(
    "Nothing was proposed yet. Please look at what became different, then propose it if it is"
    " right."
)
NOT_PUBLISHED = say(
    "Nothing was published yet. Please look at what became different, then publish it if it is"
    " right."
)


class NotProposed(ReferralError):
    """This site wants two persons to publish, and this is not proposed, or by the same one."""


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """Since the draft was begun `version` came into use; `differences` is what that changed."""

    version: int
    message: Message
    differences: tuple[Difference, ...]


class PublishedMeanwhile(ReferralError):
    """Another version than the draft's own is in use: who has seen `found` publishes over it."""

    def __init__(self, found: Meanwhile) -> None:
        super().__init__(found.message)
        self.found = found


@dataclass(frozen=True, slots=True)
class Looked:
    """`sketch` is the draft as far as it can be read, `drawn` the same with the steps of its parts.
    `in_use`: the version of the pathway, if any was published; `meanwhile`: if that is not the one
    from which the draft was begun.
    """

    reading: Reading
    sketch: Pathway
    drawn: Pathway
    in_use: int | None
    meanwhile: Meanwhile | None = None


@dataclass(frozen=True, slots=True)
class Compared:
    """What differs from a pathway of this title."""

    title: Label
    differences: tuple[Difference, ...]


def look_at_draft(office: Office, draft: Draft) -> Looked:
    with office.store.reading() as books:
        in_use = books.publications.latest(PATHWAY, draft.key)
        looked = _looked(books, draft, in_use.version if in_use is not None else None)
        return replace(looked, meanwhile=_meanwhile(books, draft.key, draft.based_on))


def compared(office: Office, draft: Draft, looked: Looked) -> Compared | None:
    """With the version in use; before there is one, with what the draft began as a copy of, as it
    was then. None where there is nothing before it.
    """
    with office.store.reading() as books:
        find = published(books)
        before = _before(books, draft, looked.in_use, find)
        if before is None:
            return None
        own = before.model_copy(update={"key": draft.key})
        return Compared(before.title, differences(own, looked.sketch, find))


def propose(office: Office, key: str, revision: int, by: str) -> None:
    """To be published by somebody else. Raises NoDraft, EditedMeanwhile and PathwayFaults."""
    with office.store.writing() as books:
        held, newest = held_draft(books, key)
        unchanged_since(books, newest, revision, NOT_PROPOSED)
        _sound(books, draft_as_kept(held, newest))
        held.proposed_at, held.proposed_by = office.clock.now(), by


def publish_draft(
    office: Office,
    key: str,
    revision: int,
    by: str,
    over: int | None = None,
    renewed: Collection[str] = (),
) -> int:
    """The version that it becomes; the draft is gone then. Running journeys keep theirs.

    `over` is the version whose changes whoever publishes has seen, where another one than the
    draft's own is in use. `renewed` are the names of the examples that are to say what comes of
    them now, or are meant to be lost. Raises NoDraft, EditedMeanwhile, PathwayFaults, NotProposed,
    PublishedMeanwhile, BreaksExamples, LosesExamples and Overtaken, and then nothing is published.
    """
    checked = _checked(office, key)
    with office.store.writing() as books:
        held, newest = held_draft(books, key)
        unchanged_since(books, newest, revision, NOT_PUBLISHED)
        pathway = _sound(books, draft_as_kept(held, newest))
        if office.two_to_publish:
            _check_two(held.proposed_by, by)
        found = _meanwhile(books, key, held.based_on)
        if found is not None and found.version != over:
            raise PublishedMeanwhile(found)
        renew_or_refuse(office, books, key, checked, renewed, by)
        body, now = write_pathway(pathway), office.clock.now()
        version = books.publications.publish(PATHWAY, key, body, now, by)
        books.pathway_drafts.forget(held)
        return version


def _checked(office: Office, key: str) -> tuple[Checked, ...]:
    """Of the draft as it stands; one that is not sound is refused all the same. Raises NoDraft."""
    pathway = look_at_draft(office, draft_of(office, key)).reading.pathway
    return check_examples(office, pathway) if pathway is not None else ()


def _check_two(proposed_by: str | None, by: str) -> None:
    if proposed_by is None:
        raise NotProposed(
            say("Two persons publish here. Please propose it; then somebody else publishes it.")
        )
    if proposed_by == by:
        raise NotProposed(
            say("You proposed this yourself. Somebody else has to look at it and publish it.")
        )


def _meanwhile(books: Books, key: str, based_on: int | None) -> Meanwhile | None:
    in_use = books.publications.latest(PATHWAY, key)
    if in_use is None or in_use.version == based_on:
        return None
    find = published(books)
    before = find(key, based_on) if based_on is not None else None
    now = read_published(in_use.body)
    found = differences(before, now, find) if before is not None else ()
    return Meanwhile(in_use.version, _came_into_use(in_use.version, based_on), found)


def _before(books: Books, draft: Draft, in_use: int | None, find: Find) -> Pathway | None:
    if in_use is not None:
        return find(draft.key, in_use)
    if draft.origin is None:
        return None
    if draft.origin.version is not None:
        return find(draft.origin.key, draft.origin.version)
    begun = books.pathway_drafts.first(draft.key)
    return _as_copied(begun, draft.origin.key) if begun is not None else None


def _as_copied(begun: PathwayRevision, key: str) -> Pathway:
    """What came with the program then, by the title that it has now: a newer program may bring
    other steps, which nobody here has taken out.
    """
    own = sketch(json.loads(begun.body))
    shipped = (read_pathway(path).title for path in shipped_pathways() if path.stem == key)
    return own.model_copy(update={"title": next(shipped, own.title)})


def _came_into_use(version: int, based_on: int | None) -> Message:
    if based_on is not None and version < based_on:
        return say(
            "Since this draft was begun, version {retired} was retired, and version {version} is in"
            " use again. What was retired comes back with this draft unless you take it out of it:"
            " please look, then publish over it.",
            retired=str(based_on), version=str(version),
        )  # fmt: skip
    return say(
        "Since this draft was begun, version {version} was published. What it changed is"
        " lost unless it is in this draft too: please look, then publish over it.",
        version=str(version),
    )


def _sound(books: Books, draft: Draft) -> Pathway:
    """Raises PathwayFaults."""
    looked = _looked(books, draft, None)
    if looked.reading.pathway is None:
        raise PathwayFaults([f for found in looked.reading.faults.values() for f in found])
    return looked.reading.pathway


def _looked(books: Books, draft: Draft, in_use: int | None) -> Looked:
    rough = sketch(draft.tree)
    find = published(books)
    used = {(part.use, part.version): find(part.use, part.version) for part in rough.parts}
    read = read_draft(draft.tree, lambda key, version: used.get((key, version)))
    drawn = drawable(rough, lambda key, version: used.get((key, version)))
    told = _told(_with_area(read, books), drawn, draft.removed)
    return Looked(told, rough, drawn, in_use)


def _told(reading: Reading, drawn: Pathway, gone: Removed) -> Reading:
    """To who picks, and sees no file."""
    faults = {
        place: tuple(in_the_editor(fault, drawn, gone) for fault in found)
        for place, found in reading.faults.items()
    }
    return Reading(reading.pathway, faults)


def _with_area(reading: Reading, books: Books) -> Reading:
    area = reading.pathway.area if reading.pathway is not None else None
    if area is None or areas_in_use(books).get(area) is not None:
        return reading
    unknown = Fault(
        "area",
        say("There is no area “{area}” in the directory.", area=area),
        say("Choose an area that there is, or leave it out."),
    )
    return Reading(None, {("area",): (unknown,)})
