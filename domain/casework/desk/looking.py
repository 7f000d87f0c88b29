"""What a coordinator looks at: the lead's list, the cases, one case."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from domain.case_code import read_case_code
from domain.casework.administration.publishing import directory_in_use, world_in_use
from domain.casework.answers.answering import answer_seq
from domain.casework.answers.attributing import agency_name, agency_of
from domain.casework.desk.dependents import named_before, request_meant
from domain.casework.desk.urgencies import urgent_among
from domain.casework.desk.waiting_words import why_it_waits
from domain.casework.dossier import Dossier
from domain.casework.letters.notice_lines import NoticeLine, is_undelivered, notice_lines
from domain.casework.office import Office
from domain.casework.person.calling_readers import named_to_call
from domain.db.tables import Journey, LeadItem, Notice
from domain.directory.agencies import Directory
from domain.errors import ReferralError
from domain.journey.carrying import unit_name
from domain.journey.person import Regime, status_of
from domain.journey.promising import promised_by
from domain.journey.state import UNDO, Request
from domain.letters.notices import URGENT
from domain.pathway.declining import DeclineReason
from domain.pathway.template import Status
from domain.texts import Language, say


class NoSuchCase(ReferralError):
    """No case has this code."""


@dataclass(frozen=True, slots=True)
class LeadLine:
    """One line of the lead's list; `reference` is what the commands take.

    `choices` are the ids of those to whom what an agency had may be passed on. `promised`: by then
    it will be done, as the agency says that has it. `urgent`: somebody may be in danger.
    """

    reference: str
    case: str
    step: str
    why: str
    since: datetime
    choices: tuple[str, ...]
    promised: date | None
    urgent: bool


@dataclass(frozen=True, slots=True)
class MoveLine:
    """Which agency had it until then, and who said that it should not: `by` as in `Reassigned`."""

    before: str
    at: datetime
    legal_basis: str | None
    by: str


@dataclass(frozen=True, slots=True)
class RequestLine:
    """`agency` has it, or had it when that was over, by the name of that day. `answer_line` is what
    a correction names. `colleague` is the contact to whom it was passed on there, if it was.
    `accepted_until` is the day by which it will be done; `question_at`, `time_wanted_until` and
    `correction_wanted_at` are of what waits for the coordinator; `proposed_at`: an answer awaits a
    second person.
    `undelivered`: it waits, and no message about it has come through.
    """

    id: str
    step: str
    item: str | None
    occurrence: int
    attempt: int
    agency: str
    moves: tuple[MoveLine, ...]
    status: str
    because: DeclineReason | None
    asked_at: datetime
    due_at: datetime | None
    accepted_until: date | None
    question_at: datetime | None
    time_wanted_until: date | None
    correction_wanted_at: datetime | None
    proposed_at: datetime | None
    answered_at: datetime | None
    answer_line: int | None
    colleague: str | None
    notices: tuple[NoticeLine, ...]
    undelivered: bool


@dataclass(frozen=True, slots=True)
class PersonLine:
    """What the person is known to be, and whose support follows from that."""

    status: Status
    since: date
    regime: Regime | None


@dataclass(frozen=True, slots=True)
class JourneyLine:
    """`can_be_undone_until` is of a stop, while it can. The short form has neither it nor `person`,
    no requests and nothing that waits for the lead. `duty` is set for a round of one. `urgent`:
    somebody may be in danger, or has to act within hours.
    """

    id: str
    pathway: str
    version: int
    entry: str
    area: str | None
    duty: str | None
    status: str
    end: str | None
    opened_at: datetime
    urgent: bool
    can_be_undone_until: datetime | None
    person: PersonLine | None
    requests: tuple[RequestLine, ...]
    waits_for_lead: tuple[LeadLine, ...]


def lead_list(office: Office, language: Language) -> tuple[LeadLine, ...]:
    """What is urgent comes first, then what has waited longest."""
    with office.store.reading() as books:
        dossiers: dict[str, Dossier] = {}
        lines = []
        for item in books.leads.open():
            if item.journey not in dossiers:
                dossiers[item.journey] = Dossier.read(office, books, item.journey)
            dossier = dossiers[item.journey]
            lines.append(_lead_line(dossier, item, language))
        return tuple(sorted(lines, key=lambda line: not line.urgent))


def every_case(office: Office) -> tuple[JourneyLine, ...]:
    """Each journey in a line, without its requests; what is urgent first, then the oldest. Rounds
    of duties are none.
    """
    with office.store.reading() as books:
        urgent = urgent_among(books)
        rows = sorted(books.journeys.every(), key=lambda row: row.id not in urgent)
        return tuple(_in_short(row, urgent) for row in rows if row.duty is None)


def one_case(office: Office, code: str, language: Language) -> tuple[JourneyLine, ...]:
    """The journeys of a case with all their requests. Raises WrongCaseCode and NoSuchCase."""
    wanted = read_case_code(code)
    with office.store.reading() as books:
        rows = books.journeys.of_case(wanted)
        if not rows:
            raise NoSuchCase(say("There is no case {code}.", code=wanted))
        return tuple(_whole(Dossier.read(office, books, row.id), language) for row in rows)


def newest_journey(office: Office, code: str) -> str:
    """Of the case. Raises WrongCaseCode and NoSuchCase."""
    return one_case(office, code, office.language)[-1].id


def _whole(dossier: Dossier, language: Language) -> JourneyLine:
    notices = dossier.books.notices.of_journey(dossier.row.id)
    directory = directory_in_use(dossier.books)
    requests = tuple(
        _request_line(dossier, request, language, directory, notices)
        for request in dossier.state.requests.values()
    )
    waits = tuple(
        _lead_line(dossier, item, language) for item in dossier.books.leads.open(dossier.row.id)
    )
    return replace(
        _in_short(dossier.row, urgent_among(dossier.books, [dossier.row.id])),
        can_be_undone_until=_undo_until(dossier),
        person=_person(dossier),
        requests=requests,
        waits_for_lead=waits,
    )


def _person(dossier: Dossier) -> PersonLine | None:
    known = status_of(dossier.pathway, dossier.state)
    return PersonLine(known.status, known.since, known.regime) if known is not None else None


def _undo_until(dossier: Dossier) -> datetime | None:
    stop, now = dossier.state.stopped, dossier.office.clock.now()
    return stop.at + UNDO if stop and not dossier.state.gone_for_good(now) else None


def _request_line(
    dossier: Dossier,
    request: Request,
    language: Language,
    directory: Directory,
    notices: Sequence[Notice],
) -> RequestLine:
    row = dossier.request_row(request.key)
    lines = notice_lines(dossier, request, directory, notices)
    return RequestLine(
        id=row.id,
        step=request.key.step,
        item=request.key.item,
        occurrence=request.key.occurrence,
        attempt=request.key.attempt,
        agency=agency_of(dossier, request).in_(language),
        moves=tuple(
            MoveLine(
                agency_name(dossier, move.before or "", move.at).in_(language),
                move.at,
                move.legal_basis,
                move.by,
            )
            for move in request.moves
        ),
        status=request.status,
        because=request.declined_because,
        asked_at=request.asked.at,
        due_at=request.due_at,
        accepted_until=request.accepted.until if request.accepted else None,
        question_at=request.question.at if request.question else None,
        time_wanted_until=request.time_wanted.until if request.time_wanted else None,
        correction_wanted_at=request.correction_wanted.at if request.correction_wanted else None,
        proposed_at=request.proposal.at if request.proposal else None,
        answered_at=request.answered_at,
        answer_line=answer_seq(dossier, request) if request.answer else None,
        colleague=_colleague(directory, request),
        notices=lines,
        undelivered=is_undelivered(request, lines),
    )


def _colleague(directory: Directory, request: Request) -> str | None:
    if request.delegated_to is None:
        return None
    contact = directory.contact(request.delegated_to)
    return contact.name if contact is not None else request.delegated_to


def _lead_line(dossier: Dossier, item: LeadItem, language: Language) -> LeadLine:
    last, choices = _last_asked(dossier, item), _choices(dossier, item)
    why = why_it_waits(item.reason, last).in_(language)
    promised = last.promised_until if last is not None else None
    if promised is not None:
        why += " " + promised_by(promised).in_(language)
    if choices:
        why += " " + say("To choose from: {agencies}.", agencies=", ".join(choices)).in_(language)
    if readers := named_to_call(dossier, item):
        why += " " + say("To be called: {names}.", names=", ".join(readers)).in_(language)
    if before := [each.in_(language) for each in named_before(dossier, item)]:
        why += " " + say("Answered before: {what}.", what=", ".join(before)).in_(language)
    return LeadLine(
        reference=_reference(dossier, item),
        case=dossier.row.case_code,
        step=dossier.told_pathway.title_of(item.about.partition("[")[0]).in_(language),
        why=why,
        since=item.since,
        choices=choices,
        promised=promised,
        urgent=item.reason in URGENT,
    )


def _last_asked(dossier: Dossier, item: LeadItem) -> Request | None:
    step, _, part = item.about.rstrip("]").partition("[")
    rounds = dossier.state.rounds(step, part or None)
    return rounds[-1] if rounds else None


def _reference(dossier: Dossier, item: LeadItem) -> str:
    request = request_meant(dossier, item)
    if request is not None:
        return dossier.request_row(request.key).id
    return f"{dossier.row.id}:{item.about}"


def _choices(dossier: Dossier, item: LeadItem) -> tuple[str, ...]:
    if item.reason != "split":
        return ()
    world, now = world_in_use(dossier.books, dossier.office), dossier.office.clock.now()
    waiting = (each for each in dossier.state.waiting if unit_name(each.key) == item.about)
    found = (world.passing(request, now) for request in waiting)
    return tuple(agency for passing in found if passing for agency in passing.choices)


def _in_short(row: Journey, urgent: Collection[str]) -> JourneyLine:
    return JourneyLine(
        id=row.id,
        pathway=row.pathway,
        version=row.version,
        entry=row.entry,
        area=row.area,
        duty=row.duty,
        status=row.status,
        end=row.end,
        opened_at=row.opened_at,
        urgent=row.id in urgent,
        can_be_undone_until=None,
        person=None,
        requests=(),
        waits_for_lead=(),
    )
