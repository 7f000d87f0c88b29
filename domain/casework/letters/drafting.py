"""What a notice says when it is sent: by then some of it may be true no longer."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from domain.casework.answers.drafts import take_over
from domain.casework.desk.calling import whom_to_call
from domain.casework.dossier import Dossier
from domain.casework.person.ledgers import world_of
from domain.casework.person.sharing import code_to_send
from domain.casework.person.suspects import suspect_under
from domain.db.tables import Link, Notice
from domain.directory.agencies import Agency, Contact, Directory
from domain.journey.carrying import unit_name
from domain.journey.consenting import consent_is_gone
from domain.journey.danger import agency_to_call, request_under, with_call
from domain.journey.reaching import is_urgent, quiet_until
from domain.journey.state import Request
from domain.journey.still_true import Saying, is_asked_elsewhere, is_true_still
from domain.journey.telling import WITH_LINK, matter_for_lead, matter_of_request
from domain.letters.danger_words import OF_A_LINK
from domain.letters.notices import URGENT, Entry, Matter
from domain.pathway.template import Pathway
from domain.seals.links import new_link_id

CAME_BACK = frozenset({"moved", "delegated"})
"""What was passed on may be passed back, and its link works again."""

TAKEN_FROM_THEM = frozenset({"withdrawal", "halt", "passed_on"})


@dataclass(frozen=True, slots=True)
class Addressee:
    agency: Agency
    contact: Contact
    target: str


def addressee_of(dossier: Dossier, notice: Notice, directory: Directory) -> Addressee | None:
    """None when the directory has that address no more, or has it at another agency."""
    agency, contact = directory.agency_of(notice.contact), directory.contact(notice.contact)
    if agency is None or contact is None:
        return None
    if notice.kind in (*WITH_LINK, "code") and agency.id != _asked_agency(dossier, notice):
        return None
    target = contact.target_on(notice.channel)
    return Addressee(agency, contact, target) if target is not None else None


def quiet_hours_over(
    dossier: Dossier, notice: Notice, addressee: Addressee, now: datetime
) -> datetime | None:
    """When the contact may be disturbed with this; None: now."""
    stop = dossier.state.stopped
    if (stop is not None and stop.unsafe) or is_pressing(dossier, notice):
        return None
    if notice.kind == "lead" and _of_the_list(notice)[1] in URGENT:
        return None
    return quiet_until(addressee.contact, now, addressee.agency.time_zone)


def is_pressing(dossier: Dossier, notice: Notice) -> bool:
    """What it is about has to be answered within hours."""
    return any(is_urgent(request) for request in _requests(dossier, notice))


def matter_of(dossier: Dossier, notice: Notice, directory: Directory) -> Matter | None:
    """What the letter is about; None when it is no longer true."""
    if notice.kind == "lead":
        return _for_lead(dossier, notice, directory)
    (request,) = _requests(dossier, notice)
    saying = Saying(notice.kind, notice.ordinal, notice.contact, notice.queued_at)
    if not is_true_still(saying, request, dossier.pathway, dossier.state, directory):
        return None
    if notice.kind in WITH_LINK and _rests_on_nothing(dossier, request):
        return None
    told, pathway = _in_their_words(dossier, notice, request)
    matter = matter_of_request(
        notice.kind, notice.ordinal, dossier.row.case_code, told, pathway, directory,
        again=_was_asked_before(dossier, request, directory),
    )  # fmt: skip
    if notice.kind == "withdrawal":
        return replace(matter, elsewhere=is_asked_elsewhere(dossier.state, request))
    if notice.kind != "halt":
        return matter
    return replace(matter, call=whom_to_call(dossier, world_of(dossier)))


def _in_their_words(dossier: Dossier, notice: Notice, request: Request) -> tuple[Request, Pathway]:
    """What is taken from an agency is named as it heard of it last, whatever version the journey
    goes by now.
    """
    if notice.kind not in TAKEN_FROM_THEM:
        return request, dossier.told_pathway
    heard_at = dossier.books.notices.last_heard(notice) or request.asked.at
    line = int(notice.about.rpartition("/")[2])
    pathway, step = dossier.chronicle.asked_by(line, heard_at, dossier.pathway_of)
    return replace(request, key=request.key._replace(step=step)), pathway


def _for_lead(dossier: Dossier, notice: Notice, directory: Directory) -> Matter | None:
    about, reason = _of_the_list(notice)
    standing = {(line.about, line.reason) for line in dossier.books.leads.open(dossier.row.id)}
    if (about, reason) not in standing:
        return None
    at = dossier.office.clock.now()
    matter = matter_for_lead(dossier.row.case_code, about, reason, dossier.told_pathway, at)
    if reason in OF_A_LINK:
        request = suspect_under(dossier, about, reason)
    else:
        request = request_under(dossier.state, about, reason) if reason in URGENT else None
    return with_call(matter, agency_to_call(request, notice.contact, directory))


def _was_asked_before(dossier: Dossier, request: Request, directory: Directory) -> bool:
    """Whether a letter of an attempt before this one reached whoever has it now."""
    agency = directory.agency(request.agency)
    theirs = {contact.id for contact in agency.contacts} if agency is not None else set()
    before = (
        dossier.request_row(key).id
        for key in dossier.state.requests
        if key[:3] == request.key[:3] and key.attempt < request.key.attempt
    )
    return any(theirs.intersection(dossier.books.notices.contacts_asked(row)) for row in before)


def entry_of(dossier: Dossier, notice: Notice, matter: Matter) -> Entry | None:
    """With its link, or the code that it brings. None when there is no code any more."""
    if notice.kind == "code":
        code = code_to_send(dossier, notice)
        return Entry(replace(matter, code=code), None) if code is not None else None
    if notice.kind == "lead":
        return Entry(matter, None, desk=_at_the_desk(dossier))
    link = _link(dossier, notice) if notice.kind in WITH_LINK else None
    return Entry(matter, link, renewed=notice.resend > 0)


def _at_the_desk(dossier: Dossier) -> str:
    return f"{dossier.office.base_url}/desk/cases/{dossier.row.id}"


def _rests_on_nothing(dossier: Dossier, request: Request) -> bool:
    """The person agrees no more to what it cannot go without."""
    now = dossier.office.clock.now()
    return consent_is_gone(dossier.pathway, request, world_of(dossier), now)


def _requests(dossier: Dossier, notice: Notice) -> list[Request]:
    """The one that it is about; of a line of the lead's list, those that wait under it."""
    if notice.kind == "lead":
        about, _ = _of_the_list(notice)
        return [each for each in dossier.state.waiting if unit_name(each.key) == about]
    found = dossier.state.requests.values()
    return [each for each in found if dossier.request_row(each.key).id == notice.about]


def _of_the_list(notice: Notice) -> tuple[str, str]:
    """Of a line of the lead's list: what it is about, and the reason."""
    about, _, reason = notice.about.partition(":")[2].rpartition(":")
    return about, reason


def _asked_agency(dossier: Dossier, notice: Notice) -> str | None:
    request = dossier.books.requests.find(notice.about)
    return request.agency if request is not None else None


def may_sign(dossier: Dossier) -> bool:
    """Not where the newest key that lies here is one that others may know."""
    return not dossier.books.requests.is_given_up(dossier.office.links.newest_key_id)


def _link(dossier: Dossier, notice: Notice) -> str:
    office, requests = dossier.office, dossier.books.requests
    key_id = office.links.newest_key_id
    link = requests.live_link(notice.about, notice.contact, key_id)
    if link is not None and link.reason in CAME_BACK:
        # What was passed on came back.
        link.revoked_at = link.reason = None
    elif link is None or link.revoked_at is not None:
        link = Link(
            id=new_link_id(),
            key_id=key_id,
            request=notice.about,
            contact=notice.contact,
            made_at=office.clock.now(),
        )
        requests.add_link(link)
        take_over(office, dossier.books, link)
    return f"{office.base_url}/a/{office.links.token(link.id, link.key_id)}"
