"""Taking down the person and their consent on a small phone, with and without JavaScript."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from deployments.first_start import DEMO, publish_shipped
from domain.casework.consents import enter
from domain.casework.publishing import publish_directory
from domain.casework.the_person import take_identity
from domain.consent import Given, Overridden
from domain.pathway_files import read_pathway, shipped_pathways
from domain.reading import text_of
from tests.pages.axe import LANGUAGES, violations
from tests.pages.desk.front import Front
from tests.pages.desk.seats import Seat
from tests.pages.phones import PHONE, a_phone, is_as_wide_as_the_phone, too_small
from tests.pages.serving import served

pytestmark = pytest.mark.browser

HAI_PHONG = next(read_pathway(path) for path in shipped_pathways() if path.stem == "hai_phong")
VERIFY = HAI_PHONG.by_id["xac_minh"]
NAME = "Lò Thị Mây"
PAGES = ("", "/person", "/person/details", "/person/agree", "/person/refuse", "/person/override")


@pytest.fixture
def address(front: Front) -> Iterator[str]:
    with served(front.app()) as address:
        yield address


@pytest.fixture(params=[False, True], ids=["without scripts", "with scripts"])
def phone(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    with a_phone(browser, with_scripts=request.param) as page:
        yield page


@pytest.fixture
def shipped(front: Front) -> None:
    publish_shipped(front.place.office)
    publish_directory(front.place.office, text_of(DEMO / "directory.yaml"), "user:lan")


@pytest.fixture
def case(front: Front, shipped: None) -> str:
    """The path of one in which something was agreed to, and shown without consent."""
    office = front.place.office
    code = front.place.open(HAI_PHONG, "tu_tro_ve", area="hai_phong").partition("/")[0]
    take_identity(office, code, {"full_name": [NAME], "papers": ["CCCD"]}, "lan")
    scope = {"roles": [VERIFY.role], "fields": ["full_name"], "steps": [VERIFY.id]}
    given = Given.model_validate(scope | {"how": "spoken", "giver": "person"})
    shown = Overridden.model_validate(scope | {"basis": "danger_to_life"})
    for said in (given, shown):
        enter(office, code, said, {"reason": "Có người đe dọa"}, "lan")
    return f"/desk/cases/{code}"


def unfit(phone: Page) -> tuple[bool, list[str]]:
    return not is_as_wide_as_the_phone(phone), too_small(phone)


def test_a_coordinator_opens_a_case_and_takes_down_the_person(
    front: Front, shipped: None, phone: Page, address: str, tmp_path: Path
) -> None:
    Seat(phone, address, "vi").signs_in("lan")
    phone.goto(f"{address}/desk/open")
    phone.locator("#entry").select_option("hai_phong:tu_tro_ve")
    phone.locator("#area").select_option("hai_phong")
    phone.get_by_role("button", name="Mở hồ sơ này").click()

    phone.get_by_label("Họ và tên").fill(NAME)
    phone.get_by_label("Liên lạc an toàn").fill("Gọi buổi sáng, nói là bạn học")
    phone.screenshot(path=tmp_path / "1-details.png", full_page=True)
    phone.get_by_role("button", name="Lưu dưới niêm phong").click()
    phone.get_by_role("radio", name="người được hỗ trợ").check()
    phone.get_by_label("Công an thành phố").first.check()
    phone.get_by_role("checkbox", name="Họ và tên").check()
    phone.get_by_label("bằng lời nói").check()
    phone.get_by_label("Người làm chứng").fill("Bà Lụa")
    phone.screenshot(path=tmp_path / "2-agree.png", full_page=True)
    phone.get_by_role("button", name="Ghi là đồng ý").click()
    phone.get_by_role("button", name="Xem một lần").click()
    phone.screenshot(path=tmp_path / "3-person.png", full_page=True)

    assert phone.get_by_text(NAME).is_visible()
    journey = front.woken[0]
    assert {"took_identity", "consent_given", "read_identity"} <= set(front.kinds(journey))


def test_every_page_about_the_person_fits_the_phone(
    phone: Page, address: str, case: str, tmp_path: Path
) -> None:
    Seat(phone, address, "vi").signs_in("lan")
    found = {}
    for number, page in enumerate(PAGES):
        phone.goto(f"{address}{case}{page}")
        for summary in phone.locator("summary").all():
            summary.click()
        phone.screenshot(path=tmp_path / f"page-{number}.png", full_page=True)
        found[page] = unfit(phone)

    assert found == dict.fromkeys(PAGES, (False, []))


def test_the_code_fits_the_phone(phone: Page, address: str, readable: str, tmp_path: Path) -> None:
    Seat(phone, address, "vi").signs_in("lan")
    phone.goto(f"{address}/desk/cases/{readable}")
    before = unfit(phone)
    phone.screenshot(path=tmp_path / "code-0.png", full_page=True)

    phone.get_by_role("button", name="Tạo mã cho Người trực").first.click()

    phone.screenshot(path=tmp_path / "code-1.png", full_page=True)
    assert before == unfit(phone) == (False, [])
    assert phone.get_by_role("link", name="0912345678").is_visible()


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_about_the_person(
    browser: Browser, address: str, case: str, language: str
) -> None:
    page = browser.new_context(viewport=PHONE).new_page()
    Seat(page, address, "vi").signs_in("lan")
    found = {}
    for path in PAGES:
        page.goto(f"{address}{case}{path}?lang={language}")
        for summary in page.locator("summary").all():
            summary.click()
        found[path] = violations(page)
    for path in ("/person/details", "/person/agree"):
        page.goto(f"{address}{case}{path}?lang={language}")
        page.locator("#f-birth_date, #f-until").evaluate("one => one.type = 'text'")
        page.locator("#f-birth_date, #f-until").fill("31/02/2004")
        page.locator("main form button").click()
        found[f"{path} with faults"] = violations(page)
    page.context.close()

    assert {path: broken for path, broken in found.items() if broken} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_axe_finds_nothing_at_the_code(
    browser: Browser, address: str, readable: str, language: str
) -> None:
    page = browser.new_context(viewport=PHONE).new_page()
    Seat(page, address, "vi").signs_in("lan")
    page.goto(f"{address}/desk/cases/{readable}?lang={language}")
    found = violations(page)
    page.locator("form[action$='/code'] button").first.click()
    found += violations(page)
    page.context.close()

    assert found == []
