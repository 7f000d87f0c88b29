"""Reading about the person on a small phone, without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from pages.application import create_app
from tests.pages.fakes import FakeAnswers
from tests.pages.phones import PHONE
from tests.pages.serving import served
from tests.pages.test_in_browser import is_as_wide_as_the_phone, too_small

pytestmark = pytest.mark.browser

NAME, SAFE = "Lò Thị Mây", "Gọi buổi sáng, nói là bạn học"


@pytest.fixture
def address(casework: FakeAnswers) -> Iterator[str]:
    with served(create_app(casework, language="vi", health=lambda: True)) as address:
        yield address


@pytest.fixture
def phone(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_it_takes_three_taps_and_the_code(phone: Page, address: str, casework: FakeAnswers) -> None:
    token = casework.ask_about_the_person()
    code = casework.code_for(token)
    phone.goto(f"{address}/a/{token}")

    phone.get_by_text("Về người được hỗ trợ: xem bằng mã").click()
    assert (too_small(phone), is_as_wide_as_the_phone(phone)) == ([], True)
    phone.get_by_label("Mã (sáu chữ số)").fill(code)
    phone.get_by_role("button", name="Xem một lần").click()

    assert SAFE in phone.content()
    assert (too_small(phone), is_as_wide_as_the_phone(phone)) == ([], True)
    phone.get_by_role("link", name="Trở lại yêu cầu").click()
    assert NAME not in phone.content()
    phone.get_by_role("button", name="Xác nhận đã thực hiện").click()
    assert len(casework.recorded(token)) == 1


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
