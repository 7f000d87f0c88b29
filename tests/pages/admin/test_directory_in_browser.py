"""The directory, policies and the calendar on a small phone, and by the keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from domain.casework.administration.keeping_directory import directory_kept
from domain.texts import Language
from tests.pages.axe import LANGUAGES, violations
from tests.pages.desk.front import Front
from tests.pages.desk.seats import Seats, seats_at, shipped_front
from tests.pages.phones import unfit

pytestmark = pytest.mark.browser

HOME = "/admin/directory"
AGENCY = f"{HOME}/agencies/cong_an"
POLICY = "/admin/policies/mau"


@pytest.fixture(scope="module")
def front(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Front]:
    with shipped_front(tmp_path_factory.mktemp("directory")) as front:
        yield front


@pytest.fixture(scope="module")
def seats(front: Front, browser: Browser) -> Iterator[Seats]:
    with seats_at(front, browser) as seats:
        yield seats


@pytest.mark.parametrize(
    "path",
    [
        HOME,
        f"{HOME}/areas",
        f"{HOME}/new-area",
        f"{HOME}/new-agency",
        AGENCY,
        f"{AGENCY}/contacts/minh",
        f"{AGENCY}/succession",
        f"{HOME}/roles",
        f"{HOME}/roles/cong_an",
        f"{HOME}/assignments/1",
        f"{HOME}/successions",
        f"{HOME}/files",
        "/admin/calendar?year=2026",
        "/admin/policies",
        "/admin/new-policy",
        POLICY,
        f"{POLICY}/about",
        f"{POLICY}/ladders/with_limit",
        f"{POLICY}/pathways/hai_phong",
        f"{POLICY}/pathways/hai_phong/lead",
        f"{POLICY}/pathways/hai_phong/steps/xac_minh",
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_and_the_page_fits_the_phone(
    seats: Seats, language: Language, path: str
) -> None:
    seat = seats.of("vi", language)

    seat.opens(path)
    seat.unfolds_all()

    assert violations(seat.phone) == []
    assert unfit(seat.phone) == []


def test_faults_and_what_would_happen_are_seen_by_everybody(seats: Seats) -> None:
    seat = seats.of("vi", "vi")
    seat.opens(f"{HOME}/new-agency")
    seat.presses("Add it")
    shown = [*violations(seat.phone), *unfit(seat.phone)]

    seat.opens(f"{AGENCY}/succession")
    seat.phone.locator("#f-on").fill("2027-01-01")
    seat.phone.locator("#f-legal_basis").fill("Nghị quyết 190")
    seat.phone.locator("[id='to.1']").select_option(index=1)
    seat.presses("See what would happen")

    assert seat.phone.locator("#goes").is_visible()
    assert [*shown, *violations(seat.phone), *unfit(seat.phone)] == []


def test_an_agency_is_added_by_the_keyboard_alone(front: Front, seats: Seats) -> None:
    seat = seats.of("vi", "vi", with_scripts=False)
    seat.opens(f"{HOME}/new-agency")
    keyboard = seat.phone.keyboard
    seat.phone.locator("[id='f-title.vi']").focus()
    keyboard.type("Trạm y tế")
    while seat.phone.evaluate("document.activeElement.id") != "f-contacts.1.name":
        keyboard.press("Tab")
    keyboard.type("Hoa")
    while seat.phone.evaluate("document.activeElement.id") != "f-contacts.1.channels.1.channel":
        keyboard.press("Tab")
    keyboard.press("ArrowDown")
    keyboard.press("Tab")
    keyboard.type("hoa@tram.vn")
    keyboard.press("Enter")

    seat.phone.get_by_role("status").wait_for()
    assert directory_kept(front.place.office).directory.agency("tram_y_te") is not None
