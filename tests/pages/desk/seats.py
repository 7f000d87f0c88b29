"""Whoever sits at the desk, with a phone."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, Page

from deployments.first_start import DEMO, publish_shipped
from domain.casework.administration.publishing import publish_directory, publish_policy
from domain.reading import text_of
from domain.texts import Language
from tests.domain.casework.bureau import bureau
from tests.pages.desk.front import PASSWORD, Front
from tests.pages.phones import PHONE
from tests.pages.readers import Reader
from tests.pages.serving import served


@dataclass(slots=True)
class Seat(Reader):
    def opens(self, path: str) -> None:
        self.phone.goto(f"{self.address}{path}")

    def signs_in(self, name: str, password: str = PASSWORD) -> None:
        self.opens("/desk")
        self.phone.locator("#name").fill(name)
        self.phone.locator("#password").fill(password)
        self.presses("Sign in")

    def is_signed_in(self) -> bool:
        return self.phone.locator("nav.rooms").count() == 1


@dataclass(slots=True)
class Seats:
    """A phone for each user, and a site in each language. Who has signed in stays so."""

    browser: Browser
    addresses: dict[Language, str]
    taken: dict[tuple[str, bool], Page] = field(default_factory=dict)

    def of(self, user: str, language: Language, *, with_scripts: bool = True) -> Seat:
        """With '' of nobody who is signed in."""
        if (page := self.taken.get((user, with_scripts))) is not None:
            return Seat(page, self.addresses[language], language)
        context = self.browser.new_context(viewport=PHONE, java_script_enabled=with_scripts)
        self.taken[user, with_scripts] = context.new_page()
        seat = self.of(user, language, with_scripts=with_scripts)
        if user:
            seat.signs_in(user)
        return seat


@contextmanager
def shipped_front(folder: Path) -> Iterator[Front]:
    """With all that is shipped, and the demo's directory and policy."""
    with bureau(f"sqlite:///{folder / 'referral.sqlite'}") as place:
        publish_shipped(place.office)
        publish_directory(place.office, text_of(DEMO / "directory.yaml"), "user:lan")
        publish_policy(place.office, text_of(DEMO / "policy.yaml"), "user:lan")
        yield Front(place)


@contextmanager
def seats_at(front: Front, browser: Browser) -> Iterator[Seats]:
    with served(front.app("vi")) as vi, served(front.app("en")) as en:
        seats = Seats(browser, {"vi": vi, "en": en})
        yield seats
        for page in seats.taken.values():
            page.context.close()
