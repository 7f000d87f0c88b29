"""What several commands take, and how it is read."""

from __future__ import annotations

import getpass
from typing import Annotated

from cyclopts import Parameter

from domain.case_code import read_case_code
from domain.casework.desk.looking import newest_journey
from domain.errors import ReferralError
from domain.texts import nfc, say
from tasks.wiring import the_office

AsJson = Annotated[
    bool, Parameter(name="--json", negative="", help=str(say("Print data for programs.")))
]
By = Annotated[
    str | None,
    Parameter(help=str(say("Who does this. Without it, the name that you are logged in with."))),
]


class Nameless(ReferralError):
    """Nobody said who does this, and the machine knows no name for the account."""


def acting(by: str | None) -> str:
    """Raises Nameless."""
    if by:
        return nfc(by)
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        raise Nameless(say("Please say who does this: --by NAME.")) from None


def as_kept(reference: str) -> str:
    """A journey's or a request's id, however its case code was typed. Raises WrongCaseCode."""
    code, slash, rest = reference.partition("/")
    return f"{read_case_code(code)}{slash}{rest}"


def named_journey(journey: str) -> str:
    """By its id, or by the code of its case: that means the newest journey of the case."""
    return as_kept(journey) if "/" in journey else newest_journey(the_office(), journey)
