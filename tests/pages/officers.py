"""Whoever answers for an agency, on the page behind their link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.pathway.template import Field
from domain.texts import Label, Message
from tests.pages.fakes import FakeAnswers
from tests.pages.readers import Reader


@dataclass(slots=True)
class Officer(Reader):
    casework: FakeAnswers

    def opens(self, path: str) -> None:
        self.phone.goto(f"{self.address}{path}?lang={self.language}")

    def is_asked(self, form: Sequence[Field]) -> str:
        """The token of the link that is open then."""
        token = self.casework.ask(form, may_lack_grounds=True)
        self.opens(f"/a/{token}")
        return token

    def sends(self) -> None:
        self.leaves_by(self.phone.locator("#answer button[type=submit]").first)

    def types(self, field: Field, text: str) -> None:
        self.phone.get_by_label(f"{field.label.in_(self.language)} (").fill(text)

    def picks(self, field: Field, text: str) -> None:
        self.phone.get_by_label(f"{field.label.in_(self.language)} (").select_option(text)

    def ticks(self, label: Label | Message) -> None:
        self.phone.get_by_label(label.in_(self.language), exact=True).check()
