"""A case as the desk shows it: where each journey stands, what was asked, what happened."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.case_code import read_case_code
from domain.casework.administration.publishing import areas_in_use, directory_in_use
from domain.casework.answers.attributing import agency_of
from domain.casework.answers.hearing import were_words
from domain.casework.answers.signatures import Signatures, signatures
from domain.casework.desk.dependents import named_before, request_meant
from domain.casework.desk.looking import NoSuchCase, PersonLine
from domain.casework.desk.stories import StoryLine, story
from domain.casework.desk.waiting_words import why_it_waits
from domain.casework.dossier import Dossier
from domain.casework.letters.notice_lines import (
    REACHED,
    NoticeLine,
    is_undelivered,
    last_to_each,
    notice_lines,
)
from domain.casework.office import Office
from domain.casework.person.calling_readers import named_to_call, readers_to_call
from domain.clock import day_in
from domain.db.session import Books
from domain.db.tables import Journey, LeadItem, Notice
from domain.directory.agencies import Contact, Directory
from domain.documents.diagram.contents import Key
from domain.documents.diagram.marks import Mark
from domain.journey.fold_and_plan import standings, to_come
from domain.journey.person import status_of
from domain.journey.progress import Standing
from domain.journey.state import UNDO, Request, Status
from domain.letters.notices import URGENT
from domain.pathway.declining import DeclineReason
from domain.pathway.template import Field, Pathway
from domain.texts import Label, Message, say
from domain.trail.telling_trail import thing_asked, unit_title
from domain.users.rights import covers, takes_what_has_no_area
from domain.users.user import User


@dataclass(frozen=True, slots=True)
class Reach:
    """A contact of an agency. Of a web address that takes messages only that there is one."""

    name: str
    addresses: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class NoticeFile:
    """As in `domain.casework.letters.notice_lines.NoticeLine`; `to` is the contact by name."""

    kind: str
    ordinal: int
    to: str
    channel: str
    status: str
    at: datetime | None
    refusal: str | None


@dataclass(frozen=True, slots=True)
class RequestFile:
    """`number` is that of its trail line, `newest_line` that of the last about it. `answer_line` is
    what a correction names.

    `latest`: nothing newer was asked in its place. `accepted_until` is the day by which it will be
    done; `question_at`, `time_wanted_until` and `correction_wanted_at` are of what waits for the
    coordinator; `talked`: there is something to read beside the answer; `files` came with it.
    `correction_refused`: one that a coordinator wrote down was not confirmed.
    `proposed_at`: an answer awaits a second person; `newcomer_at`: a new colleague was named and is
    not confirmed. `zone` is the agency's, and `today` the day that it is there.
    `last_notices` are of each contact the last that it may answer by. `to_call`, by contact, have
    read what they may use no more; without a Reach where the directory has them no more.
    """

    id: str
    number: str
    newest_line: int
    unit: str
    what: Label | Message
    attempt: int
    agency: Label
    reach: tuple[Reach, ...]
    status: Status
    overdue: bool
    latest: bool
    asked_at: datetime
    due_at: datetime | None
    accepted_until: date | None
    question_at: datetime | None
    time_wanted_until: date | None
    correction_wanted_at: datetime | None
    correction_refused: bool
    talked: bool
    proposed_at: datetime | None
    newcomer_at: datetime | None
    zone: str
    today: date
    answered_at: datetime | None
    signed: Signatures
    answer_line: int | None
    files: tuple[Field, ...]
    form: tuple[Field, ...]
    declines: tuple[DeclineReason, ...]
    may_lack_grounds: bool
    notices: tuple[NoticeFile, ...]
    last_notices: tuple[NoticeFile, ...]
    undelivered: bool
    to_call: tuple[tuple[str, Reach | None], ...]

    @property
    def due_on(self) -> date | None:
        """The day of the deadline where the agency is, while it is waited for."""
        return day_in(self.zone, self.due_at) if self.due_at and self.status == "waiting" else None


@dataclass(frozen=True, slots=True)
class WaitLine:
    """What waits for the coordinator. `place` is where something can be done about it: the number
    of what was asked last, or the name of what nobody was asked yet. `urgent`: somebody may be in
    danger. `promised`: by then it will be done, as the agency says that has it. `before` was
    answered before a correction, `to_call` have read what they may use no more.
    """

    what: Label | Message
    why: Message
    since: datetime
    place: str | None
    urgent: bool
    before: tuple[Label | Message, ...]
    to_call: tuple[str, ...]
    promised: date | None


@dataclass(frozen=True, slots=True)
class JourneyFile:
    """`numbers` are the journeys of the case that the same user may see. `told_pathway` has beside
    the steps of `pathway` those that an earlier version asked. `carried_on`: what was
    recorded last is yet to be acted on, and `waits` to be looked through again. `not_halted` were
    to do nothing more, and no message said so. `to_come` are the steps that are asked by
    themselves, and the day.
    """

    id: str
    code: str
    number: int
    numbers: tuple[int, ...]
    pathway: Pathway
    told_pathway: Pathway
    entry: Label
    area: Label | None
    status: str
    end: Label | None
    opened_at: datetime
    paused: bool
    stopped: bool
    undo_until: datetime | None
    person: PersonLine | None
    marks: Mapping[Key, Mark]
    to_come: Mapping[str, date]
    waits: tuple[WaitLine, ...]
    not_halted: tuple[Reach, ...]
    carried_on: bool
    requests: tuple[RequestFile, ...]
    story: tuple[StoryLine, ...]


def journey_file(office: Office, user: User, code: str, number: int | None = None) -> JourneyFile:
    """That journey of the case, or the newest that the user may see.

    Raises WrongCaseCode, and NoSuchCase for what is not there as for what is another's.
    """
    wanted = read_case_code(code)
    with office.store.reading() as books:
        mine = list(filter(territory(office, books, user), books.journeys.of_case(wanted)))
        numbers = tuple(row.number for row in mine)
        found = [row for row in mine if number in (None, row.number)]
        if not found:
            raise NoSuchCase(say("There is no case {code}.", code=wanted))
        return _file(Dossier.read(office, books, found[-1].id), numbers)


def areas_of(office: Office, books: Books, user: User) -> frozenset[str | None] | None:
    """Those whose journeys are the user's today, with None among them what has none. None: all."""
    if not user.areas:
        return None
    areas, today = areas_in_use(books), office.clock.now().astimezone(office.zone).date()
    named = {area.id for area in areas.areas if covers(user, area.id, areas, today)}
    nobodys = {None} if takes_what_has_no_area(user, books.users.every()) else set()
    return frozenset({*named, *user.areas, *nobodys})


def territory(office: Office, books: Books, user: User) -> Callable[[Journey], bool]:
    """Says of a journey whether it is one of the user's today."""
    areas, today = areas_in_use(books), office.clock.now().astimezone(office.zone).date()
    nobodys = takes_what_has_no_area(user, books.users.every())
    return lambda row: covers(user, row.area, areas, today) or (row.area is None and nobodys)


def check_mine(office: Office, user: User, journey_id: str) -> None:
    """Raises NoSuchCase."""
    with office.store.reading() as books:
        row = books.journeys.find(journey_id)
        if row is None or not territory(office, books, user)(row):
            raise NoSuchCase(say("There is no case {code}.", code=journey_id))


def _file(dossier: Dossier, numbers: tuple[int, ...]) -> JourneyFile:
    row, state, now = dossier.row, dossier.state, dossier.office.clock.now()
    known = status_of(dossier.pathway, state)
    area = areas_in_use(dossier.books).get(row.area) if row.area else None
    undo = state.stopped is not None and row.status == "open" and not state.gone_for_good(now)
    return JourneyFile(
        id=row.id,
        code=row.case_code,
        number=row.number,
        numbers=numbers,
        pathway=dossier.pathway,
        told_pathway=dossier.told_pathway,
        entry=dossier.pathway.entry(row.entry).title,
        area=area.title if area else None,
        status=row.status,
        end=dossier.pathway.end(row.end).title if row.end else None,
        opened_at=row.opened_at,
        paused=state.paused is not None,
        stopped=state.stopped is not None,
        undo_until=state.stopped.at + UNDO if undo and state.stopped else None,
        person=PersonLine(known.status, known.since, known.regime) if known else None,
        marks=_marks(dossier, now),
        to_come=to_come(dossier.pathway, state, now, dossier.office.zone),
        waits=urgent_first(wait_line(dossier, one) for one in dossier.books.leads.open(row.id)),
        not_halted=_not_halted(dossier),
        carried_on=row.status == "open" and row.wanted_seq > row.seen_seq,
        requests=_requests(dossier, now),
        story=story(dossier),
    )


def _not_halted(dossier: Dossier) -> tuple[Reach, ...]:
    """Of a journey that is over no line stands on the lead's list."""
    refused = dossier.books.notices.refused(dossier.row.id)
    directory = directory_in_use(dossier.books)
    ids = sorted({notice.contact for notice in refused if notice.kind == "halt"})
    found = ((one, directory.contact(one)) for one in ids)
    return tuple(reach_of(contact) if contact else Reach(one, ()) for one, contact in found)


def _marks(dossier: Dossier, now: datetime) -> Mapping[Key, Mark]:
    """Of every step, of the way in that was taken, and of the end that was reached."""
    late = {request.key.step for request in dossier.state.waiting if request.is_late(now)}
    marks: dict[Key, Mark] = {
        ("step", step): "overdue" if step in late else _MARKS[standing]
        for step, standing in standings(dossier.pathway, dossier.state, now).items()
    }
    marks["entry", dossier.row.entry] = "done"
    if dossier.row.end is not None:
        marks["end", dossier.row.end] = "done"
    return marks


_MARKS: Mapping[Standing, Mark] = {
    Standing.AHEAD: "ahead",
    Standing.OPEN: "waiting",
    Standing.DONE: "done",
    Standing.SKIPPED: "skipped",
    Standing.PASSED: "passed",
}


def wait_line(dossier: Dossier, item: LeadItem) -> WaitLine:
    step, _, part = item.about.rstrip("]").partition("[")
    rounds = dossier.state.rounds(step, part or None)
    asked = request_meant(dossier, item) or (rounds[-1] if rounds else None)
    unasked = item.about if step in dossier.pathway.by_id else None
    return WaitLine(
        what=unit_title(dossier.told_pathway, step, part or None),
        why=why_it_waits(item.reason, asked),
        since=item.since,
        place=_number(dossier.request_row(asked.key).id) if asked is not None else unasked,
        urgent=item.reason in URGENT,
        before=tuple(named_before(dossier, item)),
        to_call=tuple(named_to_call(dossier, item)),
        promised=asked.promised_until if asked is not None else None,
    )


def urgent_first(waits: Iterable[WaitLine]) -> tuple[WaitLine, ...]:
    return tuple(sorted(waits, key=lambda wait: not wait.urgent))


def _requests(dossier: Dossier, now: datetime) -> tuple[RequestFile, ...]:
    """What waits first, then the newest first."""
    directory = directory_in_use(dossier.books)
    notices = dossier.books.notices.of_journey(dossier.row.id)
    newest_first = reversed(dossier.state.requests.values())
    in_order = sorted(newest_first, key=lambda request: not request.waits)
    return tuple(_request(dossier, request, directory, notices, now) for request in in_order)


def _request(
    dossier: Dossier,
    request: Request,
    directory: Directory,
    notices: Sequence[Notice],
    now: datetime,
) -> RequestFile:
    key, answer = request.key, request.answer
    row, step = dossier.request_row(key), dossier.told_pathway.by_id[key.step]
    lines = notice_lines(dossier, request, directory, notices)
    return RequestFile(
        id=row.id,
        number=_number(row.id),
        newest_line=dossier.newest_line(key.step, key.item),
        unit=f"{key.step}[{key.item}]" if key.item else key.step,
        what=thing_asked(dossier.told_pathway, key),
        attempt=key.attempt,
        agency=agency_of(dossier, request),
        reach=_reach(directory, request.agency),
        status=request.status,
        overdue=request.is_late(now),
        latest=dossier.state.rounds(key.step, key.item)[-1].key == key,
        asked_at=request.asked.at,
        due_at=request.due_at,
        accepted_until=request.accepted.until if request.accepted else None,
        question_at=request.question.at if request.question else None,
        time_wanted_until=request.time_wanted.until if request.time_wanted else None,
        correction_wanted_at=request.correction_wanted.at if request.correction_wanted else None,
        correction_refused=request.correction_refused is not None,
        talked=were_words(dossier, request),
        proposed_at=request.proposal.at if request.proposal else None,
        newcomer_at=request.newcomer.at if request.newcomer else None,
        zone=request.asked.zone,
        today=day_in(request.asked.zone, now),
        answered_at=answer.at if answer else None,
        signed=signatures(dossier, request),
        answer_line=_answer_line(dossier, request),
        files=_files(dossier, request),
        form=step.form_for(key.item),
        declines=step.declines,
        may_lack_grounds=step.may_lack_grounds,
        notices=tuple(_notice(line) for line in lines),
        last_notices=tuple(_notice(line) for line in last_to_each(lines)),
        undelivered=is_undelivered(request, lines),
        to_call=tuple(
            (one.id, reach_of(one.contact) if one.contact is not None else None)
            for one in readers_to_call(dossier, key)
        ),
    )


def _answer_line(dossier: Dossier, request: Request) -> int | None:
    if request.answer is None:
        return None
    return next(record.seq for record in dossier.recorded if record.fact == request.answer)


def _files(dossier: Dossier, request: Request) -> tuple[Field, ...]:
    """The fields of the answer that stands in which a file came."""
    if request.answer is None:
        return ()
    values = request.answer.values
    form = dossier.form_answered(dossier.line_of(request.answer), request.key)
    return tuple(one for one in form if one.kind == "file" and values.get(one.id) is not None)


def _reach(directory: Directory, agency_id: str) -> tuple[Reach, ...]:
    agency = directory.agency(agency_id)
    return tuple(reach_of(contact) for contact in (agency.contacts if agency else ()))


def reach_of(contact: Contact) -> Reach:
    addresses = (one for one in contact.channels if one.channel != "webhook")
    return Reach(contact.name, tuple((one.channel, one.target) for one in addresses))


def _notice(line: NoticeLine) -> NoticeFile:
    return NoticeFile(
        kind=line.kind,
        ordinal=line.ordinal,
        to=line.to,
        channel=line.channel,
        status=line.status,
        at=line.at,
        refusal=line.refusal if line.status not in REACHED else None,
    )


def _number(request_id: str) -> str:
    return request_id.rpartition("/")[2]
