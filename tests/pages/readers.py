"""Whoever reads our pages on a phone, in one of the languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from playwright.sync_api import Locator, Page

from domain.texts import Language, say


@dataclass(slots=True)
class Reader:
    """What the pages say is named in English."""

    phone: Page
    address: str
    language: Language

    def hears(self, text: str) -> str:
        return say(text).in_(self.language)

    def heading(self) -> str:
        return self.phone.get_by_role("heading", level=1).inner_text()

    def unfolds(self, text: str) -> None:
        self.phone.locator("summary").get_by_text(self.hears(text), exact=True).click()

    def unfolds_all(self) -> None:
        self.phone.evaluate(
            "document.querySelectorAll('details').forEach((one) => one.open = true)"
        )

    def presses(self, text: str) -> None:
        self.leaves_by(self._named("button", text))

    def follows(self, text: str) -> None:
        self.leaves_by(self._named("link", text))

    def leaves_by(self, target: Locator) -> None:
        """What is looked at next is the page that it leads to."""
        with self.phone.expect_navigation():
            target.click()

    def _named(self, role: Literal["button", "link"], text: str) -> Locator:
        return self.phone.get_by_role(role, name=self.hears(text), exact=True)
