"""Reading what a request shares of the person: each time by a code, and shown once."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response

from domain.casework.reading_views import Reading, Refused, Sending, Shown, WrongCode
from domain.casework.views import Dead, Look
from domain.forms import Raw
from domain.texts import Language, Message, say
from pages.rendering import here_with, page

_CODE, _SEND = "_code", "_send"
"""The controls of its forms. That one of them came is what says that it is about the person."""


class Readings(Protocol):
    """What reading needs of casework. All of it may block."""

    def look(self, token: str) -> Look:
        """Changes nothing. Raises NotALink."""
        ...

    def read_person(self, token: str, typed: str) -> Reading:
        """Each reading is written down. Raises NotALink, and TooLate when nothing waits there."""
        ...

    def send_code(self, token: str) -> Sending:
        """To the contact's other address. Raises NotALink, and TooLate when nothing waits there."""
        ...


def is_about_the_person(typed: Raw) -> bool:
    return _CODE in typed or _SEND in typed


def read_or_send(readings: Readings, request: Request, token: str, typed: Raw) -> Response:
    """Raises NotALink and TooLate."""
    look = readings.look(token)
    language = look.language if isinstance(look, Dead) else look.asking.language
    if _SEND in typed:
        sending = readings.send_code(token)
        if sending != "no_consent":
            what, status = _SENDINGS[sending]
            return _told(request, language, what, status, again=sending == "sent")
        outcome: Reading = Refused("no_consent")
    else:
        outcome = readings.read_person(token, next(iter(typed.get(_CODE, ())), ""))
    return _shown(request, language, outcome, over=isinstance(look, Dead))


def _shown(request: Request, language: Language, outcome: Reading, *, over: bool) -> Response:
    match outcome:
        case Shown(case_code=code, fields=fields):
            return page(
                request, "answer/person.html", language, case_code=code, fields=fields,
                back=here_with(request),
            )  # fmt: skip
        case WrongCode(left=0):
            return _told(request, language, _LOCKED, 403)
        case WrongCode(left=left):
            wrong = say("This code is not right. Tries that are left: {n}.", n=left)
            return _told(request, language, wrong, 422, again=True)
        case Refused(why="no_consent"):
            return page(
                request, "answer/no_consent.html", language, 403,
                back=None if over else here_with(request),
            )  # fmt: skip
        case Refused(why="no_digits"):
            return _told(request, language, _NO_DIGITS, 422, again=True)
        case Refused():
            return _told(request, language, _NO_CODE, 403)


def _told(
    request: Request, language: Language, what: Message, status: int, *, again: bool = False
) -> Response:
    """`again`: it may be typed once more."""
    return page(
        request,
        "answer/code.html",
        language,
        status,
        what=what,
        again=again,
        back=here_with(request),
    )


_LOCKED = say(
    "The code was typed wrongly too often and is locked. The coordinator is told of it; please call"
    " them for a new one."
)
_NO_DIGITS = say("Please type the six digits of the code.")
_NO_CODE = say(
    "There is no code for you at the moment, or it has run out. Please call the coordinator, who"
    " reads one out to you."
)
_SENDINGS: Mapping[Sending, tuple[Message, int]] = {
    "sent": (
        say("A code is on its way to your other address. Type it here when it has come."),
        200,
    ),
    "just_sent": (
        say("A code was sent to you a moment ago. If none has come in two minutes, ask again."),
        429,
    ),
    "locked": (say("No more codes can be sent. Please call the coordinator."), 403),
    "no_second_address": (
        say("There is no second address of yours to send a code to. Please call the coordinator."),
        403,
    ),
}
