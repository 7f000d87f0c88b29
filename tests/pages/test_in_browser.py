"""The pages on a small phone, without JavaScript and with, as an officer has them in the hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.pages.fakes import FakeAnswers
from tests.pages.forms import EVERY_KIND, LETTER, RESULT
from tests.pages.phones import PHONE, a_phone, is_as_wide_as_the_phone, too_small

pytestmark = pytest.mark.browser


@pytest.fixture
def scripted(browser: Browser) -> Iterator[Page]:
    with a_phone(browser, with_scripts=True) as page:
        yield page


def test_faults_are_seen_beside_their_fields(
    phone: Page, address: str, casework: FakeAnswers, tmp_path: Path
) -> None:
    token = casework.ask(EVERY_KIND)
    phone.goto(f"{address}/a/{token}")

    phone.get_by_role("button", name="Gửi câu trả lời").click()

    phone.screenshot(path=tmp_path / "faults.png", full_page=True)
    assert phone.get_by_role("alert").is_visible()
    field = phone.locator(".field", has=phone.get_by_label("Ngày trả lời"))
    assert field.locator(".fault").is_visible()
    assert is_as_wide_as_the_phone(phone)
    assert too_small(phone) == []


def test_a_fault_in_the_summary_leads_to_its_field(
    phone: Page, address: str, casework: FakeAnswers
) -> None:
    phone.goto(f"{address}/a/{casework.ask(EVERY_KIND)}")
    phone.get_by_role("button", name="Gửi câu trả lời").click()

    phone.get_by_role("alert").get_by_text("Địa bàn").click()

    box = phone.get_by_label("Địa bàn (").bounding_box()
    scrolled = phone.evaluate("scrollY")
    assert box is not None
    assert scrolled > 0
    assert 0 <= round(box["y"]) < PHONE["height"]


def test_what_was_typed_goes_along_to_the_other_language_and_enter_sends_it(
    phone: Page, address: str, casework: FakeAnswers
) -> None:
    token = casework.ask((LETTER, RESULT))
    phone.goto(f"{address}/a/{token}")
    phone.get_by_label("Số văn bản").fill("123/CATP")
    phone.get_by_role("button", name="Gửi câu trả lời").click()
    assert (too_small(phone), is_as_wide_as_the_phone(phone)) == ([], True)

    phone.get_by_role("button", name="English").click()
    typed = phone.get_by_label("Số văn bản").or_(phone.get_by_label("Letter number"))
    kept, language = typed.input_value(), phone.locator("html").get_attribute("lang")
    typed.press("Enter")

    assert (kept, language) == ("123/CATP", "en")
    assert phone.get_by_role("alert").is_visible()
    assert phone.locator("html").get_attribute("lang") == "en"


def test_the_first_view_is_calm_and_a_refusal_one_press_away(
    phone: Page, address: str, casework: FakeAnswers
) -> None:
    token = casework.ask([])
    phone.goto(f"{address}/a/{token}")
    assert not phone.get_by_label("Nói rõ thêm").is_visible()

    phone.get_by_text("Chúng tôi không thực hiện được").click()
    assert too_small(phone) == []
    phone.get_by_label("Không thuộc địa bàn").check()
    phone.get_by_role("button", name="Gửi: không thực hiện được").click()

    assert phone.get_by_role("heading", level=1).inner_text().startswith("Đã ghi nhận")
    sent = [(each.verdict, each.because) for each in casework.recorded(token)]
    assert sent == [("declined", "wrong_area")]


def test_an_answer_in_two_fields_takes_three_taps_and_the_typing(
    phone: Page, address: str, casework: FakeAnswers
) -> None:
    token = casework.ask((LETTER, RESULT))
    phone.goto(f"{address}/a/{token}")
    taps = [
        phone.get_by_label("Số văn bản"),
        phone.get_by_label("Là nạn nhân", exact=True),
        phone.get_by_role("button", name="Gửi câu trả lời"),
    ]

    for target in taps:
        target.click()
        if target == taps[0]:
            phone.keyboard.type("123/CATP")

    assert phone.get_by_role("heading", level=1).inner_text().startswith("Đã ghi nhận")
    (sent,) = casework.recorded(token)
    assert sent.raw == {"so_van_ban": ("123/CATP",), "ket_qua": ("la_nan_nhan",)}


def test_what_is_done_comes_first_and_all_else_is_folded_away(
    phone: Page, address: str, casework: FakeAnswers
) -> None:
    phone.goto(f"{address}/a/{casework.ask((LETTER, RESULT), may_lack_grounds=True)}")

    buttons = [each for each in phone.get_by_role("button").all() if each.is_visible()]
    others = [each.bounding_box() for each in phone.locator("summary").all()]

    done = phone.get_by_role("button", name="Gửi câu trả lời").bounding_box()
    assert [each.inner_text() for each in buttons] == ["Gửi câu trả lời", "Lưu lại, gửi sau"]
    assert done is not None
    assert all(box is not None and box["y"] > done["y"] for box in others)


def test_nothing_is_fetched_from_anywhere_else_and_nothing_is_blocked(
    phone: Page, address: str, casework: FakeAnswers
) -> None:
    fetched: list[str] = []
    complaints: list[str] = []
    phone.on("request", lambda request: fetched.append(request.url))
    phone.on("console", lambda message: complaints.append(message.text))

    phone.goto(f"{address}/a/{casework.ask([])}")
    phone.get_by_role("button", name="Xác nhận đã thực hiện").click()

    assert all(url.startswith(address) for url in fetched)
    assert complaints == []


def test_who_uses_a_keyboard_sees_where_they_are(
    phone: Page, address: str, casework: FakeAnswers
) -> None:
    phone.goto(f"{address}/a/{casework.ask(EVERY_KIND)}")

    for _ in range(4):
        phone.keyboard.press("Tab")
        outline = phone.evaluate("getComputedStyle(document.activeElement).outlineStyle")
        assert outline == "solid"


def test_the_page_is_dark_where_the_phone_is(
    phone: Page, address: str, casework: FakeAnswers, tmp_path: Path
) -> None:
    phone.goto(f"{address}/a/{casework.ask(EVERY_KIND)}")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = phone.evaluate(ground)

    phone.emulate_media(color_scheme="dark")

    phone.screenshot(path=tmp_path / "dark.png", full_page=True)
    assert phone.evaluate(ground) != light


def test_a_receipt_is_printed_without_its_buttons(
    phone: Page, address: str, casework: FakeAnswers
) -> None:
    phone.goto(f"{address}/a/{casework.ask([])}")
    phone.get_by_role("button", name="Xác nhận đã thực hiện").click()

    phone.emulate_media(media="print")

    assert phone.get_by_text("7K3Q-9MXD").is_visible()
    assert not phone.get_by_role("link", name="Sửa câu trả lời").is_visible()


def test_a_megabyte_ends_on_a_plain_page(phone: Page, address: str, casework: FakeAnswers) -> None:
    token = casework.ask([])
    phone.goto(f"{address}/a/{token}")
    phone.get_by_text("Chúng tôi không thực hiện được").click()
    phone.get_by_label("Nói rõ thêm").fill("x" * 1024 * 1024)

    phone.get_by_role("button", name="Gửi: không thực hiện được").click()

    assert phone.get_by_role("heading", level=1).inner_text() == "Nội dung gửi quá lớn"
    assert casework.recorded(token) == []


def test_a_page_that_is_only_loaded_and_scrolled_by_itself_is_not_opened(
    scripted: Page, address: str, casework: FakeAnswers
) -> None:
    token = casework.ask(EVERY_KIND)

    scripted.goto(f"{address}/a/{token}#answer", wait_until="networkidle")
    scripted.evaluate("scrollTo(0, 500); document.body.click()")
    scripted.wait_for_load_state("networkidle")

    assert not casework.is_opened(token)


@pytest.mark.parametrize("act", ["tap", "key", "wheel"])
def test_a_page_that_somebody_touches_is_opened(
    scripted: Page, address: str, casework: FakeAnswers, act: str
) -> None:
    token = casework.ask(EVERY_KIND)
    scripted.goto(f"{address}/a/{token}")

    with scripted.expect_response(lambda response: response.url.endswith("/seen")) as told:
        if act == "tap":
            scripted.mouse.click(100, 100)
        elif act == "key":
            scripted.keyboard.press("Tab")
        else:
            scripted.mouse.wheel(0, 200)

    assert told.value.status == 204
    assert casework.is_opened(token)
