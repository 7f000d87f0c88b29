"""Reading about the person on a small phone, without JavaScript."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page

from tests.pages.fakes import FakeAnswers
from tests.pages.phones import (
    a_phone,
    is_as_wide_as_the_phone,
    stop_the_clock,
    too_small,
)

pytestmark = pytest.mark.browser

NAME, SAFE = "Lò Thị Mây", "Gọi buổi sáng, nói là bạn học"


def read_by_the_code(phone: Page, link: str, code: str) -> None:
    """Until its scripts have run."""
    phone.goto(link)
    phone.get_by_text("Về người được hỗ trợ: xem bằng mã").click()
    phone.get_by_label("Mã (sáu chữ số)").fill(code)
    phone.get_by_role("button", name="Xem một lần").click()
    phone.get_by_text(NAME).wait_for()
    phone.wait_for_load_state()


def test_a_wrong_code_can_be_typed_once_more(
    phone: Page, address: str, casework: FakeAnswers
) -> None:
    token = casework.ask_about_the_person()
    code = casework.code_for(token)
    phone.goto(f"{address}/a/{token}")
    phone.get_by_text("Về người được hỗ trợ: xem bằng mã").click()
    phone.get_by_label("Mã (sáu chữ số)").fill("111111")
    phone.get_by_role("button", name="Xem một lần").click()
    assert (too_small(phone), is_as_wide_as_the_phone(phone)) == ([], True)

    phone.get_by_label("Mã (sáu chữ số)").fill(code)
    phone.get_by_role("button", name="Xem một lần").click()

    assert NAME in phone.content()


@pytest.mark.parametrize("with_scripts", [True, False])
def test_what_is_shown_goes_after_five_minutes_where_there_are_scripts(
    browser: Browser, address: str, casework: FakeAnswers, *, with_scripts: bool
) -> None:
    token = casework.ask_about_the_person()
    code = casework.code_for(token)
    with a_phone(browser, with_scripts=with_scripts) as phone:
        stop_the_clock(phone)
        read_by_the_code(phone, f"{address}/a/{token}", code)
        if with_scripts:
            phone.clock.run_for(5 * 60 * 1000 - 1)
        before = phone.locator("main").inner_text()
        if with_scripts:
            phone.clock.run_for(1)
        after = phone.locator("main").inner_text()

    assert (NAME in before, NAME in after) == (True, not with_scripts)
    assert ("tự xóa sau năm phút" in before, "tự xóa sau năm phút" in after) == (
        False,
        with_scripts,
    )


@pytest.mark.parametrize("looked_again", [False, True])
def test_a_clock_that_is_set_back_keeps_nothing_on_the_screen(
    browser: Browser, address: str, casework: FakeAnswers, *, looked_again: bool
) -> None:
    token = casework.ask_about_the_person()
    code = casework.code_for(token)
    with a_phone(browser, with_scripts=True) as phone:
        stop_the_clock(phone)
        read_by_the_code(phone, f"{address}/a/{token}", code)

        phone.clock.run_for(60 * 1000)
        phone.clock.set_system_time(0)
        if looked_again:
            phone.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        before = phone.locator("main").inner_text()
        phone.clock.run_for(4 * 60 * 1000)

        assert (NAME in before, NAME in phone.locator("main").inner_text()) == (True, False)


def test_without_consent_the_page_says_so_and_leads_back(
    phone: Page, address: str, casework: FakeAnswers
) -> None:
    token = casework.ask_about_the_person()
    code = casework.code_for(token)
    phone.goto(f"{address}/a/{token}")
    phone.get_by_text("Về người được hỗ trợ: xem bằng mã").click()
    phone.get_by_label("Mã (sáu chữ số)").fill(code)
    casework.withdraw_consent(token)

    phone.get_by_role("button", name="Xem một lần").click()

    assert "không còn hiệu lực" in phone.title()
    assert (too_small(phone), is_as_wide_as_the_phone(phone)) == ([], True)
    phone.get_by_role("link", name="Trở lại yêu cầu").click()
    assert "Xác nhận đã thực hiện" in phone.content()
