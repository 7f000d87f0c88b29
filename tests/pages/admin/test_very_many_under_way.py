"""More journeys under way than one page shows and one press moves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile
from urllib.parse import urlencode

import pytest

from domain.casework.administration.publishing import publish_pathway
from domain.casework.journeys.advancing import advance
from domain.casework.journeys.halting import stop
from domain.casework.journeys.opening import open_case
from domain.casework.versions.moving import move_journey
from domain.casework.versions.naming import Names
from pages.admin.very_many import AT_A_TIME, AT_MOST, Carried
from pages.limits import LARGEST_BODY
from tests.domain.casework.bureau import bureau
from tests.domain.small import pathway, step
from tests.pages.desk.front import Browser, Front, form
from tests.pages.reading import Page
from tests.strategies import label

IMPACT = "/admin/pathways/small/impact"
FIRST = pathway(step("verify"), step("care", "verify", role="shelter"))
SECOND = pathway(step("verify", ask=label("Xác minh kỹ")), step("care", "verify", role="shelter"))
THIRD = pathway(step("verify"), step("care", "verify", role="shelter"), step("more", "care"))
MORE = 20
ALL = AT_A_TIME + MORE


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    return very_many(tmp_path_factory.mktemp("many") / "referral.sqlite")


def very_many(database: Path) -> tuple[Path, list[str]]:
    """Of the first version, with a second one published."""
    with bureau(f"sqlite:///{database}") as place:
        place.publish(FIRST)
        ids = []
        for _ in range(ALL):
            place.later(seconds=1)
            ids.append(open_case(place.office, "small", FIRST.entries[0].id, None, by="user:lan"))
        publish_pathway(place.office, SECOND, "user:vi")
    return database, ids


@pytest.fixture
def journeys(many: tuple[Path, list[str]]) -> list[str]:
    return many[1]


@pytest.fixture
def front(many: tuple[Path, list[str]], tmp_path: Path) -> Iterator[Front]:
    database = copyfile(many[0], tmp_path / "referral.sqlite")
    with bureau(f"sqlite:///{database}") as place:
        place.later(minutes=10)
        yield Front(place)


@pytest.fixture
def vi(front: Front) -> Iterator[Browser]:
    with front.browser("vi") as browser:
        yield browser


def versions(front: Front) -> dict[int, int]:
    """How many go by which."""
    with front.place.office.store.reading() as books:
        return Counter(row.version for row in books.journeys.on_pathway("small"))


def listed(page: Page) -> list[str]:
    """Those that can move, as they are ticked."""
    found = [one for one in page.forms if one.attributes.get("action", "").endswith("/move")]
    return found[0].values.get("journey", []) if found else []


def press(browser: Browser, page: Page, ending: str) -> Page:
    """The page that comes, whether it is told at once or fetched."""
    answer = browser.send(form(page, ending))
    return browser.follow(answer) if answer.is_redirect else browser.read(answer)


def goes_on_by_itself(page: Page) -> bool:
    return any(tag == "script" for tag, _ in page.tags)


def test_they_stand_on_several_pages_with_the_numbers_of_all(
    vi: Browser, journeys: list[str]
) -> None:
    first, second = vi.page(IMPACT), vi.page(f"{IMPACT}?to=2&page=2")

    assert [*listed(first), *listed(second)] == journeys
    assert len(listed(first)) == AT_A_TIME
    for page in (first, second):
        assert f"theo phiên bản 2: {ALL}" in page.words
        assert f"Theo phiên bản 1: {ALL}" in page.words
    assert f"{IMPACT}?to=2&page=2" in first.links()
    assert f"{IMPACT}?to=2&page=1" in second.links()
    assert listed(vi.page(f"{IMPACT}?page=99")) == listed(second)


def test_those_ticked_on_one_page_are_moved_and_the_next_come_up(
    front: Front, vi: Browser, journeys: list[str]
) -> None:
    page = press(vi, vi.page(IMPACT), "/impact/move")

    assert f"Đã chuyển: {AT_A_TIME}." in page.words
    assert listed(page) == journeys[AT_A_TIME:]


def test_all_are_moved_and_back_some_at_a_time_and_it_is_told_how_far_it_is(
    front: Front, vi: Browser, journeys: list[str]
) -> None:
    some = press(vi, vi.page(IMPACT), "/impact/move-all")
    assert versions(front) == {1: MORE, 2: AT_A_TIME}
    assert f"Đã chuyển: {AT_A_TIME}." in some.words
    assert f"Còn phải xem: {MORE}." in some.words
    assert goes_on_by_itself(some)
    assert f"{IMPACT}?to=2" in some.links()  # and how many went by then, its own numbers tell

    moved = press(vi, some, "/impact/move-all")
    assert versions(front) == {2: ALL}
    assert f"Đã chuyển: {ALL}." in moved.words
    assert front.woken == journeys

    some_back = press(vi, moved, "/impact/undo-all")
    assert versions(front) == {1: AT_A_TIME, 2: MORE}
    back = press(vi, some_back, "/impact/undo-all")
    assert f"Đã chuyển lại: {ALL}." in back.words
    assert versions(front) == {1: ALL}


def test_one_that_was_moved_on_since_all_were_shown_is_not_moved_back(
    front: Front, vi: Browser, journeys: list[str]
) -> None:
    office, moved_on = front.place.office, journeys[5]
    for journey in journeys:
        move_journey(office, journey, 2, Names(), "lan")
    publish_pathway(office, THIRD, "user:vi")
    shown = vi.page(f"{IMPACT}?to=2")
    move_journey(office, moved_on, 3, Names(), "bac")

    some = press(vi, shown, "/impact/undo-all")

    assert versions(front) == {1: AT_A_TIME - 1, 2: MORE, 3: 1}
    assert "Giữ nguyên: 1." in some.words
    assert f"Lần chuyển gần nhất của hành trình {moved_on} không phải" in some.words
    assert not goes_on_by_itself(some)


class Falling(list[str]):
    """Whoever wakes journeys falls with this one, and the process with them."""

    def append(self, journey: str) -> None:
        if len(self) == MORE:
            raise SystemError("killed")
        super().append(journey)


def test_what_was_moved_before_the_process_fell_is_moved_and_the_others_are_listed(
    front: Front, journeys: list[str]
) -> None:
    front.woken = Falling()
    with front.browser("vi") as browser:
        fallen = browser.send(form(browser.page(IMPACT), "/impact/move-all"))
    assert fallen.status_code == 500
    assert front.woken == journeys[:MORE]  # as they went
    assert versions(front) == {1: ALL - MORE - 1, 2: MORE + 1}

    front.woken = []
    with front.browser("vi") as again:
        shown = again.page(IMPACT)
        assert listed(shown) == journeys[MORE + 1 :][:AT_A_TIME]
        press(again, shown, "/impact/move")

    assert versions(front) == {2: ALL}


def test_it_goes_on_by_a_press_where_something_is_to_be_read(
    front: Front, vi: Browser, journeys: list[str]
) -> None:
    went_on, stopped = journeys[1], journeys[2]
    stop(front.place.office, stopped, "Đã chuyển đi", "lan", unsafe=False)
    shown = vi.page(IMPACT)
    advance(front.place.office, went_on)

    some = press(vi, shown, "/impact/move-all")

    assert f"Đã chuyển: {AT_A_TIME - 1}." in some.words
    assert "Giữ nguyên: 1." in some.words
    assert f"Hành trình {went_on} đã có diễn biến" in some.words
    assert stopped not in some.words  # it was told before that it stays
    assert not goes_on_by_itself(some)
    moved = press(vi, some, "/impact/move-all")
    assert f"Đã chuyển: {ALL - 2}." in moved.words
    assert listed(moved) == [went_on]


def test_of_one_that_could_go_and_cannot_any_more_it_is_told_why(
    front: Front, vi: Browser, journeys: list[str]
) -> None:
    shown, stopped, ended = vi.page(IMPACT), journeys[2], journeys[3]
    stop(front.place.office, stopped, "Đã chuyển đi", "lan", unsafe=False)
    with front.place.office.store.writing() as books:
        row = books.journeys.find(ended)
        assert row is not None
        row.status = "ended"

    some = press(vi, shown, "/impact/move-all")

    assert "Giữ nguyên: 2." in some.words
    assert f"{stopped} Hành trình {stopped} đã có diễn biến" in some.words
    assert f"{ended} Hành trình này hiện không được thực hiện ở đây" in some.words
    assert not goes_on_by_itself(some)
    moved = press(vi, some, "/impact/move-all")
    assert f"Đã chuyển: {ALL - 2}." in moved.words


def test_by_a_move_that_was_not_found_nobody_goes(
    front: Front, vi: Browser, journeys: list[str]
) -> None:
    shown = form(vi.page(IMPACT), "/impact/move-all")
    others = Carried(dict.fromkeys(journeys, "0123456789abcdef"))

    page = vi.read(vi.send(shown, carried=others.text))

    assert versions(front) == {1: ALL}
    assert f"Giữ nguyên: {AT_A_TIME}." in page.words
    assert f"theo phiên bản 2: {ALL}" in page.words  # where nobody went, all is looked at anew


def test_of_more_than_a_form_holds_the_first_go(journeys: list[str]) -> None:
    found = [(f"{journeys[0]}{place}", "0123456789abcdef") for place in range(AT_MOST + 1)]

    carried = Carried.of(found)

    assert len(carried.marks) == AT_MOST
    assert Carried.read(carried.text) == carried
    assert len(urlencode({"carried": carried.text})) < LARGEST_BODY * 0.9


def test_a_mangled_form_for_all_moves_nobody(front: Front, vi: Browser) -> None:
    token = form(vi.page(IMPACT), "/impact/move-all").values["_token"]
    for act, sent in (
        ("move-all", {}),
        ("move-all", {"to": "2"}),
        ("move-all", {"to": "2", "carried": "nobody = == X/1=x"}),
        ("undo-all", {}),
        ("undo-all", {"carried": "nobody"}),
    ):
        answer = vi.client.post(f"{IMPACT}/{act}", data={"_token": token, **sent})
        assert answer.status_code in (200, 303)

    assert versions(front) == {1: ALL}
