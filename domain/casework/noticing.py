"""Notices: queued with what causes them, claimed before they are sent, settled after."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import uuid4

from domain.casework.dossier import Dossier
from domain.casework.ledgers import world_of
from domain.casework.office import Office
from domain.casework.publishing import directory_in_use
from domain.casework.sharing import code_to_send
from domain.consenting import consent_is_gone
from domain.db.tables import Link, Notice
from domain.directory import Agency, Contact, Directory
from domain.facts import RequestKey
from domain.links import new_link_id
from domain.notices import Letter, Matter, write_letter
from domain.state import Request
from domain.telling import (
    WITH_LINK,
    Telling,
    is_still_for,
    matter_for_lead,
    matter_of_request,
    tellings_of,
)
from domain.texts import say
from domain.world import World

MOST_TRIES = 6
"""A refused message is tried again after 2, 4, 8, 16 and 32 minutes (design)."""

NEEDS_WAITING = frozenset({"request", "informed", "reminder", "escalation", "code"})
RESTING = NEEDS_WAITING | {"countersign", "not_confirmed"}
OF_WHO_HAS_IT = WITH_LINK | {"escalation", "code"}
"""No longer true once another agency has the request."""
CAME_BACK = frozenset({"moved", "delegated"})
"""What was passed on may be passed back, and its link works again."""
NO_ADDRESS = say("The directory has this address no more.")


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message that is ours to send. `lease` goes with its outcome."""

    notice_id: str
    lease: str
    channel: str
    target: str
    letter: Letter


@dataclass(frozen=True, slots=True)
class _Addressee:
    agency: Agency
    contact: Contact
    target: str


def tell_request(dossier: Dossier, world: World, key: RequestKey, now: datetime) -> None:
    for telling in tellings_of(dossier.state.requests[key], world):
        tell(dossier, telling, now)


def tell(dossier: Dossier, telling: Telling, now: datetime) -> None:
    about = dossier.request_row(telling.key).id
    _queue(dossier, telling.contacts, telling.kind, telling.ordinal, about, now)


def tell_withdrawal(dossier: Dossier, world: World, key: RequestKey, now: datetime) -> None:
    """Tell whoever heard of it; who has not been told yet, or passed it on, hears nothing."""
    row, request = dossier.request_row(key), dossier.state.requests[key]
    told = dossier.books.notices.contacts_told(row.id)
    had_it = {move.before for move in request.moves} - {request.agency}
    agencies = (world.directory.agency(agency or "") for agency in had_it)
    gone = {contact.id for agency in agencies if agency for contact in agency.contacts}
    gone |= {each.before for each in request.delegations} - {request.delegated_to}
    found = (world.directory.contact(contact) for contact in told if contact not in gone)
    _queue(dossier, [c for c in found if c is not None], "withdrawal", 1, row.id, now)


def tell_lead(dossier: Dossier, world: World, about: str, reason: str, now: datetime) -> None:
    lead = world.lead(dossier.pathway, dossier.row.area, now)
    if lead is not None:
        # The trail's length tells one time on the list from the next.
        place = f"{dossier.row.id}:{about}:{reason}"
        _queue(dossier, lead.contacts, "lead", dossier.row.last_seq, place, now)


def claim(office: Office, notice_id: str) -> Claimed | None:
    """Take a notice for sending; None when it is not ours, no longer true, or has no address."""
    with office.store.writing() as books:
        notice = books.notices.find(notice_id)
        if notice is None:
            return None
        dossier = Dossier.locked(office, books, notice.journey)
        if notice.kind in RESTING and _rests(dossier):
            return None
        # Also after a refusal: a provider may have said yes, and its word been lost.
        may_be_repeat = notice.tries > 0
        lease = uuid4().hex
        if not books.notices.claim(notice_id, lease, books.database_now()):
            return None
        directory = directory_in_use(books)
        matter = _matter(dossier, notice, directory)
        if matter is not None and notice.kind == "code":
            matter = _with_code(matter, dossier, notice)
        if matter is None:
            books.notices.settle(notice_id, lease, status="dropped", lease_until=None)
            return None
        addressee = _addressee(dossier, notice, directory)
        if addressee is None:
            _give_up(dossier, notice_id, lease, NO_ADDRESS.in_("en"))
            return None
        link = _link(dossier, notice, addressee) if notice.kind in WITH_LINK else None
        letter = write_letter(
            matter,
            addressee=addressee.agency.title,
            language=addressee.contact.language,
            link=link,
            repeat=may_be_repeat,
            renewed=notice.resend > 0,
        )
        return Claimed(notice.id, lease, notice.channel, addressee.target, letter)


def _with_code(matter: Matter, dossier: Dossier, notice: Notice) -> Matter | None:
    code = code_to_send(dossier, notice)
    return replace(matter, code=code) if code is not None else None


def _rests(dossier: Dossier) -> bool:
    """Paused, or stopped in a way that may still be undone: what is queued waits for that."""
    state, now = dossier.state, dossier.office.clock.now()
    return state.paused is not None or (state.stopped is not None and not state.gone_for_good(now))


def handed_over(office: Office, claimed: Claimed) -> None:
    with office.store.writing() as books:
        now = office.clock.now()
        books.notices.settle(
            claimed.notice_id, claimed.lease, status="handed_over", handed_over_at=now
        )


def refused(office: Office, claimed: Claimed, reason: str) -> None:
    """Keep the provider's reason; try again later, and in the end leave it to the lead."""
    with office.store.writing() as books:
        notice = books.notices.find(claimed.notice_id)
        if notice is None:
            return
        if notice.tries >= MOST_TRIES:
            dossier = Dossier.locked(office, books, notice.journey)
            _give_up(dossier, claimed.notice_id, claimed.lease, reason)
            return
        books.notices.settle(
            claimed.notice_id,
            claimed.lease,
            status="queued",
            refusal=reason,
            lease_until=books.database_now() + timedelta(minutes=2**notice.tries),
        )


def _give_up(dossier: Dossier, notice_id: str, lease: str, reason: str) -> None:
    """It stays undelivered: the sweep's next look puts that on the lead's list."""
    settled = dossier.books.notices.settle(
        notice_id, lease, status="refused", refusal=reason, lease_until=None
    )
    if settled:
        dossier.row.next_due_at = dossier.office.clock.now()


def _addressee(dossier: Dossier, notice: Notice, directory: Directory) -> _Addressee | None:
    """None when the directory has that address no more, or has it at another agency."""
    agency, contact = directory.agency_of(notice.contact), directory.contact(notice.contact)
    if agency is None or contact is None:
        return None
    if notice.kind in (*WITH_LINK, "code") and agency.id != _asked_agency(dossier, notice):
        return None
    targets = (each.target for each in contact.channels if each.channel == notice.channel)
    target = next(targets, None)
    return _Addressee(agency, contact, target) if target is not None else None


def _got_at(request: Request) -> datetime:
    """When the agency that has it now got it."""
    return request.moves[-1].at if request.moves else request.asked.at


def _asked_agency(dossier: Dossier, notice: Notice) -> str | None:
    request = dossier.books.requests.find(notice.about)
    return request.agency if request is not None else None


def _matter(dossier: Dossier, notice: Notice, directory: Directory) -> Matter | None:
    """What the letter is about; None when it is no longer true."""
    if notice.kind == "lead":
        _, _, rest = notice.about.partition(":")
        about, _, reason = rest.rpartition(":")
        standing = {(line.about, line.reason) for line in dossier.books.leads.open(dossier.row.id)}
        if (about, reason) not in standing:
            return None
        at = dossier.office.clock.now()
        return matter_for_lead(dossier.row.id, about, reason, dossier.pathway, at)
    request = next(
        r for r in dossier.state.requests.values() if dossier.request_row(r.key).id == notice.about
    )
    if notice.kind in NEEDS_WAITING and not request.waits:
        return None
    if notice.kind in OF_WHO_HAS_IT and notice.queued_at < _got_at(request):
        return None
    still_for = is_still_for(notice.kind, notice.ordinal, notice.contact, request, directory)
    if not still_for or (notice.kind in WITH_LINK and _rests_on_nothing(dossier, request)):
        return None
    return matter_of_request(
        notice.kind, notice.ordinal, dossier.row.case_code, request, dossier.pathway, directory
    )


def _rests_on_nothing(dossier: Dossier, request: Request) -> bool:
    """The person agrees no more to what it cannot go without."""
    now = dossier.office.clock.now()
    return consent_is_gone(dossier.pathway, request, world_of(dossier), now)


def _link(dossier: Dossier, notice: Notice, addressee: _Addressee) -> str:
    office, requests, contact = dossier.office, dossier.books.requests, addressee.contact
    key_id = office.links.newest_key_id
    link = requests.live_link(notice.about, contact.id, key_id)
    if link is not None and link.reason in CAME_BACK:
        # What was passed on came back.
        link.revoked_at = link.reason = None
    elif link is None or link.revoked_at is not None:
        link = Link(
            id=new_link_id(),
            key_id=key_id,
            request=notice.about,
            contact=contact.id,
            made_at=office.clock.now(),
        )
        requests.add_link(link)
    return f"{office.base_url}/a/{office.links.token(link.id, link.key_id)}"


def _queue(
    dossier: Dossier,
    contacts: Iterable[Contact],
    kind: str,
    ordinal: int,
    about: str,
    now: datetime,
) -> None:
    """One row for each contact, on the first channel that they have."""
    for contact in contacts:
        dossier.books.notices.queue(
            Notice(
                journey=dossier.row.id,
                about=about,
                kind=kind,
                ordinal=ordinal,
                contact=contact.id,
                channel=contact.channels[0].channel,
                resend=0,
                status="queued",
                queued_at=now,
                tries=0,
            )
        )
