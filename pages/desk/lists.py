"""The first page of the desk, and the cases."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from domain.case_code import WrongCaseCode
from domain.casework.desk.looking import NoSuchCase
from domain.journey.case_words import STANDS
from domain.journey.promising import promised_by
from domain.texts import Message
from domain.users.rights import may
from pages.desk.desk import Desk
from pages.entrance.guarding import Visit, home_of
from pages.entrance.typed import is_number

SKIPPED = "skip"
"""How many cases stand on the pages before."""


@dataclass(frozen=True, slots=True)
class Lists:
    desk: Desk

    def waiting(self, visit: Visit) -> Response:
        if not may(visit.user, "look"):
            return visit.go_to(home_of(visit.user))
        return visit.page(
            "desk/waiting.html",
            waiting=self.desk.waiting(visit.user),
            cases=self.desk.cases(visit.user, ended=False, skipped=_skipped(visit)),
            stands=STANDS, promised_by=promised_by,
        )  # fmt: skip

    def cases(self, visit: Visit) -> Response:
        """With `?code=` the case of that code, if it is one that the user may see."""
        code = visit.request.query_params.get("code", "").strip()
        if not code:
            return self._cases(visit)
        try:
            found = self.desk.look(visit.user, code)
        except (WrongCaseCode, NoSuchCase) as no:
            return self._cases(visit, code, no.message)
        return visit.go_to(f"/desk/cases/{found.code}")

    def _cases(self, visit: Visit, code: str = "", problem: Message | None = None) -> Response:
        return visit.page(
            "desk/cases.html",
            422 if problem else 200,
            cases=self.desk.cases(visit.user, ended=True, skipped=_skipped(visit)),
            stands=STANDS, code=code, problem=problem,
        )  # fmt: skip


def _skipped(visit: Visit) -> int:
    text = visit.request.query_params.get(SKIPPED, "")
    return int(text) if is_number(text) else 0
