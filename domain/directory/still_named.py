"""Why an entry of a directory cannot be taken out: what still names it there."""

from __future__ import annotations

from collections.abc import Iterator

from domain.areas.area_map import shipped_areas
from domain.directory.agencies import Directory
from domain.pathway.places import Place
from domain.texts import Message, say


def still_named(directory: Directory, place: Place) -> tuple[Message, ...]:
    """With what to do first; nothing where nothing of the directory is in its way."""
    match place:
        case ("agencies", agency):
            return _with_the_mend(*_naming_agency(directory, agency))
        case ("agencies", agency, "contacts", contact):
            return tuple(_the_only(directory, agency, contact))
        case ("areas", area) if shipped_areas().get(area) is None:
            return _with_the_mend(*_naming_area(directory, area))
    return ()


def _with_the_mend(*named: Message) -> tuple[Message, ...]:
    if not named:
        return ()
    return (
        say("It cannot be taken out, since it is named elsewhere:"),
        *named,
        say("Please change that first; or keep this one, and give it a last day instead."),
    )


def _naming_agency(directory: Directory, agency: str) -> Iterator[Message]:
    yield from _roles(directory, agency=agency)
    for other in directory.agencies:
        if other.above == agency:
            yield say("{agency} is the agency above {other}.", agency=agency, other=other.id)
    for passed in directory.successions:
        if agency in (passed.agency, *passed.to):
            yield say(
                "{agency} passes on what it has to {other} on {date}.",
                agency=passed.agency, other=", ".join(passed.to), date=passed.on,
            )  # fmt: skip


def _naming_area(directory: Directory, area: str) -> Iterator[Message]:
    yield from _roles(directory, area=area)
    for other in directory.areas:
        if other.parent == area:
            yield say("{area} is part of {parent}.", area=other.id, parent=area)
        if other.became == area:
            yield say("{area} became {heir}.", area=other.id, heir=area)


def _roles(directory: Directory, agency: str = "", area: str = "") -> Iterator[Message]:
    for held in directory.assignments:
        if agency == held.agency or area == held.area:
            yield say(
                "{agency} has the role {role} ({area}), from {first}.",
                agency=held.agency, role=held.role, area=held.area or say("everywhere"),
                first=held.valid_from,
            )  # fmt: skip


def _the_only(directory: Directory, agency: str, contact: str) -> Iterator[Message]:
    there = directory.agency(agency)
    if there is not None and [one.id for one in there.contacts] == [contact]:
        yield say(
            "{contact} is the only contact of {agency}. Please add another one there first.",
            contact=there.contacts[0].name, agency=agency,
        )  # fmt: skip
