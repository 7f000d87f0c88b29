"""Journeys are moved and moved back without a mouse and without a finger."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, expect

from domain.casework.journeys.advancing import advance
from pages.admin.very_many import AT_A_TIME
from tests.domain.casework.bureau import bureau
from tests.pages.admin.test_by_keyboard import presses
from tests.pages.admin.test_very_many_under_way import (
    ALL,
    IMPACT,
    MORE,
    versions,
    very_many,
)
from tests.pages.axe import violations
from tests.pages.desk.front import Front
from tests.pages.desk.seats import Seat, Seats, seats_at
from tests.pages.phones import unfit

pytestmark = pytest.mark.browser

PATIENCE = 60_000
"""Milliseconds."""


@pytest.fixture
def front(tmp_path: Path) -> Iterator[Front]:
    database, _ = very_many(tmp_path / "referral.sqlite")
    with bureau(f"sqlite:///{database}") as place:
        place.later(minutes=10)
        yield Front(place)


@pytest.fixture
def seats(front: Front, browser: Browser) -> Iterator[Seats]:
    with seats_at(front, browser) as seats:
        yield seats


def button(seat: Seat, text: str) -> Locator:
    return seat.phone.get_by_role("button", name=text)


def says(seat: Seat, text: str) -> None:
    expect(seat.phone.get_by_text(text, exact=True)).to_be_visible(timeout=PATIENCE)


def test_all_are_moved_and_one_of_them_back_and_forth(front: Front, seats: Seats) -> None:
    vi = seats.of("vi", "vi")
    vi.opens(IMPACT)

    presses(vi, button(vi, f"Chuyển tất cả: {ALL}"))
    says(vi, f"Đã chuyển: {ALL}.")  # piece by piece, and nobody pressed again
    presses(vi, vi.phone.get_by_role("checkbox").first, "Space")
    presses(vi, button(vi, "Chuyển lại các hành trình đã đánh dấu"))
    says(vi, "Đã chuyển lại: 1.")
    assert versions(front) == {1: 1, 2: ALL - 1}

    box = vi.phone.get_by_role("checkbox", checked=True)
    presses(vi, box, "Space")
    presses(vi, button(vi, "Chuyển các hành trình đã đánh dấu"))
    says(vi, "Chưa đánh dấu hành trình nào. Xin đánh dấu những hành trình cần chuyển.")
    presses(vi, button(vi, "Chuyển các hành trình đã đánh dấu"))
    says(vi, "Đã chuyển: 1.")

    assert versions(front) == {2: ALL}


def test_in_the_pause_before_the_next_ones_it_is_stopped(front: Front, seats: Seats) -> None:
    vi = seats.of("vi", "vi")
    vi.phone.clock.install()
    vi.opens(IMPACT)
    vi.phone.clock.pause_at(vi.phone.evaluate("Date.now() + 1000"))

    presses(vi, button(vi, f"Chuyển tất cả: {ALL}"))
    stop = vi.phone.get_by_role("link", name=vi.hears("Stop here"))
    expect(stop).to_be_focused(timeout=PATIENCE)
    vi.phone.keyboard.press("Enter")

    says(vi, f"Có thể tiếp tục theo phiên bản 2: {MORE}")
    assert versions(front) == {1: MORE, 2: AT_A_TIME}


def test_without_scripts_each_piece_is_pressed_on_or_left(front: Front, seats: Seats) -> None:
    vi = seats.of("vi", "vi", with_scripts=False)
    vi.opens(IMPACT)

    presses(vi, button(vi, f"Chuyển tất cả: {ALL}"))
    says(vi, f"Đã chuyển: {AT_A_TIME}.")
    says(vi, f"Còn phải xem: {MORE}.")
    presses(vi, vi.phone.get_by_role("link", name=vi.hears("Stop here")))
    says(vi, f"Có thể tiếp tục theo phiên bản 2: {MORE}")

    presses(vi, button(vi, "Chuyển các hành trình đã đánh dấu"))
    says(vi, f"Đã chuyển: {MORE}.")
    presses(vi, button(vi, f"Chuyển lại tất cả: {ALL}"))
    presses(vi, button(vi, "Tiếp tục"))
    says(vi, f"Đã chuyển lại: {ALL}.")
    assert versions(front) == {1: ALL}


def test_what_is_to_be_read_on_the_way_waits_for_its_reader(front: Front, seats: Seats) -> None:
    vi = seats.of("vi", "vi")
    vi.opens(IMPACT)
    with front.place.office.store.reading() as books:
        went_on = books.journeys.on_pathway("small")[0].id
    advance(front.place.office, went_on)

    presses(vi, button(vi, f"Chuyển tất cả: {ALL}"))

    says(vi, f"Đã chuyển: {AT_A_TIME - 1}.")
    says(vi, "Giữ nguyên: 1. Xin xem lại.")
    assert violations(vi.phone) == []
    assert unfit(vi.phone) == []
