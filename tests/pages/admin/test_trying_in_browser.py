"""The dry run of a shipped pathway on a small phone, in both languages and without scripts."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser

from domain.casework.editing.drafts import start
from domain.editing.starting import tree_of
from domain.texts import Language
from tests.domain.ways.way import SHIPPED
from tests.pages.axe import LANGUAGES, violations
from tests.pages.desk.front import Front
from tests.pages.desk.seats import Seat, Seats, seats_at, shipped_front
from tests.pages.phones import unfit

pytestmark = pytest.mark.browser

TRY = "/admin/pathways/hai_phong/draft/try"


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    with shipped_front(tmp_path_factory.mktemp("trying")) as front:
        start(front.place.office, tree_of(SHIPPED["hai_phong"]), "user:vi")
        yield front


@pytest.fixture(scope="module")
def seats(front: Front, browser: Browser) -> Iterator[Seats]:
    with seats_at(front, browser) as seats:
        yield seats


def begins(seat: Seat) -> None:
    seat.opens(TRY)
    if seat.phone.locator("form[action$='/drop']").count():
        seat.presses("End this run and begin another")


def begun(seat: Seat) -> None:
    begins(seat)
    seat.presses("Begin")


def asked(seat: Seat) -> None:
    begun(seat)
    seat.phone.locator("a[href*='/try/asked/']").first.click()


def a_fault(seat: Seat) -> None:
    asked(seat)
    seat.presses("Done, with this answer")


def played_out_and_kept(seat: Seat) -> None:
    begun(seat)
    seat.unfolds("To the end, or stop")
    seat.presses("Answer the rest by chance")
    seat.phone.locator("#name").fill("Ngẫu nhiên")
    seat.presses("Keep it")


STATES = (begins, begun, asked, a_fault, played_out_and_kept)


@pytest.mark.parametrize("comes_to", STATES, ids=lambda state: str(state.__name__))
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_the_page_fits_the_phone(
    seats: Seats, language: Language, comes_to: Callable[[Seat], None]
) -> None:
    seat = seats.of("vi", language)

    comes_to(seat)
    seat.unfolds_all()

    assert violations(seat.phone) == []
    assert unfit(seat.phone) == []


def test_a_run_is_played_and_kept_without_scripts(seats: Seats) -> None:
    seat = seats.of("vi", "vi", with_scripts=False)

    played_out_and_kept(seat)

    assert seat.phone.locator("#examples strong").all_inner_texts() == ["Ngẫu nhiên"]
