"""What a version would do to the journeys under way, and moving them, as an administrator."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from domain.casework.administration.auditing import site_events
from domain.casework.administration.publishing import pathway_in_use, publish_pathway
from domain.casework.desk import coordinating
from domain.casework.journeys.halting import stop
from domain.casework.versions.moving import move_journey
from domain.casework.versions.naming import Names
from domain.casework.versions.retiring import retire
from tests.domain.small import pathway, step, yes_no
from tests.pages.desk.front import Browser, Front, form
from tests.pages.reading import Page
from tests.strategies import label

IMPACT = "/admin/pathways/small/impact"
FIRST = pathway(
    step("verify", form=[yes_no("safe")], title=label("Xác minh")),
    step("care", "verify", role="shelter", title=label("Chăm sóc")),
)
SECOND = pathway(
    step("verify", form=[yes_no("safe")], title=label("Xác minh"), ask=label("Xác minh kỹ")),
    step("health", role="labour", title=label("Khám sức khỏe")),
    step("care", "verify", role="shelter", title=label("Chăm sóc")),
)
THIRD = pathway(
    step("verify", form=[yes_no("safe")], title=label("Xác minh")),
    step("advice", role="labour", title=label("Tư vấn")),
    step("care", "verify", role="shelter", title=label("Chăm sóc")),
)
RENAMED = pathway(
    step("check", form=[yes_no("secure")], title=label("Kiểm tra")),
    step("care", "check", role="shelter", title=label("Chăm sóc")),
)


@pytest.fixture
def journeys(front: Front) -> list[str]:
    """One in Hải Phòng and one in Lai Châu."""
    front.place.publish(FIRST)
    return [front.place.open(FIRST, area=area) for area in ("hai_phong", "lai_chau")]


@pytest.fixture
def vi(front: Front, journeys: list[str]) -> Iterator[Browser]:
    publish_pathway(front.place.office, SECOND, "user:vi")
    with front.browser("vi") as browser:
        yield browser


def versions(front: Front, journeys: list[str]) -> list[int]:
    with front.place.office.store.reading() as books:
        rows = [books.journeys.find(journey) for journey in journeys]
    return [row.version for row in rows if row is not None]


def move(browser: Browser, page: Page, *journeys: str) -> Page:
    return browser.follow(browser.send(form(page, "/impact/move"), journey=list(journeys)))


def test_what_a_move_would_do_is_told_of_each_journey(vi: Browser, journeys: list[str]) -> None:
    page = vi.page(IMPACT)

    assert all(journey in page.words for journey in journeys)
    assert "Có thể tiếp tục theo phiên bản 2: 2" in page.words
    assert "Hỏi ngay: Khám sức khỏe." in page.words
    assert "có báo cho cơ quan: Xác minh (câu chữ)" in page.words


def test_nothing_that_was_answered_is_told(front: Front, vi: Browser, journeys: list[str]) -> None:
    (request,) = front.place.waiting(journeys[0])
    front.place.answer(request, {}, "failed", "Không gặp được")

    assert "Không gặp được" not in vi.page(IMPACT).words


def test_where_there_is_none_to_move_it_says_why(
    front: Front, vi: Browser, journeys: list[str]
) -> None:
    all_there = move(vi, vi.page(IMPACT), *journeys)
    for journey in journeys:
        stop(front.place.office, journey, "Xong", "lan", unsafe=True)
        front.place.carry(journey)
    none_left = vi.page(IMPACT)

    assert "Tất cả đã theo phiên bản 2, không có hành trình nào cần chuyển." in all_there.words
    assert "Không có hành trình nào đang thực hiện để chuyển." in none_left.words
    assert "Có thể tiếp tục" not in all_there.words + none_left.words


def test_those_that_are_ticked_are_moved_and_woken(
    front: Front, vi: Browser, journeys: list[str]
) -> None:
    page = move(vi, vi.page(IMPACT), journeys[0])

    assert versions(front, journeys) == [2, 1]
    assert front.woken == [journeys[0]]
    assert "Đã chuyển: 1." in page.words
    assert "Theo phiên bản 2: 1" in page.words


def test_a_journey_that_went_on_meanwhile_is_looked_at_anew(
    front: Front, vi: Browser, journeys: list[str]
) -> None:
    shown = vi.page(IMPACT)
    coordinating.withdraw(front.place.office, front.place.waiting(journeys[0])[0], "lan")

    page = vi.read(vi.send(form(shown, "/impact/move"), journey=journeys))

    assert versions(front, journeys) == [1, 2]
    assert "Đã chuyển: 1." in page.words
    assert "Giữ nguyên: 1." in page.words
    assert f"{journeys[0]} Hành trình {journeys[0]} đã có diễn biến" in page.words


def looks(front: Front) -> list[tuple[str, str | None]]:
    """Who looked at what a version would do, and at which."""
    events = site_events(front.place.office.store)
    return [(one.actor, one.about) for one in events if one.kind == "looked_at_impact"][::-1]


def test_who_looked_at_what_a_version_would_do_is_written_down(front: Front, vi: Browser) -> None:
    vi.client.head(IMPACT)
    assert looks(front) == []

    vi.page(IMPACT)
    vi.page(f"{IMPACT}?to=1")
    with front.browser("bac") as bac:
        bac.page(IMPACT)

    assert looks(front) == [
        ("user:vi", "pathway:small@2"),
        ("user:vi", "pathway:small@1"),
        ("user:bac", "pathway:small@2"),
    ]


def test_a_look_counts_for_an_hour(front: Front, vi: Browser) -> None:
    vi.page(IMPACT)
    front.place.later(minutes=25)
    vi.page(IMPACT)
    assert len(looks(front)) == 1

    front.place.later(minutes=29)
    vi.page("/admin")  # they are still there
    front.place.later(minutes=6)
    vi.page(IMPACT)
    assert len(looks(front)) == 2


@pytest.mark.parametrize("act", ["move", "undo"])
def test_who_ticked_nothing_is_told_so(
    front: Front, vi: Browser, journeys: list[str], act: str
) -> None:
    move(vi, vi.page(IMPACT), journeys[0])

    page = vi.read(vi.send(form(vi.page(IMPACT), f"/impact/{act}"), journey=[]))

    assert "Chưa đánh dấu hành trình nào." in page.words
    assert versions(front, journeys) == [2, 1]


def test_each_journey_stands_there_with_its_area(
    front: Front, vi: Browser, journeys: list[str]
) -> None:
    here, elsewhere = journeys
    stop(front.place.office, elsewhere, "Đã chuyển đi", "lan", unsafe=False)

    page = vi.page(IMPACT)
    moved = move(vi, page, here)

    for shown in (page, moved):
        assert f"{here} · Hải Phòng" in shown.words
        assert f"{elsewhere} · Lai Châu" in shown.words


def test_why_one_stays_is_told(front: Front, vi: Browser, journeys: list[str]) -> None:
    stop(front.place.office, journeys[0], "Đã chuyển đi", "lan", unsafe=False)

    page = vi.page(IMPACT)

    assert "Giữ nguyên phiên bản: 1" in page.words
    assert "Đã chuyển đi" not in page.words


def test_a_move_is_undone(front: Front, vi: Browser, journeys: list[str]) -> None:
    moved = move(vi, vi.page(IMPACT), *journeys)

    back = vi.send(form(moved, "/impact/undo"), journey=[journeys[1]])

    assert "Đã chuyển lại: 1." in vi.follow(back).words
    assert versions(front, journeys) == [2, 1]


def test_one_that_was_moved_on_meanwhile_is_not_moved_back(
    front: Front, vi: Browser, journeys: list[str]
) -> None:
    shown = move(vi, vi.page(IMPACT), *journeys)
    publish_pathway(front.place.office, THIRD, "user:bac")
    move_journey(front.place.office, journeys[0], 3, Names(), "bac")

    page = vi.read(vi.send(form(shown, "/impact/undo"), journey=journeys))

    assert versions(front, journeys) == [3, 1]
    assert "Đã chuyển lại: 1." in page.words
    assert "Giữ nguyên: 1." in page.words
    assert f"Lần chuyển gần nhất của hành trình {journeys[0]} không phải" in page.words


def test_what_has_another_id_is_named_on_the_page(
    front: Front, vi: Browser, journeys: list[str]
) -> None:
    publish_pathway(front.place.office, RENAMED, "user:vi")
    before = vi.page(IMPACT)

    page = vi.page(f"{IMPACT}?to=3&step:verify=check&field:verify.safe=secure")
    move(vi, page, *journeys)

    assert "Có thể tiếp tục theo phiên bản 3: 0" in before.words
    assert "Có thể tiếp tục theo phiên bản 3: 2" in page.words
    assert versions(front, journeys) == [3, 3]


def test_an_administrator_of_an_area_sees_and_moves_its_journeys_alone(
    front: Front, vi: Browser, journeys: list[str]
) -> None:
    here, elsewhere = journeys
    with front.browser("bac") as bac:
        shown = bac.page(IMPACT)
        moved = bac.send(form(shown, "/impact/move"), journey=[here, elsewhere])

    assert "không được thực hiện ở đây" in bac.read(moved).words
    assert here in shown.words
    assert elsewhere not in shown.words
    assert versions(front, journeys) == [2, 1]


def test_a_version_that_never_was_is_not_there(vi: Browser) -> None:
    assert vi.client.get(f"{IMPACT}?to=9").status_code == 404


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("step:verify=x", "không có bước “x”"),
        ("field:verify.y=safe", "“verify.y”"),
        ("step:x=care", "“x”"),
    ],
)
def test_what_no_version_has_is_left_out_and_named(vi: Browser, asked: str, why: str) -> None:
    page = vi.page(f"{IMPACT}?to=2&{asked}")

    assert "đã được bỏ ra" in page.words
    assert why in page.words
    assert asked.partition("=")[0] not in form(page, "/impact/move").values


def test_another_version_is_chosen_in_the_form_in_which_a_place_was(
    front: Front, vi: Browser, journeys: list[str]
) -> None:
    publish_pathway(front.place.office, RENAMED, "user:vi")
    fourth = pathway(step("check", form=[yes_no("secured")]), step("care", "check", role="shelter"))
    publish_pathway(front.place.office, fourth, "user:vi")

    page = vi.page(f"{IMPACT}?to=4&step:verify=check&field:verify.safe=secure")

    assert "đã được bỏ ra" in page.words
    assert form(page, "/impact/move").values["step:verify"] == ["check"]


def test_a_version_that_was_retired_meanwhile_is_named(
    front: Front, vi: Browser, journeys: list[str]
) -> None:
    publish_pathway(front.place.office, RENAMED, "user:vi")
    shown = vi.page(f"{IMPACT}?to=2")
    retire(front.place.office, "small", 2, "user:vi")

    moved = vi.read(vi.send(form(shown, "/impact/move"), journey=journeys))
    again = vi.page(f"{IMPACT}?to=2")

    assert versions(front, journeys) == [1, 1]
    for page in (moved, again):
        assert "Phiên bản 2 đã ngừng dùng" in page.words
        assert "sang phiên bản 3" in page.words or "theo phiên bản 3" in page.words


def test_what_is_in_the_address_is_no_number(vi: Browser) -> None:
    assert "Đã chuyển" not in vi.page(f"{IMPACT}?moved=x").words


def test_where_two_publish_the_page_says_how_an_earlier_version_comes_back(
    front: Front, vi: Browser
) -> None:
    front.place.office = replace(front.place.office, two_to_publish=True)
    front.door = replace(front.door, office=front.place.office)

    with front.browser("vi") as alone:
        page = alone.page("/admin/pathways/small/versions/2")
        older = form(alone.page("/admin/pathways/small/versions/1"), "/retire")
        older.attributes["action"] = older.attributes["action"].replace("/1/", "/2/")
        told = alone.follow(alone.send(older))

    for one in (page, told):
        assert "Xin công bố lại phiên bản trước" in one.words
        assert not [each for each in one.forms if "retire" in each.attributes.get("action", "")]
    assert "đã ngừng dùng" not in told.words


def test_a_version_is_retired(front: Front, vi: Browser, journeys: list[str]) -> None:
    retired = vi.send(form(vi.page("/admin/pathways/small/versions/2"), "/retire"))

    assert "đã ngừng dùng" in vi.follow(retired).words
    with front.place.office.store.reading() as books:
        assert pathway_in_use(books, "small")[0] == 1
    assert "Ngừng dùng phiên bản này" not in vi.page("/admin/pathways/small/versions/1").words
