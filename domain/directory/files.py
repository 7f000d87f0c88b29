"""Reading a directory that an administrator wrote, and writing one that reads back."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

import yaml
from pydantic import ValidationError

from domain.areas.area_faults import area_faults
from domain.areas.area_map import Area, shipped_areas
from domain.directory.agencies import Agency, Assignment, Directory, DirectoryFaults
from domain.directory.assignment_faults import assignment_faults
from domain.directory.succession import Succession
from domain.directory.succession_faults import succession_faults
from domain.faults import Fault, faults_of, place_of
from domain.frozen import Frozen
from domain.reading import read_yaml
from domain.texts import say


def read_directory(source: str | Path) -> Directory:
    """Raises NotYaml for what cannot be read, DirectoryFaults with all that is wrong in it."""
    return directory_from(read_yaml(source))


def directory_from(data: object) -> Directory:
    """From what a file says, as `read_yaml` gives it. Raises DirectoryFaults."""
    # What does not fit together is looked for in the file itself: there it is found, and told,
    # together with whatever else is wrong, and not only once that is mended.
    loose = tuple(_loose_ends(data))
    try:
        directory = Directory.model_validate(data)
    except ValidationError as error:
        raise DirectoryFaults([*faults_of(error, data), *loose]) from None
    if loose:
        raise DirectoryFaults(loose)
    return directory


_Entry = Mapping[str, object]
_Kind = TypeVar("_Kind", bound=Frozen)


def write_directory(directory: Directory) -> str:
    """The YAML that reads back as this directory."""
    data = directory.model_dump(exclude_defaults=True, by_alias=True)
    return yaml.dump(data, Dumper=_WrittenOut, allow_unicode=True, sort_keys=False, width=100)


class _WrittenOut(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        """A day that stands in two places is written twice: we read no references."""
        return True


def _loose_ends(data: object) -> Iterator[Fault]:
    agencies, assignments = _entries(data, "agencies"), _entries(data, "assignments")
    own_areas = _entries(data, "areas")
    areas = shipped_areas().with_(area for _, area in _sound(own_areas, Area))
    known = {_text(agency, "id") for agency in agencies}
    known_areas = {area.id for area in areas.areas} | {_text(area, "id") for area in own_areas}
    yield from _ids_given_twice(own_areas, agencies)
    yield from area_faults(areas, known_areas)
    for number, agency in enumerate(agencies, start=1):
        place = place_of("agencies", _text(agency, "id") or str(number), "above")
        yield from _unknown_agency(place, _text(agency, "above"), known)
    yield from _circles(agencies)
    for number, assignment in enumerate(assignments, start=1):
        place = place_of("assignments", str(number))
        yield from _unknown_agency(place_of(place, "agency"), _text(assignment, "agency"), known)
        area = _text(assignment, "area")
        if area is not None and area not in known_areas:
            yield Fault(
                place_of(place, "area"),
                say("There is no area “{area}” in the list of areas.", area=area),
                say("Choose one from the list, or leave the area out for everywhere."),
            )
    sound_agencies = {agency.id: agency for _, agency in _sound(agencies, Agency)}
    sound_assignments = dict(_sound(assignments, Assignment))
    successions = dict(_sound(_entries(data, "successions"), Succession))
    yield from succession_faults(successions, sound_assignments, sound_agencies, known)
    yield from assignment_faults(sound_assignments, sound_agencies, successions.values())


def _entries(data: object, name: str) -> list[_Entry]:
    listed = data.get(name) if isinstance(data, dict) else None
    found = listed if isinstance(listed, list) else []
    return [entry if isinstance(entry, dict) else {} for entry in found]


def _text(entry: _Entry, name: str) -> str | None:
    text = entry.get(name)
    return text if isinstance(text, str) else None


def _unknown_agency(place: str, named: str | None, known: Container[str | None]) -> Iterator[Fault]:
    if named is not None and named not in known:
        yield Fault(
            place,
            say("No agency here has the id “{id}”.", id=named),
            say("Check how it is spelt, or add the agency."),
        )


def _sound(listed: Iterable[_Entry], kind: type[_Kind]) -> Iterator[tuple[int, _Kind]]:
    """Those that are right in themselves, with their numbers. The others are told elsewhere."""
    for number, entry in enumerate(listed, start=1):
        with suppress(ValidationError):
            yield number, kind.model_validate(entry)


def _ids_given_twice(areas: Iterable[_Entry], agencies: Iterable[_Entry]) -> Iterator[Fault]:
    taken: set[tuple[str, str]] = set()
    for kind, where, entry in _named(areas, agencies):
        given = _text(entry, "id")
        if given is not None and (kind, given) in taken:
            yield Fault(
                where,
                say("The id “{id}” is given twice.", id=given),
                say("Give each area, each agency and each contact an id of its own."),
            )
        elif given is not None:
            taken.add((kind, given))


def _named(
    areas: Iterable[_Entry], agencies: Iterable[_Entry]
) -> Iterator[tuple[str, str, _Entry]]:
    """What has an id: its kind, its place, itself."""
    for number, area in enumerate(areas, start=1):
        yield "area", place_of("areas", _text(area, "id") or str(number)), area
    for number, agency in enumerate(agencies, start=1):
        place = place_of("agencies", _text(agency, "id") or str(number))
        yield "agency", place, agency
        for contact in _entries(agency, "contacts"):
            yield "contact", place_of(place, "contacts"), contact


def _circles(agencies: Iterable[_Entry]) -> Iterator[Fault]:
    above = {_text(agency, "id"): _text(agency, "above") for agency in agencies}
    told: set[str | None] = set()
    for start in above:
        way = [start]
        while (higher := above.get(way[-1])) is not None and higher not in way:
            way.append(higher)
        if higher == start and start is not None and start not in told:
            told.update(way)
            yield Fault(
                place_of("agencies", start, "above"),
                say(
                    "From agency to agency above this comes back to itself: {way}.",
                    way=" → ".join(name for name in [*way, start] if name),
                ),
                say("Take “above” out of the agency that has none above it."),
            )
