"""What may be taken as it is, and is yet likely to be a slip or to have been overtaken."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from datetime import date

from domain.areas.area_map import Area
from domain.directory.agencies import Assignment, Directory
from domain.faults import Fault, place_of
from domain.policy.province_policy import Policy
from domain.texts import say


def directory_warnings(
    directory: Directory, roles: Container[str], policies: Iterable[Policy]
) -> Iterator[Fault]:
    """`roles` are those of the published pathways: one of them may still be to come."""
    for number, assignment in enumerate(directory.assignments, start=1):
        place = place_of("assignments", str(number))
        if assignment.role not in roles:
            yield Fault(
                place_of(place, "role"),
                say("No published pathway has the role “{role}”.", role=assignment.role),
                say("Check how it is spelt, unless its pathway is still to come."),
            )
        area = directory.map.get(assignment.area) if assignment.area else None
        if area and _outlives(_last_day(assignment, directory), area):
            yield _outlived(place_of(place, "area"), area)
    for policy in policies:
        yield from _of_policy(policy, directory)


def _of_policy(policy: Policy, directory: Directory) -> Iterator[Fault]:
    area = directory.map.get(policy.area) if policy.area else None
    if area and _outlives(policy.valid_to or date.max, area):
        yield _outlived(place_of("policy", policy.key, "area"), area)


def _last_day(assignment: Assignment, directory: Directory) -> date:
    agency = directory.agency(assignment.agency)
    lasts = [assignment.valid_to, agency.valid_to if agency else None]
    return min(last or date.max for last in lasts)


def _outlives(last: date, area: Area) -> bool:
    return area.valid_to is not None and last > area.valid_to


def _outlived(place: str, area: Area) -> Fault:
    ended = say("{area} ends on {last}, and this goes on.", area=area.id, last=area.valid_to or "")
    if area.became is None:
        return Fault(place, ended, say("Give it that last day, and another for what came after."))
    mend = say("Give it that last day, and another for {heir}, which takes over.", heir=area.became)
    return Fault(place, ended, mend)
