"""The lists of cases: those of one's own areas, page after page, so that none falls off."""

from __future__ import annotations

import pytest

from domain.casework.desk.desk_lists import ON_A_PAGE
from domain.casework.journeys.opening import open_case
from tests.domain.small import pathway, step
from tests.pages.desk.front import Browser, Front
from tests.pages.reading import Page

SMALL = pathway(step("verify"))
AT_ONCE = pathway(step("verify", limit={"unit": "at_once", "source": "Luật"}))


@pytest.fixture
def pressing(front: Front) -> str:
    """Whose agency is to act at once; older than all that are `opened` after it."""
    front.place.publish(AT_ONCE)
    return front.place.open(AT_ONCE, area="hai_phong")


@pytest.fixture
def opened(front: Front) -> list[str]:
    """More than a page of Hải Phòng, the oldest first; one of Lai Châu and one of nowhere."""
    place = front.place
    place.publish(SMALL)
    found = []
    for _ in range(ON_A_PAGE + 2):
        place.later(minutes=1)
        found.append(open_case(place.office, "small", "self_return", "hai_phong", by="user:lan"))
    for area in ("lai_chau", None):
        open_case(place.office, "small", "self_return", area, by="user:lan")
    return found


def listed(page: Page) -> list[str]:
    prefix = "/desk/cases/"
    return [one.removeprefix(prefix) for one in page.links() if one.startswith(prefix)]


def further(page: Page) -> list[str]:
    return [one for one in page.links() if one.startswith("?skip") and "lang" not in one]


@pytest.mark.parametrize("path", ["/desk", "/desk/cases"])
def test_the_newest_come_first_and_the_oldest_can_be_reached(
    front: Front, opened: list[str], path: str
) -> None:
    with front.browser("lan") as lan:
        first = lan.page(path)
        (older,) = further(first)
        last = lan.page(f"{path}{older}")

    assert listed(first) + listed(last) == opened[::-1]
    assert len(listed(first)) == ON_A_PAGE
    assert further(last) == []


def test_where_a_danger_is_reported_stands_first_however_old_and_is_marked(
    front: Front, opened: list[str]
) -> None:
    oldest = opened[0]
    front.place.carry(oldest)
    front.place.decline(front.place.waiting(oldest)[0], "unsafe")
    front.place.carry(oldest)

    with front.browser("lan") as lan:
        page = lan.page("/desk/cases")

    assert listed(page)[0] == oldest
    assert page.words.count("Khẩn") == 1
    assert page.words.count("Chờ anh/chị quyết định: verify") == 1


def test_an_auditor_reads_that_it_waits_for_the_coordinator(front: Front) -> None:
    front.place.publish(SMALL)
    journey = front.place.open(SMALL, area="hai_phong")
    with front.browser("hoa") as hoa:
        empty = hoa.page("/desk")
        front.place.decline(front.place.waiting(journey)[0], "unsafe")
        front.place.carry(journey)
        pages = [hoa.page(path) for path in ("/desk", "/desk/cases", f"/desk/cases/{journey}")]

    assert "Không có việc nào chờ cán bộ điều phối." in empty.words
    assert [page.words.count("Chờ cán bộ điều phối quyết định") for page in pages] == [2, 1, 1]
    assert all("Chờ anh/chị" not in page.words for page in pages)


def test_who_is_to_act_at_once_stands_first_on_the_first_of_two_pages(
    front: Front, pressing: str, opened: list[str]
) -> None:
    with front.browser("lan") as lan:
        first = lan.page("/desk/cases")
        (older,) = further(first)
        last = lan.page(f"/desk/cases{older}")

    assert listed(first) + listed(last) == [pressing, *opened[::-1]]
    assert (first.words.count("Khẩn"), last.words.count("Khẩn")) == (1, 0)


def test_everybody_sees_the_cases_of_their_own_areas_alone(front: Front, opened: list[str]) -> None:
    with front.browser("minh") as minh, front.browser("tam") as tam:
        theirs, everywhere = listed(minh.page("/desk")), listed(tam.page("/desk"))

    assert len(theirs) == 1
    assert not set(theirs) & set(opened)
    assert len(everywhere) == ON_A_PAGE


@pytest.mark.parametrize("skip", ["-1", "x", "9" * 400, "²", "1.5", ""])
def test_what_is_no_number_begins_at_the_newest(front: Front, lan: Browser, skip: str) -> None:
    front.place.publish(SMALL)
    journey = front.place.open(SMALL, area="hai_phong")

    page = Page(lan.client.get("/desk/cases", params={"skip": skip}).text)

    assert listed(page) == [journey]
