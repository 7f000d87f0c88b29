"""Examples of a pathway: runs that are kept, and that each new version is held against."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal, TypeAlias

from domain.casework.administration.publishing import (
    PATHWAY,
    Overtaken,
    publish_within,
    published,
    world_in_use,
)
from domain.casework.office import Office
from domain.db.pathway_tables import PathwayExample
from domain.db.session import Books
from domain.db.user_tables import SiteEvent
from domain.errors import ReferralError
from domain.pathway.parts import whole
from domain.pathway.template import Pathway
from domain.simulation.examples import Checked, Example, Run, check, play_run
from domain.simulation.post import Posting
from domain.simulation.records import record_of
from domain.texts import say

How: TypeAlias = Literal["forgotten", "replaced"]
_KEPT = "example_kept"
_EVENTS: Mapping[str, How] = {"example_forgotten": "forgotten", "example_replaced": "replaced"}


@dataclass(frozen=True, slots=True)
class Lost:
    """An example that is not any more what it was when the version in use was published, and what
    became of it last. None is lost that was not there then.
    """

    name: str
    how: How
    at: datetime
    by: str


class BreaksExamples(ReferralError):
    """Nothing was published. `broken` says of each example what became different."""

    def __init__(self, broken: Sequence[Checked]) -> None:
        names = ", ".join(f"“{one.example.name}”" for one in broken)
        super().__init__(
            say(
                "This does not go as the examples say: {names}. Please look at what became"
                " different, and mend the draft, or say that these examples are to be renewed.",
                names=names,
            )
        )
        self.broken = tuple(broken)


class LosesExamples(ReferralError):
    """Nothing was published. `lost`: examples that who publishes has not said are meant to be."""

    def __init__(self, lost: Sequence[Lost]) -> None:
        names = ", ".join(f"“{one.name}”" for one in lost)
        super().__init__(
            say(
                "Since the version in use was published, these examples were forgotten or replaced:"
                " {names}. Please look at who did that and when, and say that it is meant.",
                names=names,
            )
        )
        self.lost = tuple(lost)


class TakesTwo(ReferralError):
    """This site wants two persons to publish, and this would be one alone."""


def keep(office: Office, pathway: Pathway, name: str, run: Run, by: str) -> Example:
    """With what comes of it now, in the place of the one of that name; either is an event of the
    site. Raises CannotOpen, ScriptFaults, and ValidationError for a name that is none.
    """
    with office.store.reading() as books:
        played = whole(pathway, published(books))
        world = world_in_use(books, office)
        gave = record_of(play_run(run, played, world, posting=posting_of(office)))
    example = Example(name=name, run=run, gave=gave)
    with office.store.writing() as books:
        before = books.pathway_examples.find(pathway.key, example.name)
        if before is None:
            _tell(office, books, _KEPT, pathway.key, example.name, by)
        elif _read(before) != example:
            _tell(office, books, "example_replaced", pathway.key, example.name, by)
        _write(office, books, pathway.key, example, by)
    return example


def forget(office: Office, key: str, name: str, by: str) -> None:
    """It is an event of the site."""
    with office.store.writing() as books:
        if books.pathway_examples.find(key, name) is not None:
            _tell(office, books, "example_forgotten", key, name, by)
            books.pathway_examples.forget(key, name)


def lost_examples(office: Office, key: str) -> tuple[Lost, ...]:
    """Since the version in use was published; none where there is no version yet."""
    with office.store.reading() as books:
        return _lost(books, key)


def number_of_examples(office: Office, key: str) -> int:
    with office.store.reading() as books:
        return books.pathway_examples.number(key)


def check_examples(office: Office, pathway: Pathway) -> tuple[Checked, ...]:
    """How the pathway, as it is written, fits each of its examples."""
    with office.store.reading() as books:
        return _checked(office, books, pathway)


def renew_or_refuse(
    office: Office,
    books: Books,
    key: str,
    checked: Sequence[Checked],
    renewed: Collection[str],
    by: str,
) -> None:
    """Within the transaction that publishes: examples that are `renewed` say from then on what
    comes of them now, or are meant to be lost. They were `checked` before it, since agencies could
    not answer meanwhile.

    Raises BreaksExamples for others that it does not fit, LosesExamples for others that were lost,
    and Overtaken where they are others now.
    """
    if [one.example for one in checked] != [_read(row) for row in books.pathway_examples.of(key)]:
        raise Overtaken(
            say(
                "An example of this pathway was kept or forgotten meanwhile. Please look at the"
                " examples, then publish once more."
            )
        )
    if unseen := [one for one in _lost(books, key) if one.name not in renewed]:
        raise LosesExamples(unseen)
    broken = [one for one in checked if not one.fits]
    if surprising := [one for one in broken if one.example.name not in renewed]:
        raise BreaksExamples(surprising)
    for one in broken:
        # What can be played no more stays as it was, and is told again until it is forgotten.
        if one.gives is not None:
            example = one.example.model_copy(update={"gave": one.gives})
            _write(office, books, key, example, by)


def publish_file(
    office: Office, pathway: Pathway, renewed: Collection[str], by: str, *, alone: bool = False
) -> int:
    """A pathway that was written by hand, held against its examples as a draft is. The version
    that it is. Where two persons publish, one does so `alone` and it is written down.

    Raises UnknownArea, BreaksExamples, LosesExamples, Overtaken and TakesTwo, and then nothing is
    published.
    """
    if office.two_to_publish and not alone:
        raise TakesTwo(
            say(
                "Two persons publish here. Please paste the file at /admin/new-pathway and propose"
                " the draft; then somebody else publishes it. In an emergency --alone publishes it"
                " now, and `referral audit events` shows who did."
            )
        )
    checked = check_examples(office, pathway)
    with office.store.writing() as books:
        renew_or_refuse(office, books, pathway.key, checked, renewed, by)
        before = books.publications.latest(PATHWAY, pathway.key)
        version = publish_within(office, books, pathway, by)
        if office.two_to_publish and (before is None or before.version != version):
            about = f"pathway:{pathway.key}@{version}"
            books.site_events.add(office.clock.now(), by, "published_alone", about)
        return version


def posting_of(office: Office) -> Posting:
    return Posting(office.base_url, office.join_within, office.whom_to_call)


def _checked(office: Office, books: Books, pathway: Pathway) -> tuple[Checked, ...]:
    rows = books.pathway_examples.of(pathway.key)
    if not rows:
        return ()
    played, world = whole(pathway, published(books)), world_in_use(books, office)
    return tuple(check(_read(row), played, world, posting_of(office)) for row in rows)


def _lost(books: Books, key: str) -> tuple[Lost, ...]:
    in_use = books.publications.latest(PATHWAY, key)
    if in_use is None:
        return ()
    events = books.site_events.since(in_use.published_at, (_KEPT, *_EVENTS))
    names = [(event, (event.about or "").partition(_about(key))) for event in events]
    happened: dict[str, list[SiteEvent]] = {}
    for event, (_, known, name) in names:
        if known:
            happened.setdefault(name, []).append(event)
    return tuple(_lost_last(name, each) for name, each in happened.items() if _was_there(each))


def _was_there(happened: Sequence[SiteEvent]) -> bool:
    """Before all of that: what was kept first since then was not."""
    return happened[0].kind != _KEPT


def _lost_last(name: str, happened: Sequence[SiteEvent]) -> Lost:
    last = [one for one in happened if one.kind in _EVENTS][-1]
    return Lost(name, _EVENTS[last.kind], last.at, last.actor)


def _tell(office: Office, books: Books, kind: str, key: str, name: str, by: str) -> None:
    books.site_events.add(office.clock.now(), by, kind, _about(key) + name)


def _about(key: str) -> str:
    """Before the name of each example of that pathway."""
    return f"example:{key}/"


def _read(row: PathwayExample) -> Example:
    return Example.model_validate_json(row.body)


def _write(office: Office, books: Books, key: str, example: Example, by: str) -> None:
    body = example.model_dump_json(by_alias=True)
    books.pathway_examples.keep(
        PathwayExample(
            pathway=key, name=example.name, body=body, kept_at=office.clock.now(), kept_by=by
        )
    )
