"""What an agency says by its link that is no answer: a day, a question, a wish for more time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from domain.casework.administration.publishing import areas_in_use, world_in_use
from domain.casework.answers.answering import (
    GIVEN_BY,
    journey_of,
    link_of,
    look_through,
    request_of,
)
from domain.casework.answers.drafts import forget_form
from domain.casework.answers.hearing import WORDS, heard
from domain.casework.answers.opened import mark_opened
from domain.casework.answers.views import Noted, Open, Said, Saying, SayingKind, TooLate
from domain.casework.desk.coordinating import find_waiting, written
from domain.casework.dossier import Dossier
from domain.casework.office import Office
from domain.clock import day_in
from domain.journey.facts import Accepted, AnyFact, How, MoreTimeWanted, Questioned
from domain.journey.promising import day_off, fault_of_promise, fault_of_wish
from domain.journey.state import Request
from domain.pathway.forms import LONGEST_TEXT, Filled, FormFaults, fill
from domain.pathway.template import Field
from domain.texts import Label, Message, say

UNTIL, REASON = "until", "reason"

_DAY = Field(id=UNTIL, label=Label(vi="Đến ngày", en="Until"), kind="date", ahead=True)
_TEXT = Field(id=REASON, label=Label(vi="Nội dung", en="Text"), kind="long_text")
_FORMS: Mapping[SayingKind, Sequence[Field]] = {
    "accepted": (_DAY,),
    "question": (_TEXT,),
    "more_time": (_DAY, _TEXT),
}


@dataclass(frozen=True, slots=True)
class SpokenUp:
    """What is committed, and the journey that is to be woken."""

    noted: Noted
    journey: str


@dataclass(frozen=True, slots=True)
class _Read:
    kind: SayingKind
    until: date | None
    text: str


def speak_up(office: Office, token: str, saying: Saying) -> SpokenUp:
    """Record it; what stands already is not recorded twice.

    Raises NotALink, TooLate when the request does not wait any more, and FormFaults, which names
    'until' and 'reason'; then nothing was written.
    """
    link_id = office.links.read(token)
    with office.store.writing() as books:
        link = link_of(books, link_id)
        dossier = Dossier.locked(office, books, journey_of(books, link))
        seen = look_through(dossier, link)
        if not isinstance(seen, Open):
            raise TooLate(seen)
        mark_opened(books, link, office.clock.now())
        request = request_of(dossier, link)
        form, today = _FORMS[saying.kind], day_in(request.asked.zone, office.clock.now())
        read = _read(saying, fill(form, _raw(saying), areas_in_use(books), today))
        said = _standing(dossier, request, read)
        if said is None:
            _check_day(dossier, request, read, office.clock.now())
            fact = _fact(request, read, link.contact, office.clock.now())
            dossier.record(fact, f"contact:{link.contact}", {WORDS: read.text} if read.text else {})
            dossier.want_attention()
            said = Said(read.kind, fact.at, read.until, read.text)
        forget_form(office, books, link, saying.kind)
        noted = Noted(seen.asking, said, _day_off(dossier, said.day))
        return SpokenUp(noted, dossier.row.id)


def accept_for_agency(
    office: Office, reference: str, until: date, given_by: str, how: How, by: str
) -> str:
    """Write down that an agency takes something on, as it said by phone or on paper. Returns the
    journey to be woken. Raises CannotDo and FormFaults.
    """
    giver = written(given_by, say("Please say who gave the answer."), LONGEST_TEXT)
    with office.store.writing() as books:
        dossier, request = find_waiting(office, books, reference)
        now = office.clock.now()
        _check_day(dossier, request, _Read("accepted", until, ""), now)
        fact = Accepted(at=now, key=request.key, by=by, how=how, until=until)
        dossier.record(fact, f"user:{by}", {GIVEN_BY: giver})
        dossier.want_attention()
        return dossier.row.id


def _raw(saying: Saying) -> dict[str, list[str]]:
    """What does not go with it is no part of its form, and must not be lost in silence."""
    typed = {UNTIL: [saying.until], REASON: [saying.text]}
    fields = [field.id for field in _FORMS[saying.kind]]
    beside = [name for name, (text,) in typed.items() if name not in fields and text.strip()]
    if beside:
        raise FormFaults(dict.fromkeys(beside, say("This does not go with it.")))
    return typed


def _read(saying: Saying, filled: Filled) -> _Read:
    until = filled.values.get(UNTIL)
    day = date.fromisoformat(until) if isinstance(until, str) else None
    return _Read(saying.kind, day, filled.texts.get(REASON, ""))


def _standing(dossier: Dossier, request: Request, read: _Read) -> Said | None:
    """The same, said before and not settled since: a button was pressed twice."""
    stands = {
        "accepted": request.accepted,
        "question": request.question,
        "more_time": request.time_wanted,
    }[read.kind]
    said = [each.said for each in heard(dossier, request) if stands and each.said.at == stands.at]
    same = (read.kind, read.until, read.text)
    return next((each for each in said if (each.kind, each.day, each.text) == same), None)


def _check_day(dossier: Dossier, request: Request, read: _Read, now: datetime) -> None:
    if read.until is None:
        return
    policy = world_in_use(dossier.books, dossier.office).policy(request.asked.area, now)
    fault_of = fault_of_wish if read.kind == "more_time" else fault_of_promise
    fault = fault_of(read.until, request, policy, now)
    if fault is not None:
        raise FormFaults({UNTIL: fault})


def _day_off(dossier: Dossier, day: date | None) -> Message | None:
    calendar = world_in_use(dossier.books, dossier.office).calendar
    return day_off(day, calendar) if day is not None else None


def _fact(request: Request, read: _Read, by: str, now: datetime) -> AnyFact:
    match read.kind, read.until:
        case "accepted", date() as until:
            return Accepted(at=now, key=request.key, by=by, how="link", until=until)
        case "more_time", date() as until:
            return MoreTimeWanted(at=now, key=request.key, by=by, until=until)
        case _:
            return Questioned(at=now, key=request.key, by=by)
