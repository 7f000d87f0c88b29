"""The desk on a small phone, without JavaScript, over a journey of a shipped pathway."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from deployments.first_start import DEMO, publish_shipped
from domain.casework.advancing import look_at
from domain.casework.coordinating import withdraw
from domain.casework.publishing import publish_directory, publish_policy
from domain.pathway_files import read_pathway, shipped_pathways
from domain.reading import text_of
from tests.pages.axe import violations
from tests.pages.desk.front import PASSWORD, Front
from tests.pages.phones import PHONE, is_as_wide_as_the_phone, too_small
from tests.pages.serving import served

pytestmark = pytest.mark.browser

SHIPPED = {path.stem: read_pathway(path) for path in shipped_pathways()}


@pytest.fixture
def address(front: Front) -> Iterator[str]:
    with served(front.app()) as address:
        yield address


@pytest.fixture(params=[False, True], ids=["without scripts", "with scripts"])
def phone(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Page]:
    context = browser.new_context(viewport=PHONE, java_script_enabled=request.param)
    yield context.new_page()
    context.close()


@pytest.fixture
def journey(front: Front) -> str:
    """In Hải Phòng; of what was asked first one request is taken back, the others wait."""
    office, pathway = front.place.office, SHIPPED["hai_phong"]
    publish_shipped(office)
    publish_directory(office, text_of(DEMO / "directory.yaml"), "user:lan")
    publish_policy(office, text_of(DEMO / "policy.yaml"), "user:lan")
    journey = front.place.open(pathway, "tu_tro_ve", area="hai_phong")
    withdraw(office, front.place.waiting(journey)[0], "lan")
    look_at(office, journey)
    return journey


def sign_in(phone: Page, address: str) -> None:
    phone.goto(f"{address}/desk")
    phone.get_by_label("Tên đăng nhập").fill("lan")
    phone.get_by_label("Mật khẩu").fill(PASSWORD)
    phone.get_by_role("button", name="Đăng nhập").click()


def test_a_coordinator_signs_in_finds_the_case_and_acts(
    front: Front, phone: Page, address: str, journey: str, tmp_path: Path
) -> None:
    sign_in(phone, address)
    phone.screenshot(path=tmp_path / "1-desk.png", full_page=True)
    phone.get_by_role("link", name=journey.partition("/")[0]).last.click()
    phone.screenshot(path=tmp_path / "2-case.png", full_page=True)
    phone.locator(".waits a").first.click()
    phone.get_by_text("Bỏ qua", exact=True).first.click()
    phone.screenshot(path=tmp_path / "3-request.png", full_page=True)
    phone.get_by_label("Vì sao bỏ qua?").fill("Người đó đã có giấy tờ.")

    phone.get_by_role("button", name="Bỏ qua").click()

    phone.screenshot(path=tmp_path / "4-done.png", full_page=True)
    assert phone.get_by_role("status").is_visible()
    assert front.kinds(journey)[-1] == "skipped"


PATHS = (
    "/desk",
    "/desk/cases?code=x",
    "/desk/open",
    "/desk/nothing/1",
    "/desk/cases/{journey}",
    "/desk/cases/{journey}/2",
    "/desk/cases/{journey}/xac_minh",
)


def test_every_page_of_the_desk_fits_the_phone(
    phone: Page, address: str, journey: str, tmp_path: Path
) -> None:
    sign_in(phone, address)
    faults = {}
    for number, path in enumerate(PATHS):
        phone.goto(address + path.format(journey=journey))
        for summary in phone.locator("summary").all():
            summary.click()
        phone.screenshot(path=tmp_path / f"page-{number}.png", full_page=True)
        faults[path] = (not is_as_wide_as_the_phone(phone), too_small(phone))

    assert faults == dict.fromkeys(PATHS, (False, []))


@pytest.mark.parametrize("language", ["vi", "en"])
def test_axe_finds_nothing_on_the_desk(
    browser: Browser, address: str, journey: str, language: str
) -> None:
    page = browser.new_context(viewport=PHONE).new_page()
    page.goto(f"{address}/desk/sign-in?lang={language}")
    found = {"/desk/sign-in": violations(page)}
    sign_in(page, address)
    for path in PATHS:
        separator = "&" if "?" in path else "?"
        page.goto(f"{address}{path.format(journey=journey)}{separator}lang={language}")
        for summary in page.locator("summary").all():
            summary.click()
        found[path] = violations(page)
    page.context.close()

    assert {path: broken for path, broken in found.items() if broken} == {}
