"""A journey's trail in words: what happened, when, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.casework.administration.publishing import directory_in_use
from domain.casework.answers.attributing import agency_name
from domain.casework.dossier import Dossier
from domain.db.session import Books
from domain.journey.facts import AnyFact
from domain.texts import Label, Message, say
from domain.trail.chain import Line
from domain.trail.telling_trail import STANDS_OUT, told_of_fact, told_of_other


@dataclass(frozen=True, slots=True)
class StoryLine:
    """`line` is its number in the trail. `stands_out`: whoever answers for the person must not
    overlook it.
    """

    line: int
    at: datetime
    who: Label | Message
    what: Message
    stands_out: bool


def story(dossier: Dossier) -> tuple[StoryLine, ...]:
    """The newest first, each by the names of the version by which the journey went then."""
    facts = {record.seq: record.fact for record in dossier.chronicle.written}
    lines = dossier.books.trails.lines(dossier.row.id)
    names = {actor: name_of(dossier.books, actor) for actor in {line.actor for line in lines}}
    return tuple(
        _line(dossier, line, facts.get(line.seq), names[line.actor]) for line in reversed(lines)
    )


def _line(dossier: Dossier, line: Line, fact: AnyFact | None, who: Label | Message) -> StoryLine:
    def agency(agency_id: str) -> Label:
        return agency_name(dossier, agency_id, line.at)

    pathway = dossier.pathway_of(dossier.chronicle.version_at(line.seq))
    what = (
        told_of_fact(fact, pathway, agency, dossier.office.zone)
        if fact is not None
        else told_of_other(line.kind)
    )
    return StoryLine(line.seq, line.at, who, what, line.kind in STANDS_OUT)


def name_of(books: Books, actor: str) -> Label | Message:
    """Of whoever stands in a trail: the title of a user, the contact's name at its agency."""
    kind, _, name = actor.partition(":")
    if kind == "user":
        user = books.users.find(name)
        title = user.title if user is not None else name
        return Label(vi=title, en=title)
    if kind == "contact":
        directory = directory_in_use(books)
        contact, agency = directory.contact(name), directory.agency_of(name)
        if contact is not None and agency is not None:
            return say("{name}, {agency}", name=contact.name, agency=agency.title)
        return Label(vi=name, en=name)
    return say("the system")
