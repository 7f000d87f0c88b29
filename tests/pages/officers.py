"""Whoever answers for an agency, on the page behind their link."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Locator, Page

from domain.pathway import Field
from domain.texts import Label, Language, Message, say
from tests.pages.fakes import FakeAnswers


@dataclass(slots=True)
class Officer:
    """With a phone in hand, and a language. What the pages say is named in English."""

    phone: Page
    address: str
    casework: FakeAnswers
    language: Language = "vi"

    def opens(self, path: str) -> None:
        self.phone.goto(f"{self.address}{path}?lang={self.language}")

    def is_asked(self, form: Sequence[Field]) -> str:
        """The token of the link that is open then."""
        token = self.casework.ask(form, may_lack_grounds=True)
        self.opens(f"/a/{token}")
        return token

    def sends(self) -> None:
        self._leaves_by(self.phone.locator("#answer button[type=submit]").first)

    def hears(self, text: str) -> str:
        return say(text).in_(self.language)

    def heading(self) -> str:
        return self.phone.get_by_role("heading", level=1).inner_text()

    def unfolds(self, text: str) -> None:
        self.phone.locator("summary").get_by_text(self.hears(text), exact=True).click()

    def unfolds_all(self) -> None:
        for folded in self.phone.locator("summary").all():
            folded.click()

    def presses(self, text: str) -> None:
        self._leaves_by(self._named("button", text))

    def follows(self, text: str) -> None:
        self._leaves_by(self._named("link", text))

    def types(self, field: Field, text: str) -> None:
        self.phone.get_by_label(f"{field.label.in_(self.language)} (").fill(text)

    def picks(self, field: Field, text: str) -> None:
        self.phone.get_by_label(f"{field.label.in_(self.language)} (").select_option(text)

    def ticks(self, label: Label | Message) -> None:
        self.phone.get_by_label(label.in_(self.language), exact=True).check()

    def _named(self, role: Literal["button", "link"], text: str) -> Locator:
        return self.phone.get_by_role(role, name=self.hears(text), exact=True)

    def _leaves_by(self, target: Locator) -> None:
        """What is looked at next is the page that it leads to."""
        with self.phone.expect_navigation():
            target.click()
