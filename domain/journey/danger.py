"""Who is told that somebody may be in danger."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime

from domain.directory.agencies import Agency, Contact, Directory
from domain.directory.whom_to_call import call_now, call_now_in_short
from domain.journey.carrying import Wait, unit_name
from domain.journey.state import Request, State
from domain.journey.world import World
from domain.letters.danger_words import DANGERS
from domain.letters.notices import Matter
from domain.pathway.template import Pathway


def told_of(
    wait: Wait, pathway: Pathway, state: State, area: str | None, world: World, now: datetime
) -> tuple[Contact, ...]:
    """Who hears of what has come on the lead's list."""
    about, reason = wait
    request = request_under(state, about, reason) if reason in DANGERS else None
    reporter = world.directory.agency(request.agency) if request is not None else None
    return told_of_danger(reporter, pathway, area, world, now)


def told_of_danger(
    reporter: Agency | None, pathway: Pathway, area: str | None, world: World, now: datetime
) -> tuple[Contact, ...]:
    """The lead. Where the lead reports it itself, or there is none, also whoever else may lead, and
    who stands above.
    """
    lead = world.lead(pathway, area, now)
    contacts = lead.contacts if lead is not None else ()
    if reporter is None or (lead is not None and lead.id != reporter.id):
        return contacts
    above = world.directory.above(reporter)
    besides = (*world.leads(pathway, area, now)[1:], *([above] if above is not None else ()))
    return tuple(dict.fromkeys((*contacts, *_contacts(besides))))


def agency_to_call(request: Request | None, told: str, directory: Directory) -> Agency | None:
    """Whose word may mean danger: not for those who said it."""
    agency = directory.agency(request.agency) if request is not None else None
    return agency if agency != directory.agency_of(told) else None


def with_call(matter: Matter, agency: Agency | None) -> Matter:
    if agency is None:
        return matter
    return replace(matter, call=call_now(agency), call_in_short=call_now_in_short(agency))


def reaches_another(contacts: Iterable[Contact], reported_by: str) -> bool:
    """Whether somebody hears of it beside the contact who reported it."""
    return any(contact.id != reported_by for contact in contacts)


def request_under(state: State, about: str, reason: str) -> Request | None:
    """The newest that stands on the lead's list under that name, for that reason."""
    requests = (each for each in reversed(state.requests.values()) if unit_name(each.key) == about)
    if reason == "unsafe_after":
        return next((each for each in requests if each.correction_wanted is not None), None)
    return next(requests, None)


def _contacts(agencies: Iterable[Agency]) -> Iterable[Contact]:
    return (contact for agency in agencies for contact in agency.contacts)
