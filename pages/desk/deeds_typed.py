"""What a coordinator typed into the forms of a request, read as what is to be done."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from domain.casework.desk.case_files import RequestFile
from domain.casework.desk.coordinating import NO_REASON, Proxy, written
from domain.casework.desk.deeds import (
    Accepting,
    Answering,
    AskingAgain,
    Extending,
    LeavingTheAnswer,
    NotingCall,
    OfRequest,
    PassingOn,
    RefusingTime,
    Replying,
    Resending,
    Reviewing,
    Skipping,
    TakingOver,
    Withdrawing,
)
from domain.casework.desk.deeds_of_two import (
    Confirming,
    ConfirmingColleague,
    RejectingColleague,
    TurningDown,
)
from domain.journey.facts import Verdict
from domain.pathway.declining import DECLINES_IN_WORDS
from domain.pathway.forms import FormFaults
from domain.texts import Message, say
from pages.entrance.typed import Typed, is_number

By = Literal["phone", "paper"]
YEARS = range(2000, 2200)
"""Of a deadline: any other is a slip of the hand."""

# No field of a form has a name that begins so.
VERDICT, REASON, GIVEN_BY, HOW, CORRECTS = "_verdict", "_reason", "_given_by", "_how", "_corrects"
WITHOUT = "_without"


@dataclass(frozen=True, slots=True)
class Offer:
    """An answer other than 'done' that an agency may have given: `declined:no_place`, `failed`."""

    value: str
    title: Message


def offers(asked: RequestFile) -> tuple[Offer, ...]:
    declined = tuple(
        Offer(f"declined:{why}", say("They cannot do this: {why}", why=DECLINES_IN_WORDS[why]))
        for why in asked.declines
    )
    failed = Offer("failed", say("They tried, without success"))
    lacks = Offer("lacks_grounds", say("There are not enough grounds yet"))
    return (*declined, failed, *([lacks] if asked.may_lack_grounds else []))


def _answering(unit: str, typed: Typed) -> Answering:
    """Raises FormFaults."""
    given, _, because = typed.one(VERDICT).partition(":")
    verdict = _verdict(given)
    given_by, how = _said_by(typed)
    corrects = typed.one(CORRECTS)
    done = verdict == "done"
    raw = {name: texts for name, texts in typed.texts.items() if not name.startswith("_")}
    proxy = Proxy(
        verdict=verdict,
        raw=raw if done else {},
        reason="" if done else typed.one(REASON),
        given_by=given_by,
        how=how,
        corrects=int(corrects) if is_number(corrects) else None,
        because=because,
        without=typed.all(WITHOUT),
    )
    return Answering(unit, proxy)


def _verdict(given: str) -> Verdict:
    for verdict in get_args(Verdict):
        if verdict == given:
            found: Verdict = verdict
            return found
    raise FormFaults({VERDICT: say("Please choose one of the answers shown.")})


def _asking_again(unit: str, typed: Typed) -> AskingAgain:
    without_consent = typed.one("without_consent") == "yes"
    return AskingAgain(unit, typed.one("agency") or None, without_consent)


def _skipping(unit: str, typed: Typed) -> Skipping:
    return Skipping(unit, typed.one("reason"))


def _withdrawing(unit: str, typed: Typed) -> Withdrawing:
    """Raises CannotDo."""
    return Withdrawing(unit, written(typed.one("reason"), NO_REASON))


def _extending(unit: str, typed: Typed) -> Extending:
    """Raises FormFaults."""
    return Extending(unit, _day(typed.one("until")), typed.one("reason"))


def _replying(unit: str, typed: Typed) -> Replying:
    return Replying(unit, typed.one("text"))


def _refusing_time(unit: str, typed: Typed) -> RefusingTime:
    return RefusingTime(unit, typed.one("text"))


def _taking_over(unit: str, _typed: Typed) -> TakingOver:
    return TakingOver(unit)


def _leaving(unit: str, typed: Typed) -> LeavingTheAnswer:
    return LeavingTheAnswer(unit, typed.one("text"))


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = date.min
    if day.year not in YEARS:
        raise FormFaults({"until": say("Please choose a day.")})
    return day


def _passing_on(unit: str, typed: Typed) -> PassingOn:
    """Raises FormFaults."""
    if not typed.one("agency"):
        raise FormFaults({"agency": say("Please choose an agency.")})
    return PassingOn(unit, typed.one("agency"))


def _said_by(typed: Typed) -> tuple[str, By]:
    """Who said it, and how it came. Raises FormFaults."""
    how = next((one for one in get_args(By) if one == typed.one(HOW)), None)
    faults = {}
    if not typed.one(GIVEN_BY):
        faults[GIVEN_BY] = say("Please say who gave the answer.")
    if how is None:
        faults[HOW] = say("Please say how the answer came.")
    if faults or how is None:
        raise FormFaults(faults)
    return typed.one(GIVEN_BY), how


def _reviewing(unit: str, _typed: Typed) -> Reviewing:
    return Reviewing(unit)


def _accepting(unit: str, typed: Typed) -> Accepting:
    """Raises FormFaults."""
    return Accepting(unit, _day(typed.one("until")), *_said_by(typed))


def _resending(unit: str, _typed: Typed) -> Resending:
    return Resending(unit)


def _confirming(unit: str, typed: Typed) -> Confirming:
    return Confirming(unit, *_said_by(typed))


def _turning_down(unit: str, typed: Typed) -> TurningDown:
    return TurningDown(unit, *_said_by(typed), typed.one("reason"))


def _confirming_colleague(unit: str, _typed: Typed) -> ConfirmingColleague:
    return ConfirmingColleague(unit)


def _rejecting_colleague(unit: str, typed: Typed) -> RejectingColleague:
    return RejectingColleague(unit, typed.one("reason"))


def _noting_call(unit: str, typed: Typed) -> NotingCall:
    return NotingCall(unit, typed.one("contact"))


READ: Mapping[str, Callable[[str, Typed], OfRequest]] = {
    "answer": _answering,
    "again": _asking_again,
    "skip": _skipping,
    "withdraw": _withdrawing,
    "extend": _extending,
    "pass-on": _passing_on,
    "reply": _replying,
    "refuse-time": _refusing_time,
    "take-over": _taking_over,
    "leave": _leaving,
    "review": _reviewing,
    "accept": _accepting,
    "resend": _resending,
    "called": _noting_call,
    "confirm": _confirming,
    "refuse": _turning_down,
    "confirm-colleague": _confirming_colleague,
    "reject-colleague": _rejecting_colleague,
}
"""By the last part of the address that the form is sent to."""
