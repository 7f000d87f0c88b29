"""What a coordinator does at the desk where two of an agency have to do with one request."""

from __future__ import annotations

from dataclasses import dataclass

from domain.casework.answers import confirming, delegating
from domain.casework.office import Office
from domain.journey.facts import How


@dataclass(frozen=True, slots=True)
class Confirming:
    """`unit` here and below as in `domain.casework.desk.deeds`."""

    unit: str
    given_by: str
    how: How


@dataclass(frozen=True, slots=True)
class TurningDown:
    unit: str
    given_by: str
    how: How
    reason: str


@dataclass(frozen=True, slots=True)
class ConfirmingColleague:
    unit: str


@dataclass(frozen=True, slots=True)
class RejectingColleague:
    unit: str
    reason: str


OfTwo = Confirming | TurningDown | ConfirmingColleague | RejectingColleague


def do_of_two(office: Office, reference: str, deed: OfTwo, by: str) -> None:
    """Raises what the functions of the command raise."""
    match deed:
        case Confirming(_, given_by, how):
            confirming.confirm_for_agency(office, reference, given_by, how, by)
        case TurningDown(_, given_by, how, reason):
            confirming.refuse_for_agency(office, reference, given_by, how, reason, by)
        case ConfirmingColleague():
            delegating.confirm_colleague(office, reference, by)
        case RejectingColleague(_, reason):
            delegating.reject_colleague(office, reference, reason, by)
