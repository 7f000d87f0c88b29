"""What a succession will pass on, told beforehand, and what of it a person has to decide."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time

from domain.casework.administration.publishing import world_in_use
from domain.casework.dossier import Dossier
from domain.casework.office import Office
from domain.db.session import Books
from domain.db.tables import Journey
from domain.directory.agencies import Directory
from domain.directory.succession import Passing
from domain.journey.state import Request
from domain.journey.world import World
from domain.texts import Label
from domain.users.rights import covers
from domain.users.user import User


@dataclass(frozen=True, slots=True)
class Goes:
    """So many of the requests that wait go to this agency; to None: a person has to decide."""

    to: Label | None
    number: int


@dataclass(frozen=True, slots=True)
class Split:
    """A request whose agency is succeeded, where several of those that succeed it have its role,
    or none of them has. `choices` are who may get it.
    """

    journey: str
    case_code: str
    step: Label
    role: str
    agency: Label
    choices: tuple[Label, ...]


def goes_by(office: Office, directory: Directory, agency: str) -> tuple[Goes, ...]:
    """Of what waits for this agency now, by the succession that this directory has for it; the
    most first. Empty where it has none.
    """
    succession = directory.succession_of(agency)
    if succession is None:
        return ()
    with office.store.reading() as books:
        world = replace(world_in_use(books, office), directory=directory, areas=directory.map)
        day = datetime.combine(succession.on, time(), office.zone).astimezone(UTC)
        then = max(office.clock.now(), day)
        found = [passing.to for _, _, passing in _passings(office, books, world, {agency}, then)]
    return tuple(Goes(_title(directory, to), number) for to, number in Counter(found).most_common())


def splits(office: Office, user: User) -> tuple[Split, ...]:
    """What waits for a decision, of the journeys in the user's areas; the oldest journeys first."""
    now = office.clock.now()
    with office.store.reading() as books:
        world = world_in_use(books, office)
        today = world.day(now)
        return tuple(
            _split(dossier, world, request, passing)
            for dossier, request, passing in _passings(
                office, books, world, world.succeeded(now), now,
                lambda row: covers(user, row.area, world.areas, today),
            )
            if passing.to is None
        )  # fmt: skip


def _passings(
    office: Office,
    books: Books,
    world: World,
    agencies: Collection[str],
    now: datetime,
    of: Callable[[Journey], bool] = lambda _: True,
) -> Iterator[tuple[Dossier, Request, Passing]]:
    rows = books.requests.waiting_of(agencies) if agencies else ()
    for journey in dict.fromkeys(row.journey for row in rows):
        dossier = Dossier.read(office, books, journey)
        waiting: Sequence[Request] = dossier.state.waiting if of(dossier.row) else ()
        for request in waiting:
            passing = world.passing(request, now) if request.agency in agencies else None
            if passing is not None:
                yield dossier, request, passing


def _split(dossier: Dossier, world: World, request: Request, passing: Passing) -> Split:
    titles = (_title(world.directory, each) for each in passing.choices)
    return Split(
        journey=dossier.row.id,
        case_code=dossier.row.case_code,
        step=dossier.pathway.title_of(request.key.step),
        role=request.asked.held,
        agency=_title(world.directory, request.agency) or _unnamed(request.agency),
        choices=tuple(title for title in titles if title is not None),
    )


def _title(directory: Directory, agency: str | None) -> Label | None:
    found = directory.agency(agency) if agency is not None else None
    return found.title if found is not None else None


def _unnamed(agency: str) -> Label:
    return Label(vi=agency, en=agency)
