"""A contact passes a request on to a colleague of the same agency.

One whom the directory has gets it at once. One whom it does not have is named, name and address
sealed, and waits for the coordinator; until then the link of who named them goes on working.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pydantic import ValidationError

from domain.casework.administration.publishing import (
    directory_in_use,
    directory_version,
    replace_directory,
    world_in_use,
)
from domain.casework.answers.answering import journey_of, link_of, look_through, request_of
from domain.casework.answers.opened import mark_opened
from domain.casework.answers.views import Colleague, Delegation, HandedOn, Open, TooLate
from domain.casework.desk.coordinating import CannotDo, find_waiting, written
from domain.casework.dossier import Dossier
from domain.casework.letters.noticing import tell, tell_settled
from domain.casework.office import Office
from domain.db.session import Books
from domain.directory.addresses import Address, Channel
from domain.directory.agencies import Agency, Contact, Directory
from domain.directory.files import write_directory
from domain.faults import Fault, faults_of
from domain.journey.facts import ColleagueNamed, ColleagueRejected, Delegated
from domain.journey.state import Request
from domain.journey.telling import telling_of_turn
from domain.pathway.forms import LONGEST_TEXT, FormFaults
from domain.texts import Message, nfc, say

CONTACT, NAME, ADDRESS = "colleague", "colleague_name", "colleague_address"
NOBODY_CHOSEN = say("Please choose a colleague, or write a name and an address.")
NOBODY_NAMED_HERE = say("Please write the name and an address of your colleague.")
ONE_OF_THEM = say("Please choose a colleague, or name a new one: not both.")
NOBODY_NAMED = say("No new colleague was named for this request, or that was decided already.")


@dataclass(frozen=True, slots=True)
class Given:
    """What was recorded, and the journey that is to be woken."""

    handed_on: HandedOn
    journey: str


@dataclass(frozen=True, slots=True)
class Newcomer:
    """Whom an agency named, as it was written."""

    name: str
    address: Address


def delegate(office: Office, token: str, to: Delegation) -> Given:
    """Raises NotALink, TooLate when the request is not this contact's to answer any more, and
    FormFaults; then nothing was written.
    """
    link_id = office.links.read(token)
    with office.store.writing() as books:
        link = link_of(books, link_id)
        dossier = Dossier.locked(office, books, journey_of(books, link))
        seen = look_through(dossier, link)
        if not isinstance(seen, Open):
            raise TooLate(seen)
        request, now = request_of(dossier, link), office.clock.now()
        mark_opened(books, link, now)
        if to.contact and (to.name.strip() or to.address.strip()):
            raise FormFaults({CONTACT: ONE_OF_THEM})
        if to.contact:
            name = _chosen(seen.asking.colleagues, to.contact).name
            _hand_on(dossier, request, link.contact, to.contact, f"contact:{link.contact}")
        else:
            newcomer = _read(to, directory_in_use(books).agency_of(link.contact))
            _name(dossier, request, link.contact, newcomer)
            name = newcomer.name
        return Given(HandedOn(seen.asking, name, now, confirmed=bool(to.contact)), dossier.row.id)


def newcomer_of(office: Office, reference: str, by: str) -> Newcomer:
    """Whom the agency named; each look is an event. Raises CannotDo, and what `find` raises."""
    with office.store.writing() as books:
        dossier, request = find_waiting(office, books, reference)
        seq, newcomer = _named(dossier, request)
        body = f'{{"line":{seq}}}'
        books.trails.add(dossier.row, "read", office.clock.now(), f"user:{by}", body)
        return newcomer


def confirm_colleague(office: Office, reference: str, by: str) -> str:
    """The colleague becomes a contact of the agency and gets the request. Returns the journey that
    is to be woken. Raises CannotDo, DirectoryFaults, and what `find` raises.
    """
    with office.store.writing() as books:
        dossier, request = find_waiting(office, books, reference)
        _, newcomer = _named(dossier, request)
        assert request.newcomer is not None  # noqa: S101 - `_named` found it
        contact = _add_contact(office, books, request.agency, newcomer, by)
        _hand_on(dossier, request, request.newcomer.by, contact, f"user:{by}")
        return dossier.row.id


def reject_colleague(office: Office, reference: str, reason: str, by: str) -> str:
    """The request stays where it is. Returns the journey that is to be woken."""
    reason = written(reason, say("Please give the reason for not confirming the colleague."))
    with office.store.writing() as books:
        dossier, request = find_waiting(office, books, reference)
        _named(dossier, request)
        assert request.newcomer is not None  # noqa: S101 - `_named` found it
        now, asker = office.clock.now(), request.newcomer.by
        fact = ColleagueRejected(at=now, key=request.key, by=by)
        dossier.record(fact, f"user:{by}", {"reason": reason})
        world = world_in_use(books, office)
        tell_settled(dossier, world, "colleague_rejected", request.key, asker, now)
        dossier.want_attention()
        return dossier.row.id


def _chosen(colleagues: tuple[Colleague, ...], contact: str) -> Colleague:
    found = next((one for one in colleagues if one.id == contact), None)
    if found is None:
        raise FormFaults({CONTACT: say("Please choose a colleague from the list.")})
    return found


def _hand_on(dossier: Dossier, request: Request, before: str, contact: str, by: str) -> None:
    now = dossier.office.clock.now()
    fact = Delegated(at=now, key=request.key, before=before, contact=contact, by=by)
    dossier.record(fact, by)
    world = world_in_use(dossier.books, dossier.office)
    tell(dossier, telling_of_turn(dossier.state.requests[request.key], world), now)
    dossier.want_attention()


def _name(dossier: Dossier, request: Request, by: str, newcomer: Newcomer) -> None:
    fact = ColleagueNamed(at=dossier.office.clock.now(), key=request.key, by=by)
    channel, target = newcomer.address.channel, newcomer.address.target
    texts = {NAME: newcomer.name, "channel": channel, ADDRESS: target}
    dossier.record(fact, f"contact:{by}", texts)
    dossier.want_attention()


def _named(dossier: Dossier, request: Request) -> tuple[int, Newcomer]:
    """With the trail line in which it is sealed. Raises CannotDo."""
    if request.newcomer is None:
        raise CannotDo(NOBODY_NAMED)
    seq = dossier.line_of(request.newcomer)
    texts = dossier.texts(seq)
    written = {"channel": texts["channel"], "target": texts[ADDRESS]}
    return seq, Newcomer(texts[NAME], Address.model_validate(written))


def _read(to: Delegation, agency: Agency | None) -> Newcomer:
    """As the directory checks what an administrator writes. Raises FormFaults."""
    faults: dict[str, Message] = {}
    name, target = " ".join(nfc(to.name).split()), nfc(to.address).strip()
    if not name and not target:
        alone = agency is None or len(agency.contacts) == 1
        raise FormFaults({CONTACT: NOBODY_NAMED_HERE if alone else NOBODY_CHOSEN})
    if not name:
        faults[NAME] = say("Please fill this in.")
    elif len(name) > LONGEST_TEXT:
        faults[NAME] = say("Please write no more than {n} characters.", n=LONGEST_TEXT)
    address = None
    try:
        address = _address(target, agency)
    except ValidationError as error:
        faults[ADDRESS] = _in_one_line(faults_of(error)[0])
    if not re.search(r"[@\d]", target):
        faults[ADDRESS] = say("Please write a mail address or a telephone number.")
    if faults or address is None:
        raise FormFaults(faults)
    return Newcomer(name, address)


def _in_one_line(fault: Fault) -> Message:
    return Message("{problem} {mend}", {"problem": fault.problem, "mend": fault.mend})


def _address(target: str, agency: Agency | None) -> Address:
    """Mail where there is an @, else a phone. The demo's own agencies have the demo's mailboxes."""
    channel: Channel = "email" if "@" in target else "sms"
    if channel == "sms":
        target = re.sub(r"[\s.()-]", "", target)
    elif agency is not None and agency.contacts[0].channels[0].channel == "mailbox":
        channel = "mailbox"
    return Address(channel=channel, target=target)


def _add_contact(office: Office, books: Books, agency_id: str, newcomer: Newcomer, by: str) -> str:
    """A new version of the directory. Returns the contact's id."""
    version, directory = directory_version(books), directory_in_use(books)
    agency = directory.agency(agency_id)
    if agency is None:
        raise CannotDo(say("The directory has no agency “{id}” today.", id=agency_id))
    contact = Contact(
        id=_new_id(books, directory, agency_id), name=newcomer.name, channels=(newcomer.address,)
    )
    extended = agency.model_copy(update={"contacts": (*agency.contacts, contact)})
    agencies = tuple(extended if one.id == agency_id else one for one in directory.agencies)
    changed = directory.model_copy(update={"agencies": agencies})
    replace_directory(office, books, write_directory(changed), f"user:{by}", version)
    return contact.id


def _new_id(books: Books, directory: Directory, agency: str) -> str:
    """Of nobody who ever was told anything: the links of whoever has left stay dead."""
    number, stem = 1, agency[:34]
    while directory.contact(f"{stem}_{number}") or books.requests.knows(f"{stem}_{number}"):
        number += 1
    return f"{stem}_{number}"
