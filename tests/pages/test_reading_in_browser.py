"""Reading about the person on a small phone, with JavaScript and without."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import pytest
from playwright.sync_api import Browser, Page, Route

from tests.pages.fakes import FakeAnswers
from tests.pages.phones import (
    a_phone,
    is_as_wide_as_the_phone,
    stop_the_clock,
    too_small,
    unfit,
)

pytestmark = pytest.mark.browser

NAME = "Lò Thị Mây"


FIVE_MINUTES = 5 * 60 * 1000


def types_a_code(phone: Page, link: str, code: str) -> None:
    phone.goto(link)
    phone.get_by_text("Về người được hỗ trợ: xem bằng mã").click()
    phone.get_by_label("Mã (sáu chữ số)").fill(code)


def presses_read(phone: Page) -> None:
    phone.get_by_role("button", name="Xem bằng mã").click()


def words_of(phone: Page) -> str:
    return phone.locator("main").inner_text()


@dataclass(frozen=True, slots=True)
class Officer:
    """Who has the person's data before them, on a phone whose clock goes on by hand."""

    phone: Page
    token: str

    def sees_it_after(self, milliseconds: int) -> bool:
        self.phone.clock.run_for(milliseconds)
        return NAME in words_of(self.phone)


@contextmanager
def who_has_read(
    browser: Browser, address: str, casework: FakeAnswers, *, with_scripts: bool = True
) -> Iterator[Officer]:
    token = casework.ask_about_the_person()
    with a_phone(browser, with_scripts=with_scripts) as phone:
        stop_the_clock(phone)
        types_a_code(phone, f"{address}/a/{token}", casework.code_for(token))
        presses_read(phone)
        phone.get_by_text(NAME).wait_for()
        phone.wait_for_load_state()
        yield Officer(phone, token)


def test_a_wrong_code_can_be_typed_once_more(
    phone: Page, address: str, casework: FakeAnswers
) -> None:
    token = casework.ask_about_the_person()
    code = casework.code_for(token)
    types_a_code(phone, f"{address}/a/{token}", "111111")
    presses_read(phone)
    assert (too_small(phone), is_as_wide_as_the_phone(phone)) == ([], True)

    phone.get_by_label("Mã (sáu chữ số)").fill(code)
    presses_read(phone)

    assert NAME in phone.content()


def test_what_is_shown_goes_after_five_minutes(
    browser: Browser, address: str, casework: FakeAnswers
) -> None:
    with who_has_read(browser, address, casework) as officer:
        before = officer.sees_it_after(FIVE_MINUTES - 1)
        after = officer.sees_it_after(1)

        assert (before, after) == (True, False)
        assert "tự xóa sau năm phút" in words_of(officer.phone)


@pytest.mark.parametrize("looked_again", [False, True])
def test_a_clock_that_is_set_back_keeps_nothing_on_the_screen(
    browser: Browser, address: str, casework: FakeAnswers, *, looked_again: bool
) -> None:
    with who_has_read(browser, address, casework) as officer:
        officer.phone.clock.run_for(60 * 1000)
        officer.phone.clock.set_system_time(0)
        if looked_again:
            officer.phone.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
        before = officer.sees_it_after(0)

        assert (before, officer.sees_it_after(FIVE_MINUTES - 60 * 1000)) == (True, False)


@pytest.mark.parametrize("what", ["consent withdrawn", "case stopped"])
def test_an_open_page_shows_nothing_any_more_once_it_may_not(
    browser: Browser, address: str, casework: FakeAnswers, what: str
) -> None:
    with who_has_read(browser, address, casework) as officer:
        with officer.phone.expect_response("**/stands?**") as asked:
            before = officer.sees_it_after(15_000)
        if what == "consent withdrawn":
            casework.withdraw_consent(officer.token)
        else:
            casework.let_it_be(officer.token, "resting")
        officer.phone.clock.run_for(15_000)
        officer.phone.get_by_text("thông tin ở đây không còn được hiển thị").wait_for()

        assert (before, asked.value.json()) == (True, {"stands": True})
        assert NAME not in officer.phone.content()
        assert unfit(officer.phone) == []


def test_a_page_that_was_left_shows_nothing_to_who_goes_back(
    browser: Browser, address: str, casework: FakeAnswers
) -> None:
    with who_has_read(browser, address, casework) as officer:
        officer.phone.evaluate("dispatchEvent(new PageTransitionEvent('pagehide'))")

        assert NAME not in officer.phone.content()


def test_without_scripts_the_page_goes_back_to_the_request_by_itself(
    browser: Browser, address: str, casework: FakeAnswers
) -> None:
    def sooner(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=answer.text().replace('content="120;', 'content="0;'))

    token = casework.ask_about_the_person()
    with a_phone(browser, with_scripts=False) as phone:
        types_a_code(phone, f"{address}/a/{token}", casework.code_for(token))
        phone.route("**/a/*", sooner)
        with phone.expect_request(lambda sent: sent.method == "GET"):
            presses_read(phone)
        phone.get_by_role("heading", name="Đề nghị xác minh").wait_for()

        assert NAME not in phone.content()


def test_without_consent_the_page_says_so_and_leads_back(
    phone: Page, address: str, casework: FakeAnswers
) -> None:
    token = casework.ask_about_the_person()
    code = casework.code_for(token)
    types_a_code(phone, f"{address}/a/{token}", code)
    casework.withdraw_consent(token)

    presses_read(phone)

    assert "không còn hiệu lực" in phone.title()
    assert (too_small(phone), is_as_wide_as_the_phone(phone)) == ([], True)
    phone.get_by_role("link", name="Trở lại yêu cầu").click()
    assert "Xác nhận đã thực hiện" in phone.content()
