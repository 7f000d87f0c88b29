"""Who hears of what, and what a message is about. Pure: what was sent is kept elsewhere."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass
from datetime import datetime

from domain.directory.agencies import Contact, Directory
from domain.journey.facts import RequestKey
from domain.journey.fold_and_plan import Nudge
from domain.journey.seconding import seconders
from domain.journey.state import Request, State
from domain.journey.world import World
from domain.letters.notices import Matter
from domain.letters.settled_words import CORRECTION_SETTLED, OF_A_CORRECTION, SETTLED_BY_THE_LEAD
from domain.pathway.template import Pathway

WITH_LINK = (
    frozenset({"request", "reminder", "countersign", "not_confirmed"})
    | SETTLED_BY_THE_LEAD
    | CORRECTION_SETTLED
)
"""What an agency may answer, confirm or look up."""


@dataclass(frozen=True, slots=True)
class Telling:
    """One message to each contact. `kind` as in `domain.letters.notices.Matter`."""

    kind: str
    ordinal: int
    key: RequestKey
    contacts: tuple[Contact, ...]


def tellings_of(request: Request, world: World) -> tuple[Telling, ...]:
    """Of a request that was just made: who is asked, then who is told of it."""
    informed = [agency for agency in request.asked.informed if agency != request.agency]
    return (
        Telling("request", 1, request.key, _contacts(world, request.agency)),
        *(Telling("informed", 1, request.key, _contacts(world, agency)) for agency in informed),
    )


def telling_of_turn(request: Request, world: World) -> Telling:
    """Of a request that came to another agency or to a colleague: anew each time, were it one that
    had it before.
    """
    contacts = answering_contacts(request, world.directory)
    return Telling("request", request.turns, request.key, contacts)


def answering_contacts(request: Request, directory: Directory) -> tuple[Contact, ...]:
    """Those of the agency; the colleague alone to whom it was passed on, while they are there."""
    agency = directory.agency(request.agency)
    contacts = agency.contacts if agency else ()
    colleague = tuple(contact for contact in contacts if contact.id == request.delegated_to)
    return colleague or contacts


def telling_of_proposal(request: Request, world: World) -> Telling:
    """The others at the agency are asked to confirm what one of them said."""
    contacts = seconders(request, world.directory)
    return Telling("countersign", request.proposals, request.key, contacts)


def telling_of_earlier(request: Request, line: int, world: World) -> Telling:
    """Whoever has to do with a request that rests on what the trail line `line` has corrected."""
    contacts = _having_it(request, world.directory)
    return Telling("earlier_corrected", line, request.key, contacts)


def telling_of_revision(request: Request, line: int, told: Container[str], world: World) -> Telling:
    """Of those who have to do with it the ones whom a message reached before the move in the trail
    line `line`: the others read what is asked as it is now.
    """
    contacts = _having_it(request, world.directory)
    heard = tuple(contact for contact in contacts if contact.id in told)
    return Telling("revised", line, request.key, heard)


def telling_of_refusal(request: Request, world: World) -> Telling:
    """Whoever proposed it, by a link, is told that it was not confirmed."""
    first = request.turned_down
    contact = world.directory.contact(first.by) if first and first.how == "link" else None
    return Telling("not_confirmed", request.proposals, request.key, (contact,) if contact else ())


def telling_of(nudge: Nudge, request: Request, world: World) -> Telling | None:
    """None when the directory has nobody there, or nobody above: then it is the lead's."""
    if nudge.tell == "lead":
        return None
    if nudge.tell == "agency":
        contacts = reminded_contacts(request, world.directory)
        return Telling("reminder", nudge.ordinal, nudge.key, contacts) if contacts else None
    agency = world.directory.agency(request.agency)
    above = world.directory.above(agency) if agency else None
    return Telling("escalation", nudge.ordinal, nudge.key, above.contacts) if above else None


def reminded_contacts(request: Request, directory: Directory) -> tuple[Contact, ...]:
    """Who is to answer, or to confirm what was answered."""
    if request.proposal is not None:
        return seconders(request, directory)
    return answering_contacts(request, directory)


def is_still_for(
    kind: str, ordinal: int, contact: str, request: Request, directory: Directory
) -> bool:
    """Whether who was to be told is still to act on it. Whom the agency has no more is not
    judged: that they cannot be reached is to be seen.
    """
    match kind:
        case "request" | "reminder":
            acting = {each.id for each in reminded_contacts(request, directory)}
            return contact in acting or contact not in _there(request, directory)
        case "passed_on":
            return contact not in _there(request, directory)
        case "escalation":
            return request.proposal is None
        case "earlier_corrected" | "revised":
            return contact in {each.id for each in _having_it(request, directory)}
        case "countersign" | "not_confirmed":
            first = request.proposal if kind == "countersign" else request.turned_down
            return first is not None and ordinal == request.proposals
        case _:
            return True


def telling_of_settling(
    kind: str, ordinal: int, request: Request, to: str, world: World
) -> Telling:
    """To the contact who asked; to who answers now where that one does so no more. Of a correction
    only to its sender: by a colleague's link its settlement is not read.
    """
    if kind in OF_A_CORRECTION:
        there = _contacts(world, request.agency)
        return Telling(kind, ordinal, request.key, _named(there, to))
    contacts = answering_contacts(request, world.directory)
    return Telling(kind, ordinal, request.key, _named(contacts, to) or contacts)


def telling_of_withdrawal(
    state: State, key: RequestKey, told: Iterable[str], directory: Directory
) -> Telling:
    """Of the contacts who heard of it, `told`, those who have not passed it on.

    Where all is stopped because it is unsafe they are told to halt, not that all is well.
    """
    request, stop = state.requests[key], state.stopped
    had_it = {move.before for move in request.moves} - {request.agency}
    agencies = (directory.agency(agency or "") for agency in had_it)
    gone = {contact.id for agency in agencies if agency for contact in agency.contacts}
    gone |= {each.before for each in request.delegations} - {request.delegated_to}
    found = (directory.contact(contact) for contact in told if contact not in gone)
    kind = "halt" if stop is not None and stop.unsafe else "withdrawal"
    return Telling(kind, 1, key, tuple(contact for contact in found if contact is not None))


def matter_of_request(
    kind: str,
    ordinal: int,
    case_code: str,
    request: Request,
    pathway: Pathway,
    directory: Directory,
    *,
    again: bool = False,
) -> Matter:
    """`again`: the same agency was asked the same before."""
    asker = request.asked.asked_by and directory.agency(request.asked.asked_by)
    holder = directory.agency(request.agency)
    before = directory.agency(request.moves[-1].before or "") if request.moves else None
    step = pathway.by_id[request.key.step]
    return Matter(
        kind=kind,
        ordinal=ordinal,
        case_code=case_code,
        ask=step.request,
        item=pathway.item_label(step, request.key.item),
        asker=asker.title if asker else None,
        holder=holder.title if holder else None,
        asked_at=request.asked.at,
        due_at=request.due_at,
        zone=request.asked.zone,
        reason=None,
        standby=request.asked.standby is not None and not request.moves,
        jointly=request.key.item in step.jointly,
        predecessor=before.title if before else None,
        delegated=bool(request.delegations),
        proposed=request.proposal is not None,
        again=again,
    )


def matter_for_lead(
    case_code: str, about: str, reason: str, pathway: Pathway, now: datetime
) -> Matter:
    name = about.partition("[")[0]
    step = pathway.by_id.get(name)
    return Matter(
        kind="lead",
        ordinal=1,
        case_code=case_code,
        # The title is for those who work on the case: it may say what befell the person.
        ask=step.request if step is not None else pathway.title_of(name),
        item=None,
        asker=None,
        holder=None,
        asked_at=now,
        due_at=None,
        zone="UTC",
        reason=reason,
    )


def _having_it(request: Request, directory: Directory) -> tuple[Contact, ...]:
    """Who is to answer, and of two the one who has as well."""
    answering = answering_contacts(request, directory)
    others = reminded_contacts(request, directory)
    return (*answering, *(each for each in others if each not in answering))


def _there(request: Request, directory: Directory) -> frozenset[str]:
    """Whom the agency has that it is with."""
    agency = directory.agency(request.agency)
    return frozenset(each.id for each in agency.contacts) if agency else frozenset()


def _named(contacts: Iterable[Contact], contact_id: str) -> tuple[Contact, ...]:
    return tuple(contact for contact in contacts if contact.id == contact_id)


def _contacts(world: World, agency_id: str) -> tuple[Contact, ...]:
    agency = world.directory.agency(agency_id)
    return agency.contacts if agency else ()
