"""The pictures in the papers for people, of the real pages over a made-up case: `make pictures`."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html import escape
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, FloatRect, Page, ViewportSize

from deployments.first_start import DEMO, publish_shipped
from domain.casework.administration.publishing import publish_directory, publish_policy
from domain.letters.notices import Letter
from domain.pathway.files import read_pathway, shipped_pathways
from domain.reading import text_of
from tests.browsers import chromium
from tests.domain.casework.bureau import TOKEN, Bureau, bureau
from tests.house.source import ROOT
from tests.pages.desk.front import PASSWORD, Front
from tests.pages.serving import served

IMAGES, GUIDE = ROOT / "docs" / "images", ROOT / "docs" / "officers-guide"
PHONE: ViewportSize = {"width": 360, "height": 740}
SCREEN: ViewportSize = {"width": 1440, "height": 900}
COLOURS, COLOURS_OF_A_DIAGRAM = 16, 10
MARGIN = 8
LETTER = """
<main style="margin:8px;font:17px/1.45 system-ui;color:#25221e">
<b style="display:block;padding-bottom:10px;border-bottom:1px solid #ccc">{subject}</b>
<p style="margin:10px 0 0;white-space:pre-wrap;overflow-wrap:anywhere">{text}</p></main>
"""


@dataclass
class Studio:
    place: Bureau
    front: Front
    address: str
    browser: Browser

    @contextmanager
    def page(self, size: ViewportSize) -> Iterator[Page]:
        sharpness = 1 if size is SCREEN else 2
        context = self.browser.new_context(viewport=size, device_scale_factor=sharpness)
        yield context.new_page()
        context.close()

    @property
    def journey(self) -> str:
        """The one that was opened at the desk."""
        return self.front.woken[0]

    def letter_to(self, agency: str) -> Letter:
        """The newest one."""
        self.place.carry(self.journey)
        letters = [claimed.letter for claimed in reversed(self.place.pile)]
        return next(one for one in letters if f"Kính gửi: {agency}" in one.text)

    def open(self, page: Page, letter: Letter) -> None:
        (token,) = TOKEN.findall(letter.text)
        page.goto(f"{self.address}/a/{token}")


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        chromium() as browser,
        bureau(f"sqlite:///{folder}/referral.sqlite") as place,
    ):
        publish_shipped(place.office)
        publish_directory(place.office, text_of(DEMO / "directory.yaml"), "user:tam")
        publish_policy(place.office, text_of(DEMO / "policy.yaml"), "user:tam")
        front = Front(place)
        with served(front.app()) as address:
            _take_all(Studio(place, front, address, browser))


def _take_all(studio: Studio) -> None:
    with studio.page(PHONE) as desk, studio.page(PHONE) as phone, studio.page(SCREEN) as screen:
        for page in (desk, screen):
            _sign_in(studio, page)
        _intake(studio, desk)
        _answered(studio, phone)
        _reported(studio, phone)
        _needs(studio, phone)
        _police(studio, phone)
        _withdrawn(studio, phone, screen)
        _at_the_desk(studio, screen)


def _sign_in(studio: Studio, page: Page) -> None:
    page.goto(f"{studio.address}/desk")
    page.get_by_label("Tên đăng nhập").fill("tam")
    page.get_by_label("Mật khẩu").fill(PASSWORD)
    page.get_by_role("button", name="Đăng nhập").click()


def _intake(studio: Studio, desk: Page) -> None:
    desk.goto(f"{studio.address}/desk/open")
    desk.locator("#entry").select_option("mau_chung:tu_tro_ve")
    desk.get_by_role("button", name="Mở hồ sơ này").click()
    desk.get_by_label("Họ và tên").fill("Nguyễn Thị Mẫu")
    desk.get_by_label("Liên lạc an toàn").fill("Gọi buổi sáng, nói là bạn học cũ")
    desk.get_by_role("button", name="Lưu và niêm phong").click()
    desk.get_by_role("radio", name="người được hỗ trợ").check()
    desk.get_by_role("checkbox", name="Cơ quan công an").check()
    desk.get_by_role("checkbox", name="Họ và tên").check()
    desk.get_by_label("bằng lời nói").check()
    take(desk, IMAGES / "consent.png", of="main form", until="fieldset:has([name=fields])")
    desk.get_by_role("button", name="Ghi là đồng ý").click()


def _answered(studio: Studio, phone: Page) -> None:
    """A request of two fields, from its letter to the receipt."""
    pathway = next(one for one in map(read_pathway, shipped_pathways()) if one.key == "hai_phong")
    journey = studio.place.open(pathway, "tu_tro_ve", area="hai_phong")
    letter = studio.letter_to("Sở Y tế (mẫu)")
    text = re.sub(r"http\S+", "https://phoihop.example.vn/a/q2cemtc5svoo…", letter.text)
    phone.set_content(LETTER.format(subject=escape(letter.subject), text=escape(text)))
    take(phone, GUIDE / "1-thu.png", of="main")

    studio.open(phone, letter)
    _write_the_day(phone, "ngay_nhan")
    phone.locator("#f-nguon_van_ban").fill("123/CATP")
    take(phone, GUIDE / "2-dien.png", of="#answer .field >> nth=0", until="#answer form > button")
    phone.get_by_role("button", name="Gửi câu trả lời").click()
    take(phone, GUIDE / "3-xong.png", of="main > .good", until=".receipt h2")
    studio.place.carry(journey)


def _reported(studio: Studio, phone: Page) -> None:
    studio.open(phone, studio.letter_to("Ủy ban nhân dân cấp xã (mẫu)"))
    _write_the_day(phone, "ngay")
    phone.get_by_role("button", name="Gửi câu trả lời").click()


def _needs(studio: Studio, phone: Page) -> None:
    studio.open(phone, studio.letter_to("Cơ quan tiếp nhận (mẫu)"))
    _write_the_day(phone, "ngay")
    for name, value in (("dong_y", 0), ("duoi_18", 1), ("can_noi_o", 0), ("co_giay_to", 1)):
        phone.locator(f"input[name={name}]").nth(value).check()
    phone.get_by_label("Chăm sóc y tế").check()
    phone.get_by_role("button", name="Gửi câu trả lời").click()


def _police(studio: Studio, phone: Page) -> None:
    studio.open(phone, studio.letter_to("Công an cấp xã (mẫu)"))
    take(phone, IMAGES / "answer.png", of="main > .asked", until="#answer .field")
    take(phone, GUIDE / "4-truong-hop-khac.png", of="main > .otherwise:not(.person)")
    phone.locator(".person summary").click()
    phone.locator("#code").fill("056 784")
    take(phone, GUIDE / "5-ma.png", of="main > .person")


def _withdrawn(studio: Studio, phone: Page, screen: Page) -> None:
    """By the coordinator, while somebody looks at it."""
    studio.open(phone, studio.letter_to("Bệnh viện đa khoa (mẫu)"))
    case = studio.journey.partition("/")[0]
    screen.goto(f"{studio.address}/desk/cases/{case}")
    screen.get_by_role("link", name="Chăm sóc y tế").last.click()
    screen.get_by_text("Rút yêu cầu", exact=True).click()
    screen.get_by_role("button", name="Rút lại").click()
    phone.reload()
    take(phone, GUIDE / "6-da-rut.png", of="main > .gone")


def _at_the_desk(studio: Studio, screen: Page) -> None:
    studio.place.carry(studio.journey)
    screen.goto(f"{studio.address}/desk")
    take(screen, IMAGES / "desk.png", of="main")
    case = studio.journey.partition("/")[0]
    screen.goto(f"{studio.address}/desk/cases/{case}")
    screen.get_by_text("Xem dạng sơ đồ").click()
    take(screen, IMAGES / "case.png", of=".wide svg", colours=COLOURS_OF_A_DIAGRAM)


def _write_the_day(phone: Page, field: str) -> None:
    """As a Vietnamese telephone shows it: Debian's Chromium knows American days alone."""
    day = phone.locator(f"#f-{field}")
    day.evaluate("one => one.type = 'text'")
    day.fill("23/11/2026")


def take(page: Page, path: Path, of: str, until: str | None = None, colours: int = COLOURS) -> None:
    """From the top of one element to the bottom of another, or its own; as wide as the first."""
    page.evaluate("document.activeElement.blur(); scrollTo(0, 0)")
    first, last = page.locator(of).bounding_box(), page.locator(until or of).first.bounding_box()
    assert first is not None
    assert last is not None
    clip: FloatRect = {
        "x": first["x"] - MARGIN,
        "y": first["y"] - MARGIN,
        "width": first["width"] + 2 * MARGIN,
        "height": last["y"] + last["height"] - first["y"] + 2 * MARGIN,
    }
    taken = Image.open(io.BytesIO(page.screenshot(full_page=True, clip=clip)))
    taken.convert("RGB").quantize(colours, dither=Image.Dither.NONE).save(path, optimize=True)


if __name__ == "__main__":
    main()
