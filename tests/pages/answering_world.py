"""What the contracts of a keeper of answers are tried in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from domain.casework.answers.views import (
    Fate,
)
from domain.pathway.template import Field
from pages.answer.routes import Answers
from tests.pages.forms import DAY, LETTER

FORM = (LETTER, DAY)
GIVEN = {"so_van_ban": ["123/CATP"], "ngay": ["2026-11-23"]}


class World(Protocol):
    """A keeper of answers, and what happens around it."""

    @property
    def answers(self) -> Answers: ...

    def ask(
        self, form: Sequence[Field], *, may_lack_grounds: bool = False, takes_two: bool = False
    ) -> str:
        """Ask an agency; the token of its contact's link."""
        ...

    def colleagues_link(self, token: str) -> str:
        """The token of another contact of the agency, for the same request."""
        ...

    def let_it_be(self, token: str, fate: Fate) -> None:
        """Withdraw the request, pass it to another agency, revoke the link or stop all."""
        ...

    def ask_what_depends(self, token: str) -> None:
        """Ask the step after it, once it is done."""
        ...

    def let_letters_go(self) -> None:
        """Send whatever is to be sent."""
        ...
