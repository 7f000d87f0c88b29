"""Sending a file from a small phone."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, FilePayload, Page, Request, expect

from tests.files import GIF, PDF, photo
from tests.pages.fakes import FakeAnswers
from tests.pages.forms import LETTER
from tests.pages.phones import (
    a_phone,
    is_as_wide_as_the_phone,
    kinds_of_drafts,
    stop_the_clock,
)
from tests.pages.test_drafts_in_browser import PAUSE
from tests.pages.test_files import PAPER, PHOTO

pytestmark = pytest.mark.browser

FORM = (LETTER, PAPER, PHOTO)
LETTER_PDF: FilePayload = {"name": "Mai.pdf", "mimeType": "application/pdf", "buffer": PDF}
SNAPSHOT: FilePayload = {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": photo()}
MOVING: FilePayload = {"name": "x.gif", "mimeType": "image/gif", "buffer": GIF}


def test_a_file_that_is_not_taken_is_told_beside_its_field(
    phone: Page, address: str, casework: FakeAnswers, tmp_path: Path
) -> None:
    phone.goto(f"{address}/a/{casework.ask(FORM)}")
    phone.get_by_label("Số văn bản").fill("123/CATP")
    phone.get_by_label("Bản chụp").set_input_files(MOVING)

    phone.get_by_role("button", name="Gửi câu trả lời").click()

    phone.screenshot(path=tmp_path / "fault.png", full_page=True)
    field = phone.locator(".field", has=phone.get_by_label("Bản chụp"))
    expect(field.locator(".fault")).to_contain_text("Chỉ nhận tệp PDF, JPEG và PNG")
    expect(phone.get_by_label("Số văn bản")).to_have_value("123/CATP")
    assert is_as_wide_as_the_phone(phone)


def test_a_file_that_was_saved_need_not_be_chosen_again(
    phone: Page, address: str, casework: FakeAnswers, tmp_path: Path
) -> None:
    token = casework.ask(FORM)
    phone.goto(f"{address}/a/{token}")
    phone.get_by_label("Bản chụp").set_input_files(LETTER_PDF)
    phone.get_by_role("button", name="Lưu lại, gửi sau").click()
    phone.get_by_role("button", name="Xem và làm tiếp phần đã lưu").click()
    expect(phone.get_by_text("Đã lưu: một tệp PDF, 1 KB.")).to_be_visible()
    phone.screenshot(path=tmp_path / "saved.png", full_page=True)

    phone.get_by_label("Số văn bản").fill("123/CATP")
    phone.get_by_role("button", name="Gửi câu trả lời").click()

    expect(phone.get_by_role("button", name="Gửi câu trả lời")).to_have_count(0)
    expect(phone.get_by_text("một tệp PDF, 1 KB")).to_be_visible()
    (answer,) = casework.recorded(token)
    assert len(answer.drafted) == 1


def test_the_script_saves_a_file_once(
    browser: Browser, address: str, casework: FakeAnswers
) -> None:
    kinds: list[str] = []
    token = casework.ask(FORM)
    with a_phone(browser, with_scripts=True) as phone:
        stop_the_clock(phone)
        phone.on("request", lambda sent: kinds.extend(kinds_of_drafts(sent)))
        phone.goto(f"{address}/a/{token}")

        phone.get_by_label("Bản chụp").set_input_files(LETTER_PDF)
        with phone.expect_response(lambda answer: is_with_a_file(answer.request)):
            phone.clock.run_for(PAUSE)
        with phone.expect_response(lambda answer: kinds_of_drafts(answer.request) != []):
            phone.get_by_label("Số văn bản").fill("123/CATP")
            phone.clock.run_for(PAUSE)

    words, with_file = "application/x-www-form-urlencoded", "multipart/form-data"
    assert kinds == [words, with_file, words]
    draft = casework.draft(token)
    assert draft is not None
    assert set(draft.files) == {"van_ban"}
    assert draft.forms["done"]["so_van_ban"] == ("123/CATP",)


def test_a_file_that_was_taken_out_again_is_neither_sent_nor_kept(
    browser: Browser, address: str, casework: FakeAnswers
) -> None:
    token = casework.ask(FORM)
    with a_phone(browser, with_scripts=True) as phone:
        stop_the_clock(phone)
        phone.goto(f"{address}/a/{token}")
        phone.get_by_label("Số văn bản").fill("123/CATP")
        phone.get_by_label("Bản chụp").set_input_files(LETTER_PDF)
        with phone.expect_response(lambda answer: is_with_a_file(answer.request)):
            phone.clock.run_for(PAUSE)
        with_file = casework.draft(token)

        phone.get_by_label("Bản chụp").set_input_files([])
        with phone.expect_response(lambda answer: kinds_of_drafts(answer.request) != []):
            phone.clock.run_for(PAUSE)
        without = casework.draft(token)
        phone.get_by_role("button", name="Gửi câu trả lời").click()
        expect(phone.get_by_role("heading", level=1)).to_contain_text("Đã ghi nhận")

    assert with_file is not None
    assert without is not None
    assert (set(with_file.files), set(without.files)) == ({"van_ban"}, set())
    assert casework.recorded(token)[0].files == {}


def is_with_a_file(sent: Request) -> bool:
    return kinds_of_drafts(sent) == ["multipart/form-data"]
