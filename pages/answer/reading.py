"""Reading what a request shares of the person: each time by a code, and each time written down."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlencode

from starlette.requests import Request
from starlette.responses import Response

from domain.casework.answers.views import Dead, Look, Open, ToConfirm
from domain.casework.person.reading_views import Reading, Refused, Sending, Shown, WrongCode
from domain.pathway.forms import Raw
from domain.person.consent_forms import BASES
from domain.texts import Message, say
from pages.assets import READING_SCRIPT
from pages.rendering import here_with, page

_CODE, _SEND = "_code", "_send"
"""The controls of its forms. That one of them came is what says that it is about the person."""
SHOWN = "shown"
"""Which fields a page shows, when it asks whether it still may."""
SECONDS_WITHOUT_SCRIPTS = 120
"""A page that cannot ask that leads back to the request by itself."""


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
    asked = _Asked(request, readings.look(token))
    if _SEND in typed:
        sending = readings.send_code(token)
        if sending != "no_consent":
            return asked.told(*_SENDINGS[sending], again=sending == "sent")
        return asked.shown(Refused("no_consent"))
    return asked.shown(readings.read_person(token, next(iter(typed.get(_CODE, ())), "")))


def still_stands(look: Look, shown: Collection[str]) -> bool:
    """Whether the link would show all of these fields now."""
    if not isinstance(look, Open | ToConfirm) or look.asking.readable is None:
        return False
    return set(shown) <= {each.field for each in look.asking.readable.fields}


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was sent about the person, and what the link showed at that moment."""

    request: Request
    look: Look

    def shown(self, outcome: Reading) -> Response:
        match outcome:
            case Shown():
                return self._person(outcome)
            case WrongCode(left=0):
                return self.told(CODE_LOCKED, 403, wrong=True)
            case WrongCode(left=left):
                wrong = say("This code is not right. Tries that are left: {n}.", n=left)
                return self.told(wrong, 422, again=True, wrong=True)
            case Refused(why="no_consent"):
                over = isinstance(self.look, Dead)
                return self._page("no_consent", 403, back=None if over else self._back)
            case Refused(why="no_digits"):
                return self.told(_NO_DIGITS, 422, again=True, wrong=True)
            case Refused():
                return self.told(_NO_CODE, 403)

    def told(
        self, what: Message, status: int, *, again: bool = False, wrong: bool = False
    ) -> Response:
        """`again`: it may be typed once more. `wrong`: what was typed is not right."""
        return self._page("code", status, what=what, again=again, wrong=wrong, back=self._back)

    def _person(self, shown: Shown) -> Response:
        return self._page(
            "person",
            200,
            shown.case_code,
            fields=shown.fields,
            unshown=shown.unshown,
            stands=urlencode([(SHOWN, each.field) for each, _ in shown.fields]),
            seconds=SECONDS_WITHOUT_SCRIPTS,
            bases=BASES,
            back=self._back,
            script=READING_SCRIPT.path,
        )

    @property
    def _back(self) -> str:
        return here_with(self.request)

    def _page(
        self, name: str, status: int, case_code: str | None = None, **values: object
    ) -> Response:
        look = self.look
        if isinstance(look, Dead):
            language, known = look.language, case_code
        else:
            language, known = look.asking.language, case_code or look.asking.case_code
        return page(
            self.request, f"answer/{name}.html", language, status, case_code=known, **values
        )


CODE_LOCKED = say(
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
