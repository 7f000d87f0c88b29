"""A dead battery, on a small phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.pages.fakes import FakeAnswers
from tests.pages.forms import EVERY_KIND, LETTER, NOTES
from tests.pages.phones import (
    a_phone,
    is_as_wide_as_the_phone,
    kinds_of_drafts,
    stop_the_clock,
    too_small,
)

pytestmark = pytest.mark.browser

FORM = (LETTER, NOTES)
PAUSE = 3000
"""Milliseconds, as the script has it."""


def test_what_was_typed_is_there_on_the_next_phone(
    browser: Browser, phone: Page, address: str, casework: FakeAnswers
) -> None:
    link = f"{address}/a/{casework.ask(FORM)}"
    with a_phone(browser, with_scripts=True) as first:
        stop_the_clock(first)
        first.goto(link)
        first.get_by_label("Số văn bản").fill("123/CATP")
        first.clock.run_for(PAUSE)
        expect(first.get_by_text("Đã lưu lúc 10:15, chưa gửi.")).to_be_visible()

    phone.goto(link)
    phone.get_by_role("button", name="Xem và làm tiếp phần đã lưu").click()

    expect(phone.get_by_label("Số văn bản")).to_have_value("123/CATP")


def test_who_goes_on_typing_is_not_saved_at_every_key(
    browser: Browser, address: str, casework: FakeAnswers
) -> None:
    posted: list[str] = []
    token = casework.ask(FORM)
    with a_phone(browser, with_scripts=True) as phone:
        stop_the_clock(phone)
        phone.on("request", lambda sent: posted.extend(kinds_of_drafts(sent)))
        phone.goto(f"{address}/a/{token}")

        for letter in "123":
            phone.get_by_label("Số văn bản").press(letter)
            phone.clock.run_for(PAUSE - 1)
        before = len(posted)
        phone.clock.run_for(1)
        expect(phone.get_by_text("chưa gửi").first).to_be_visible()

    assert (before, len(posted)) == (0, 1)


def test_the_page_without_a_signal_stays_as_it_is(
    browser: Browser, address: str, casework: FakeAnswers
) -> None:
    complaints: list[str] = []
    token = casework.ask(FORM)
    with a_phone(browser, with_scripts=True) as phone:
        stop_the_clock(phone)
        phone.on("pageerror", lambda error: complaints.append(str(error)))
        phone.goto(f"{address}/a/{token}")
        phone.context.set_offline(True)
        phone.get_by_label("Số văn bản").fill("123/CATP")
        with phone.expect_event("requestfailed"):
            phone.clock.run_for(PAUSE)
        offline = phone.get_by_text("chưa gửi").count()

        phone.context.set_offline(False)
        phone.get_by_label("Ghi chú").fill("Xong.")
        phone.clock.run_for(PAUSE)

        expect(phone.get_by_text("Đã lưu lúc 10:15, chưa gửi.")).to_be_visible()
        expect(phone.get_by_label("Số văn bản")).to_have_value("123/CATP")
    assert (offline, complaints) == (0, [])


def test_without_a_script_a_button_saves(
    phone: Page, address: str, casework: FakeAnswers, tmp_path: Path
) -> None:
    phone.goto(f"{address}/a/{casework.ask(EVERY_KIND)}")
    phone.get_by_label("Số văn bản").fill("123/CATP")

    phone.get_by_role("button", name="Lưu lại, gửi sau").click()

    phone.screenshot(path=tmp_path / "saved.png", full_page=True)
    assert is_as_wide_as_the_phone(phone)
    assert too_small(phone) == []
    phone.get_by_role("button", name="Xem và làm tiếp phần đã lưu").click()
    expect(phone.get_by_label("Số văn bản")).to_have_value("123/CATP")
    phone.locator("summary", has_text="Bỏ phần đã lưu").click()
    phone.get_by_role("button", name="Đúng, bỏ phần đã lưu").click()
    expect(phone.get_by_label("Số văn bản")).to_have_value("")


def test_the_key_that_ends_a_line_sends_and_does_not_save(
    phone: Page, address: str, casework: FakeAnswers
) -> None:
    token = casework.ask(FORM)
    phone.goto(f"{address}/a/{token}")
    phone.get_by_label("Số văn bản").fill("123/CATP")

    phone.get_by_label("Số văn bản").press("Enter")

    assert len(casework.recorded(token)) == 1
