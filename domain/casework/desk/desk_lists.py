"""What stands on the desk: what waits for the coordinator, and the cases of their areas."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.areas.area_map import Areas
from domain.casework.administration.publishing import (
    areas_in_use,
    pathway_in_use,
    pathway_version,
    published_pathways,
    world_in_use,
)
from domain.casework.desk.case_files import WaitLine, areas_of, territory, wait_line
from domain.casework.desk.urgencies import pressing_cases, urgent_among
from domain.casework.dossier import Dossier
from domain.casework.office import Office
from domain.db.session import Books
from domain.db.tables import Journey, LeadItem, Request
from domain.journey.entering import CannotOpen, check_still_open, doubt
from domain.letters.notices import URGENT
from domain.pathway.template import Pathway
from domain.texts import Label, Message
from domain.trail.telling_trail import unit_title
from domain.users.rights import covers
from domain.users.user import User

ON_A_PAGE = 100


@dataclass(frozen=True, slots=True)
class CaseLine:
    """A journey in a line. `asked` is what an agency has yet to answer, `waits` what nobody but the
    coordinator can move on. `urgent`: somebody may be in danger, or has to act within hours.
    """

    code: str
    number: int
    pathway: Label
    area: Label | None
    status: str
    opened_at: datetime
    asked: tuple[Label | Message, ...]
    waits: tuple[Label | Message, ...]
    urgent: bool


@dataclass(frozen=True, slots=True)
class CasePage:
    """`older` is how many are to be skipped for the next page, where there is one."""

    lines: tuple[CaseLine, ...]
    older: int | None


@dataclass(frozen=True, slots=True)
class LeadEntry:
    """A line of the lead's list, with the case that it is about."""

    case: CaseLine
    wait: WaitLine


@dataclass(frozen=True, slots=True)
class Openings:
    """What a user may open, and where."""

    pathways: tuple[Pathway, ...]
    areas: tuple[tuple[str, Label], ...]
    everywhere: bool


def lead_entries(office: Office, user: User) -> tuple[LeadEntry, ...]:
    """Of the user's areas; what is urgent comes first, then what has waited longest."""
    with office.store.reading() as books:
        is_mine, areas = territory(office, books, user), areas_in_use(books)
        dossiers: dict[str, Dossier] = {}
        entries = []
        for item in books.leads.open():
            row = books.journeys.find(item.journey)
            if row is not None and is_mine(row):
                if row.id not in dossiers:
                    dossiers[row.id] = Dossier(office, books, row)
                dossier = dossiers[row.id]
                wait = wait_line(dossier, item)
                line = _case_line(row, dossier.pathway, areas, (), (), urgent=wait.urgent)
                entries.append(LeadEntry(line, wait))
        return tuple(sorted(entries, key=lambda entry: not entry.wait.urgent))


def case_lines(office: Office, user: User, *, ended: bool, skipped: int = 0) -> CasePage:
    """Of the user's areas, what is urgent first, then the newest. Rounds of duties are no cases."""
    with office.store.reading() as books:
        mine, areas = areas_of(office, books, user), areas_in_use(books)
        rows = books.journeys.cases(
            mine,
            ended=ended,
            urgent=URGENT,
            pressing=pressing_cases(books, mine),
            skipped=skipped,
            most=ON_A_PAGE + 1,
        )
        shown = rows[:ON_A_PAGE]
        still_open = [row.id for row in shown if row.status == "open"]
        asked = _asked(books.requests.waiting_in(still_open))
        waits = _waits(books.leads.open())
        urgent = urgent_among(books, still_open)
        lines = []
        for row in shown:
            pathway, unanswered = _pathway(books, row), asked.get(row.id, ())
            waiting, pressing = waits.get(row.id, ()), row.id in urgent
            lines.append(_case_line(row, pathway, areas, unanswered, waiting, urgent=pressing))
        return CasePage(tuple(lines), skipped + ON_A_PAGE if len(rows) > ON_A_PAGE else None)


def openings(office: Office, user: User) -> Openings:
    with office.store.reading() as books:
        areas, today = areas_in_use(books), office.clock.now().astimezone(office.zone).date()
        pathways = [pathway for _, pathway in published_pathways(books)]
        return Openings(
            pathways=tuple(one for one in pathways if _is_open(one, office)),
            areas=tuple(
                (area.id, area.title)
                for area in areas.on(today)
                if covers(user, area.id, areas, today)
            ),
            everywhere=not user.areas,
        )


def doubt_about(office: Office, pathway_key: str, area: str | None) -> Message | None:
    """Whether it may be the wrong place to open it. Raises NotPublished."""
    with office.store.reading() as books:
        _, pathway = pathway_in_use(books, pathway_key)
        world, now = world_in_use(books, office), office.clock.now()
        held = any(world.holders(role.id, area, now) for role in pathway.roles)
        return doubt(pathway, area, areas_in_use(books), has_agencies=held)


def _is_open(pathway: Pathway, office: Office) -> bool:
    try:
        check_still_open(pathway, office.clock.now().astimezone(office.zone).date())
    except CannotOpen:
        return False
    return True


def _pathway(books: Books, row: Journey) -> Pathway:
    return pathway_version(books, row.pathway, row.version)


def _asked(waiting: Sequence[Request]) -> Mapping[str, Sequence[Request]]:
    found: dict[str, list[Request]] = {}
    for request in waiting:
        found.setdefault(request.journey, []).append(request)
    return found


def _waits(items: Sequence[LeadItem]) -> Mapping[str, Sequence[str]]:
    """By journey, what the lines of the lead's list are about."""
    found: dict[str, dict[str, None]] = {}
    for item in items:
        found.setdefault(item.journey, {})[item.about] = None
    return {journey: tuple(about) for journey, about in found.items()}


def _case_line(
    row: Journey,
    pathway: Pathway,
    areas: Areas,
    asked: Sequence[Request],
    waits: Sequence[str],
    *,
    urgent: bool,
) -> CaseLine:
    area = areas.get(row.area) if row.area else None
    return CaseLine(
        code=row.case_code,
        number=row.number,
        pathway=pathway.title,
        area=area.title if area else None,
        status=row.status,
        opened_at=row.opened_at,
        asked=tuple(unit_title(pathway, one.step, one.item or None) for one in asked),
        waits=tuple(_title(pathway, about) for about in waits),
        urgent=urgent,
    )


def _title(pathway: Pathway, about: str) -> Label | Message:
    step, _, item = about.rstrip("]").partition("[")
    return unit_title(pathway, step, item or None)
