"""What stands about the person of a case, without what it says: known, agreed to, and read.

Whoever leads the newest journey of a case has to do with its person.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from domain.case_code import read_case_code
from domain.casework.administration.publishing import directory_in_use, world_in_use
from domain.casework.answers.attributing import agency_name
from domain.casework.desk.case_files import Reach, reach_of, territory
from domain.casework.desk.looking import NoSuchCase
from domain.casework.desk.stories import name_of
from domain.casework.dossier import Dossier
from domain.casework.office import Office
from domain.casework.person.ledgers import ledger_of
from domain.casework.person.reading import Seen, readings
from domain.casework.person.sharing import fields_shown, living_code
from domain.casework.person.the_person import fields_known, is_about_a_person
from domain.db.session import Books
from domain.directory.agencies import Directory
from domain.pathway.template import Pathway
from domain.pathway.wording import PERSON_FIELDS
from domain.person.consent import Entry, Given, Overridden
from domain.person.consent_forms import BASES, GIVERS, HOWS
from domain.texts import Label, Message, say
from domain.users.user import User


@dataclass(frozen=True, slots=True)
class ConsentLine:
    """An entry of the ledger. `details` are how it was given, by whom, on which ground; what is
    `sealed` with it is shown on its own. `left`: it was for a journey that has ended since.
    """

    id: str
    kind: Literal["consent_given", "consent_refused", "consent_overridden"]
    at: datetime
    by: Label | Message
    roles: tuple[Label, ...]
    fields: tuple[Label, ...]
    steps: tuple[Label, ...]
    until: date | None
    details: tuple[Message, ...]
    ended_at: datetime | None
    left: bool
    in_force: bool
    sealed: bool


@dataclass(frozen=True, slots=True)
class ReadingLine:
    """Who read what; `reach` as the directory has them now, if it still does."""

    at: datetime
    agency: Label
    reach: Reach | None
    step: Label
    fields: tuple[Label, ...]


@dataclass(frozen=True, slots=True)
class ToTell:
    """A request, by its id, by which something may be read now, and to nobody a code was told."""

    request: str
    agency: Label
    step: Label


@dataclass(frozen=True, slots=True)
class PersonFile:
    """The newest entries and readings come first. `standing_by`: by role, who is asked in its place
    at night.
    """

    code: str
    pathway: Pathway
    standing_by: Mapping[str, str]
    known: tuple[Label, ...]
    entries: tuple[ConsentLine, ...]
    readings: tuple[ReadingLine, ...]
    to_tell: tuple[ToTell, ...]

    @property
    def overridden(self) -> tuple[ConsentLine, ...]:
        """What is shown now without consent."""
        return tuple(e for e in self.entries if e.in_force and e.kind == "consent_overridden")

    @property
    def to_withdraw(self) -> tuple[ConsentLine, ...]:
        return tuple(e for e in self.entries if e.in_force and e.kind != "consent_refused")


def person_file(office: Office, user: User, code: str) -> PersonFile | None:
    """None where the case is about no person, or is not the user's now. Raises WrongCaseCode."""
    wanted = read_case_code(code)
    known, seen = fields_known(office, wanted), readings(office, wanted)
    with office.store.reading() as books:
        rows = books.journeys.of_case(wanted)
        if not rows or not territory(office, books, user)(rows[-1]):
            return None
        dossiers = [Dossier.read(office, books, row.id) for row in rows]
        if not is_about_a_person(dossiers[-1]):
            return None
        names, entries = _Names.of(dossiers), reversed(ledger_of(books, wanted).entries)
        return PersonFile(
            code=wanted,
            pathway=dossiers[-1].pathway,
            standing_by=_standing_by(office, books, dossiers[-1]),
            known=tuple(PERSON_FIELDS[field] for field in known),
            entries=tuple(_entry(office, books, names, entry, rows[-1].id) for entry in entries),
            readings=_readings(dossiers, names, directory_in_use(books), seen),
            to_tell=tuple(_to_tell(dossiers, directory_in_use(books))),
        )


def _standing_by(office: Office, books: Books, dossier: Dossier) -> Mapping[str, str]:
    world = world_in_use(books, office)
    standby = world.policy(dossier.row.area, office.clock.now()).standby
    return standby.asks if standby is not None else {}


def check_leads(office: Office, user: User, code: str) -> None:
    """Raises WrongCaseCode, and NoSuchCase where the newest journey is not the user's."""
    wanted = read_case_code(code)
    with office.store.reading() as books:
        rows = books.journeys.of_case(wanted)
        if not rows or not territory(office, books, user)(rows[-1]):
            raise NoSuchCase(say("There is no case {code}.", code=wanted))


@dataclass(frozen=True, slots=True)
class _Names:
    """Of all pathways that the case went through."""

    roles: dict[str, Label]
    steps: dict[str, Label]

    @classmethod
    def of(cls, dossiers: list[Dossier]) -> _Names:
        pathways = [dossier.told_pathway for dossier in dossiers]
        return cls(
            {role.id: role.title for pathway in pathways for role in pathway.roles},
            {step.id: step.title for pathway in pathways for step in pathway.by_id.values()},
        )


def _entry(office: Office, books: Books, names: _Names, entry: Entry, newest: str) -> ConsentLine:
    said, today = entry.said, office.clock.now().astimezone(office.zone).date()
    journey, _, line = entry.id.rpartition("/")
    payload = books.trails.payload(journey, int(line))
    return ConsentLine(
        id=entry.id,
        kind=said.kind,
        at=entry.at,
        by=name_of(books, entry.by),
        roles=tuple(_named(names.roles, role) for role in said.roles),
        fields=tuple(PERSON_FIELDS[field] for field in said.fields),
        steps=tuple(_named(names.steps, step) for step in said.steps),
        until=said.until,
        details=_details(entry),
        ended_at=entry.ended_at,
        left=entry.journey != newest,
        in_force=entry.journey == newest and entry.in_force(today),
        sealed=payload is not None and payload.sealed is not None,
    )


def _details(entry: Entry) -> tuple[Message, ...]:
    match entry.said:
        case Given(how=how, giver=giver):
            return (say("{how}, by {giver}", how=HOWS[how], giver=GIVERS[giver]),)
        case Overridden(basis=basis):
            return (say("Ground: {basis}", basis=BASES[basis]),)
        case _:
            return ()


def _readings(
    dossiers: list[Dossier], names: _Names, directory: Directory, seen: tuple[Seen, ...]
) -> tuple[ReadingLine, ...]:
    lines = []
    for reading in reversed(seen):
        contact = directory.contact(reading.contact)
        lines.append(
            ReadingLine(
                at=reading.at,
                agency=agency_name(dossiers[-1], reading.agency, reading.at),
                reach=reach_of(contact) if contact is not None else None,
                step=_named(names.steps, reading.step),
                fields=tuple(PERSON_FIELDS[field] for field in reading.fields),
            )
        )
    return tuple(lines)


def _to_tell(dossiers: list[Dossier], directory: Directory) -> Iterator[ToTell]:
    for dossier in dossiers:
        for request in dossier.state.waiting:
            agency, about = directory.agency(request.agency), dossier.request_row(request.key).id
            contacts = agency.contacts if agency is not None else ()
            told = any(living_code(dossier, about, contact.id) for contact in contacts)
            if agency is not None and not told and fields_shown(dossier, request):
                yield ToTell(
                    about, agency.title, dossier.told_pathway.by_id[request.key.step].title
                )


def _named(known: dict[str, Label], name: str) -> Label:
    return known.get(name) or Label(vi=name, en=name)
