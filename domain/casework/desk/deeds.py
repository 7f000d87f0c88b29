"""What a coordinator does to a journey at the desk: the same as by the command."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from domain.casework.answers import reissuing, replying, sent_corrections, speaking_up
from domain.casework.desk import coordinating, reviewing
from domain.casework.desk.coordinating import Proxy
from domain.casework.desk.deeds_of_two import OfTwo, do_of_two
from domain.casework.journeys import halting
from domain.casework.journeys.passing_on import PassedOn, pass_on_to
from domain.casework.office import Office
from domain.casework.person import calling_readers
from domain.journey.facts import How


@dataclass(frozen=True, slots=True)
class Answering:
    """`unit` here and below: the number of a request (`4`), or what nobody was asked yet by the
    name of its step (`verify`, `support[schooling]`); with `@17` behind it as it was seen when that
    was the last line about it.
    """

    unit: str
    proxy: Proxy


@dataclass(frozen=True, slots=True)
class AskingAgain:
    """Without `agency`: the same one, or who holds the role.

    `without_consent`: as in `domain.casework.desk.coordinating.ask_again`.
    """

    unit: str
    agency: str | None
    without_consent: bool


@dataclass(frozen=True, slots=True)
class Skipping:
    unit: str
    reason: str


@dataclass(frozen=True, slots=True)
class Withdrawing:
    unit: str
    reason: str


@dataclass(frozen=True, slots=True)
class Extending:
    unit: str
    until: date
    reason: str


@dataclass(frozen=True, slots=True)
class Replying:
    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class RefusingTime:
    unit: str
    reason: str


@dataclass(frozen=True, slots=True)
class TakingOver:
    """The correction that was sent for it."""

    unit: str


@dataclass(frozen=True, slots=True)
class LeavingTheAnswer:
    unit: str
    text: str


@dataclass(frozen=True, slots=True)
class Reviewing:
    """What had been answered before its correction."""

    unit: str


@dataclass(frozen=True, slots=True)
class PassingOn:
    unit: str
    agency: str


@dataclass(frozen=True, slots=True)
class Accepting:
    """`given_by` said that it will be done by that day."""

    unit: str
    until: date
    given_by: str
    how: How


@dataclass(frozen=True, slots=True)
class Resending:
    """To each contact of the agency."""

    unit: str


@dataclass(frozen=True, slots=True)
class NotingCall:
    """To a contact who has read what may be used no more."""

    unit: str
    contact: str


@dataclass(frozen=True, slots=True)
class Pausing:
    clocks_stop: bool


@dataclass(frozen=True, slots=True)
class Resuming:
    pass


@dataclass(frozen=True, slots=True)
class Stopping:
    reason: str
    unsafe: bool


OfRequest = (
    Answering | AskingAgain | Skipping | Withdrawing | Extending | PassingOn | Replying
    | RefusingTime | TakingOver | LeavingTheAnswer | Reviewing | Accepting | Resending
    | NotingCall | OfTwo
)  # fmt: skip
OfJourney = Pausing | Resuming | Stopping
Deed = OfRequest | OfJourney


def do(office: Office, journey: str, deed: Deed, by: str) -> PassedOn | None:
    """The journey is to be woken then. Raises what the functions of the command raise."""
    match deed:
        case Pausing(clocks_stop):
            halting.pause(office, journey, by, clocks_stop=clocks_stop)
        case Resuming():
            halting.resume(office, journey, by)
        case Stopping(reason, unsafe):
            halting.stop(office, journey, reason, by, unsafe=unsafe)
        case _:
            return _to_request(office, reference_to(journey, deed.unit), deed, by)
    return None


def reference_to(journey: str, unit: str) -> str:
    """As the commands take it."""
    number = unit.partition("@")[0]
    return f"{journey}/{unit}" if number.isdecimal() else f"{journey}:{unit}"


def _to_request(office: Office, reference: str, deed: OfRequest, by: str) -> PassedOn | None:
    match deed:
        case PassingOn(_, agency):
            return pass_on_to(office, reference, agency, by)
        case Answering(_, proxy):
            coordinating.answer_for_agency(office, reference, proxy, by)
        case AskingAgain(_, agency, without_consent):
            coordinating.ask_again(office, reference, by, agency, without_consent=without_consent)
        case Skipping(_, reason):
            coordinating.skip(office, reference, reason, by)
        case Withdrawing(_, reason):
            coordinating.withdraw(office, reference, by, reason)
        case Extending(_, until, reason):
            coordinating.extend(office, reference, until, reason, by)
        case Replying() | RefusingTime() | Accepting() | Resending():
            _with_the_agency(office, reference, deed, by)
        case TakingOver() | LeavingTheAnswer() | Reviewing():
            _of_a_correction(office, reference, deed, by)
        case NotingCall(_, contact):
            calling_readers.note_called(office, reference, contact, by)
        case _:
            do_of_two(office, reference, deed, by)
    return None


def _of_a_correction(
    office: Office, reference: str, deed: TakingOver | LeavingTheAnswer | Reviewing, by: str
) -> None:
    match deed:
        case TakingOver():
            sent_corrections.take_over(office, reference, by)
        case LeavingTheAnswer(_, text):
            sent_corrections.leave_the_answer(office, reference, text, by)
        case Reviewing():
            reviewing.review(office, reference, by)


def _with_the_agency(
    office: Office,
    reference: str,
    deed: Replying | RefusingTime | Accepting | Resending,
    by: str,
) -> None:
    match deed:
        case Replying(_, text):
            replying.reply(office, reference, text, by)
        case RefusingTime(_, reason):
            replying.refuse_more_time(office, reference, reason, by)
        case Accepting(_, until, given_by, how):
            speaking_up.accept_for_agency(office, reference, until, given_by, how, by)
        case Resending():
            reissuing.resend(office, reference, by)
