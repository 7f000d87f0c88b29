"""Which agency holds which role, where and on which day, and whom to write to there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Annotated

from pydantic import AfterValidator, Field, StrictInt

from domain.areas.area_map import Area, Areas, shipped_areas
from domain.days.quiet_hours import QuietHours
from domain.directory.addresses import Address
from domain.directory.succession import Succession
from domain.faults import Faults, Wrong
from domain.frozen import Frozen, Id
from domain.texts import Label, Language, say
from domain.written import Dated, Text, ZoneName


class DirectoryFaults(Faults):
    """A directory that cannot be taken as it is written."""


class Contact(Frozen):
    """A person or a desk of an agency.

    The first address is the one that is written to, the next ones in their order where that came
    to nothing. `quiet_hours` are by the agency's own clock.
    """

    id: Id
    name: Text
    channels: Annotated[tuple[Address, ...], Field(min_length=1)]
    language: Language = "vi"
    quiet_hours: QuietHours | None = None

    def target_on(self, channel: str) -> str | None:
        """The first address that they have there."""
        return next((each.target for each in self.channels if each.channel == channel), None)


def _somebody(contacts: tuple[Contact, ...]) -> tuple[Contact, ...]:
    if not contacts:
        raise Wrong(
            say("Nobody can be written to here."),
            say("Add at least one contact with an address."),
        )
    return contacts


class Agency(Dated):
    """`above` is the agency that is told when this one does not answer."""

    id: Id
    title: Label
    above: Id | None = None
    time_zone: ZoneName = "Asia/Ho_Chi_Minh"
    contacts: Annotated[tuple[Contact, ...], AfterValidator(_somebody)]


class Assignment(Dated):
    """An agency holds a role in an area and all within it, or (`area: null`) everywhere.

    Of several in one area, the one of rank 1 is asked first.
    """

    role: Id
    area: Id | None = None
    agency: Id
    valid_from: date
    rank: Annotated[StrictInt, Field(ge=1)] = 1
    legal_basis: Text | None = None


class Directory(Frozen):
    """`areas` are the province's own, beside or in the place of those that are shipped."""

    areas: tuple[Area, ...] = ()
    agencies: tuple[Agency, ...]
    assignments: tuple[Assignment, ...]
    successions: tuple[Succession, ...] = ()

    @cached_property
    def map(self) -> Areas:
        """Every area that there is: ours and the province's own."""
        return shipped_areas().with_(self.areas)

    def holders(self, role: str, area_chain: Sequence[str], on: date) -> tuple[Agency, ...]:
        """Who holds the role, in the order in which to ask; nobody twice, none that has ended.

        `area_chain` begins with the smallest area and ends with the province: the holders of the
        smallest come first, those for everywhere last, within one area by rank.
        """
        ids = dict.fromkeys(
            assignment.agency
            for area in (*area_chain, None)
            for assignment in self._by_role_and_area.get((role, area), ())
            if assignment.in_force(on)
        )
        found = (self._by_id.get(agency) for agency in ids)
        return tuple(agency for agency in found if agency is not None and agency.in_force(on))

    def agency(self, agency_id: str) -> Agency | None:
        return self._by_id.get(agency_id)

    def succession_of(self, agency_id: str) -> Succession | None:
        """Whatever its day."""
        return self._by_predecessor.get(agency_id)

    def above(self, agency: Agency) -> Agency | None:
        return self._by_id.get(agency.above) if agency.above else None

    def contact(self, contact_id: str) -> Contact | None:
        agency = self.agency_of(contact_id)
        contacts = agency.contacts if agency else ()
        return next((contact for contact in contacts if contact.id == contact_id), None)

    def agency_of(self, contact_id: str) -> Agency | None:
        return self._by_contact.get(contact_id)

    @cached_property
    def days_of_change(self) -> Sequence[date]:
        """Each day on which a role is held, or an area is, other than the day before."""
        dated = (*self.agencies, *self.assignments, *self.map.areas)
        begin = {one.valid_from for one in dated}
        ended = {one.valid_to + timedelta(days=1) for one in dated if one.valid_to is not None}
        return sorted(begin | ended)

    @cached_property
    def _by_id(self) -> Mapping[str, Agency]:
        return {agency.id: agency for agency in self.agencies}

    @cached_property
    def _by_predecessor(self) -> Mapping[str, Succession]:
        return {succession.agency: succession for succession in self.successions}

    @cached_property
    def _by_contact(self) -> Mapping[str, Agency]:
        return {contact.id: agency for agency in self.agencies for contact in agency.contacts}

    @cached_property
    def _by_role_and_area(self) -> Mapping[tuple[str, str | None], Sequence[Assignment]]:
        found: dict[tuple[str, str | None], list[Assignment]] = {}
        for assignment in sorted(self.assignments, key=lambda assignment: assignment.rank):
            found.setdefault((assignment.role, assignment.area), []).append(assignment)
        return found
