"""What an officer may read of the person, kept in memory."""

from __future__ import annotations

from abc import ABC, abstractmethod
from dataclasses import dataclass

from domain.casework.answers.views import Look, Open, ToConfirm, TooLate
from domain.casework.person.reading_views import (
    Readable,
    Reading,
    Refused,
    Sending,
    Shared,
    Shown,
    WrongCode,
)
from domain.seals.reading_codes import MOST_TRIES, typed_code
from domain.texts import Label

WHY = Label(vi="Để xác minh", en="To verify")
PERSON = (
    (
        Shared("safe_contact", Label(vi="Liên lạc an toàn", en="Safe contact"), WHY),
        "Gọi buổi sáng, nói là bạn học",
    ),
    (Shared("full_name", Label(vi="Họ và tên", en="Full name"), WHY), "Lò Thị Mây"),
)
CODE = "246801"


@dataclass
class Told:
    """Whether consent stands, which code was read out, and what came of it."""

    consents: bool = True
    code: str | None = None
    tries: int = 0
    refusals: int = 0


def readable() -> Readable:
    return Readable(tuple(each for each, _ in PERSON), sends_codes=True)


class FakeReadings(ABC):
    @abstractmethod
    def look(self, token: str) -> Look: ...

    @abstractmethod
    def told(self, token: str) -> Told:
        """Of the request behind the link."""

    # What happens around the pages

    def code_for(self, token: str) -> str:
        told = self.told(token)
        told.code, told.tries = CODE, 0
        return CODE

    def withdraw_consent(self, token: str) -> None:
        self.told(token).consents = False

    def refusals(self, token: str) -> int:
        return self.told(token).refusals

    # What the pages call

    def note_refused(self, token: str) -> None:
        self.told(token).refusals += 1

    def read_person(self, token: str, typed: str) -> Reading:
        look, told = self._open(token), self.told(token)
        code = typed_code(typed)
        if not told.consents:
            told.refusals += 1
            return Refused("no_consent")
        if told.code is None:
            return Refused("no_code")
        if code is None:
            return Refused("no_digits")
        if told.tries == MOST_TRIES:
            return WrongCode(0)
        if code != told.code:
            told.tries += 1
            return WrongCode(MOST_TRIES - told.tries)
        return Shown(look.asking.case_code, PERSON)

    def send_code(self, token: str) -> Sending:
        offered = self._open(token).asking.readable
        return "sent" if offered is not None and offered.sends_codes else "no_second_address"

    def _open(self, token: str) -> Open | ToConfirm:
        if not isinstance(look := self.look(token), Open | ToConfirm):
            raise TooLate(look)
        return look
