"""A code for reading about the person, made on a small phone in both languages."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from domain.texts import Language
from tests.pages.axe import LANGUAGES, violations
from tests.pages.desk.front import Front
from tests.pages.desk.seats import seats_at
from tests.pages.phones import unfit

pytestmark = pytest.mark.browser


def test_a_code_is_made_and_read_out(front: Front, browser: Browser, readable: str) -> None:
    with seats_at(front, browser) as seats:
        lan = seats.of("lan", "vi", with_scripts=False)
        lan.opens(f"/desk/cases/{readable}")
        before = unfit(lan.phone)

        lan.leaves_by(lan.phone.get_by_role("button", name="Tạo mã cho Người trực").first)

        assert before == unfit(lan.phone) == []
        assert lan.phone.get_by_role("link", name="0912345678").is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing(
    front: Front, browser: Browser, readable: str, language: Language
) -> None:
    with seats_at(front, browser) as seats:
        lan = seats.of("lan", language)
        lan.opens(f"/desk/cases/{readable}")
        found = violations(lan.phone)

        lan.leaves_by(lan.phone.locator("form[action$='/code'] button").first)

        assert found + violations(lan.phone) == []
