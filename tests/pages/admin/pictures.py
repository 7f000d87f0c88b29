"""The pictures in the guide to changing a pathway, of what its test does: `make pictures`."""

from __future__ import annotations

import tempfile
from pathlib import Path

from playwright.sync_api import Browser

from tests.browsers import chromium
from tests.house.source import ROOT
from tests.pages.admin.test_a_changed_pathway import (
    DRAFT,
    adds_the_step,
    asks_in_its_form,
    changing,
    copies_hai_phong,
    lets_it_depend_on_consent,
    sets_its_deadline,
)
from tests.pages.desk.front import Front
from tests.pages.desk.seats import Seat, seats_at
from tests.pages.phones import PHONE
from tests.pages.pictures import COLOURS_OF_A_DIAGRAM, SCREEN, take

GUIDE = ROOT / "docs" / "changing-a-pathway"


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        chromium() as browser,
        changing(Path(folder)) as front,
    ):
        take_the_guides(front, browser)


def take_the_guides(front: Front, browser: Browser) -> None:
    with seats_at(front, browser) as seats:
        vi = seats.of("vi", "vi")
        copies_hai_phong(vi)
        take(vi.phone, GUIDE / "1-ban-thao.png", of="main > section >> nth=1")
        adds_the_step(vi)
        sets_its_deadline(vi)
        take(vi.phone, GUIDE / "2-buoc.png", of="main > section >> nth=1", until="section#time")
        asks_in_its_form(vi)
        lets_it_depend_on_consent(vi)
        take(vi.phone, GUIDE / "3-dieu-kien.png", of="main > section >> nth=1")
        _diagram(vi)
        _dry_run(vi)
        _publishing(vi)


def _diagram(vi: Seat) -> None:
    vi.opens(DRAFT)
    vi.phone.set_viewport_size(SCREEN)
    take(vi.phone, GUIDE / "4-so-do.png", of=".wide svg", colours=COLOURS_OF_A_DIAGRAM)


def _dry_run(vi: Seat) -> None:
    vi.phone.set_viewport_size(PHONE)
    vi.opens(f"{DRAFT}/try")
    vi.phone.locator("#entry").select_option("tu_tro_ve")
    vi.phone.locator("#area").select_option("hai_phong")
    vi.presses("Begin")
    take(vi.phone, GUIDE / "5-chay-thu.png", of="section#now", until="section#now h3 >> nth=1")


def _publishing(vi: Seat) -> None:
    vi.opens(f"{DRAFT}/publish")
    take(vi.phone, GUIDE / "6-cong-bo.png", of="main > section >> nth=0", until="main button")


if __name__ == "__main__":
    main()
