"""What an agency had passes to who succeeds it: of itself where that is plain, else by a person.

The clock keeps running; the old agency's links die, the new one is told once.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.casework.administration.publishing import world_in_use
from domain.casework.desk.coordinating import CannotDo, find_waiting, named_agency
from domain.casework.dossier import Dossier
from domain.casework.letters.noticing import tell, tell_passed_on
from domain.casework.office import Office
from domain.journey.carrying import unit_name
from domain.journey.facts import RequestKey
from domain.journey.passing import announced, move_to, moves
from domain.journey.world import World
from domain.texts import Label, say


def to_pass_on(office: Office) -> tuple[str, ...]:
    """The journeys that wait for an agency that is succeeded; `look_at` passes that on.

    But for what stands on the lead's list already: that is looked at with what is due.
    """
    with office.store.reading() as books:
        succeeded = world_in_use(books, office).succeeded(office.clock.now())
        waiting = books.requests.waiting_of(succeeded) if succeeded else ()
        on_the_list = {
            (item.journey, item.about)
            for item in (books.leads.open() if waiting else ())
            if item.reason == "split"
        }
    found = ((row.journey, unit_name(RequestKey(row.step, row.item or None))) for row in waiting)
    return tuple(dict.fromkeys(one[0] for one in found if one not in on_the_list))


def pass_on(dossier: Dossier, world: World, now: datetime) -> None:
    """Within the transaction in which the journey is looked at. A second time there is nothing."""
    if dossier.row.status != "open":
        return
    found = moves(dossier.state, world, now)
    for move in found:
        dossier.record(move, move.by)
    for key in dict.fromkeys(move.key for move in found):
        _tell(dossier, world, key, now)


@dataclass(frozen=True, slots=True)
class PassedOn:
    """`journey` is to be woken. `role` is that of the request, if the agency does not hold it."""

    journey: str
    agency: Label
    role: Label | None


def pass_on_to(office: Office, reference: str, agency_id: str, by: str) -> PassedOn:
    """A person decides, of whatever waits. Raises CannotDo, and what `find` raises."""
    with office.store.writing() as books:
        dossier, request = find_waiting(office, books, reference)
        world, now = world_in_use(books, office), office.clock.now()
        agency = named_agency(world, agency_id, now)
        if agency.id == request.agency:
            raise CannotDo(say("This agency has the request already."))
        move = move_to(agency.id, request, world, now, f"user:{by}")
        dossier.record(move, move.by)
        _tell(dossier, world, request.key, now)
        tell_passed_on(dossier, world, request.key, request.agency, now)
        asked = request.asked
        holds = agency in world.holders(asked.held, asked.area, now)
        role = None if holds else dossier.told_pathway.role(asked.role).title
        return PassedOn(dossier.row.id, agency.title, role)


def _tell(dossier: Dossier, world: World, key: RequestKey, now: datetime) -> None:
    telling = announced(dossier.state.requests[key], world, now)
    if telling is not None:
        tell(dossier, telling, now)
    dossier.want_attention()
