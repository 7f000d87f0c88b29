"""A button of a draft that another has changed since: what it did not do, and the way back."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.pages.admin.editor import DRAFT, editing
from tests.pages.desk.front import Browser, Front, form
from tests.pages.reading import Form, Page

TRIP, PUBLISH = f"{DRAFT}/steps/trip", f"{DRAFT}/publish"


@pytest.fixture
def vi(front: Front) -> Iterator[Browser]:
    with editing(front) as browser:
        yield browser


def pressed_too_late(front: Front, vi: Browser, page: str, button: str) -> Page:
    """After another one has saved something."""
    seen = button_of(vi.page(page), button)
    with front.browser("bac") as bac:
        named = next(one for one in bac.page(TRIP).forms if "title.vi" in one.values)
        assert bac.send(named, **{"title.vi": "Chuyến đi của Bắc"}).status_code == 303
    return vi.read(vi.send(seen), 409)


def button_of(page: Page, ending: str) -> Form:
    if ending != "/propose":
        return form(page, ending)
    sent = form(page, "/publish")
    sent.attributes["action"] = sent.attributes["action"].replace("/publish", ending)
    return sent


@pytest.mark.parametrize(
    ("page", "button", "not_done", "back"),
    [
        (PUBLISH, "/publish", "Chưa công bố gì cả.", PUBLISH),
        (PUBLISH, "/propose", "Chưa đề nghị công bố.", PUBLISH),
        (DRAFT, "/undo", "Chưa hoàn tác gì cả.", DRAFT),
        (DRAFT, "/throw-away", "Bản thảo chưa bị hủy.", DRAFT),
        (TRIP, "/remove", "Chưa chuyển hay xóa gì cả.", DRAFT),
    ],
)
def test_it_says_what_was_not_done_and_leads_back(
    front: Front, vi: Browser, page: str, button: str, not_done: str, back: str
) -> None:
    if button == "/undo":
        named = next(one for one in vi.page(TRIP).forms if "title.vi" in one.values)
        vi.send(named, **{"title.vi": "Chuyến đi"})

    told = pressed_too_late(front, vi, page, button)

    assert f"Bắc vừa thay đổi nội dung này. {not_done}" in told.words
    assert "anh/chị nhập" not in told.words
    assert "“Chuyến đi của Bắc”" in told.words
    assert [link for link in told.links() if link.startswith(DRAFT)] == [back]


def test_pressed_once_more_from_there_it_is_done(front: Front, vi: Browser) -> None:
    told = pressed_too_late(front, vi, PUBLISH, "/publish")
    back = next(link for link in told.links() if link.startswith(DRAFT))

    assert "Đã công bố." in vi.follow(vi.send(form(vi.page(back), "/publish"))).words
