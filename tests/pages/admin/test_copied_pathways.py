"""A copy of a pathway: what policies set for its origin holds for it once it is taken along."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from domain.casework.administration.keeping_policies import policies_kept
from domain.casework.administration.publishing import policies_in_use, publish_policy
from domain.policy.province_policy import Policy
from domain.texts import Label
from tests.domain.small import pathway, step
from tests.pages.desk.front import Browser, Front, form
from tests.pages.reading import Page

COPY = "/admin/pathways/ban_sao"
LEFT = "không áp dụng cho bản sao này"
POLICY = """
schema: 2
key: {key}
title: {{vi: "{title}", en: "{title}"}}
area: {area}
valid_from: {since}
limits:
  small:
    verify: {{limit: {{amount: {days}, unit: working_days}}, source: QĐ 12, origin: province}}
"""


def keep(front: Front, key: str, title: str, area: str, since: str, days: int = 5) -> None:
    body = POLICY.format(key=key, title=title, area=area, since=since, days=days)
    publish_policy(front.place.office, body, "user:lan")


def limits(front: Front) -> list[tuple[str, str, int | None]]:
    """Of the copy, by policy and its first day."""
    with front.place.office.store.reading() as books:
        policies = policies_in_use(books)
    return [
        (one.key, one.valid_from.isoformat(), one.limits["ban_sao"]["verify"].limit.amount)
        for one in policies
        if "ban_sao" in one.limits
    ]


def shown(front: Front, key: str) -> Policy:
    return next(one.policy for one in policies_kept(front.place.office) if one.policy.key == key)


@pytest.fixture
def begun(front: Front) -> Iterator[tuple[Browser, Page]]:
    """A draft that is a copy of what Hải Phòng has a deadline for."""
    front.place.publish(pathway(step("verify")))
    keep(front, "hai_phong", "Thiết lập Hải Phòng", "hai_phong", "2026-01-01")
    with front.browser("vi") as vi:
        new = form(vi.page("/admin/new-pathway"), "/start")
        yield vi, vi.follow(vi.send(new, **{"title.vi": "Bản sao"}, copy="in-use:small"))


def publish(vi: Browser) -> Page:
    return vi.follow(vi.send(form(vi.page(f"{COPY}/draft/publish"), "/publish")))


def test_who_copies_a_pathway_is_told_what_will_not_hold_for_it(
    begun: tuple[Browser, Page],
) -> None:
    vi, draft = begun

    for page in (draft, vi.page(f"{COPY}/draft/publish"), publish(vi)):
        assert LEFT in page.words
        assert "Thiết lập Hải Phòng" in page.words


def test_one_button_takes_it_along_as_a_version_of_the_policy(
    front: Front, begun: tuple[Browser, Page]
) -> None:
    vi, _ = begun

    done = vi.follow(vi.send(form(publish(vi), "/take-along")))

    assert limits(front) == [("hai_phong", "2026-01-01", 5)]
    assert LEFT not in done.words
    (newest,) = policies_kept(front.place.office)
    assert (newest.version, newest.by) == (2, Label(vi="Vi", en="Vi"))
    assert LEFT not in vi.page(COPY).words


def test_what_holds_now_and_what_holds_next_year_are_both_taken_along(
    front: Front, begun: tuple[Browser, Page]
) -> None:
    vi, _ = begun
    keep(front, "hai_phong", "Thiết lập Hải Phòng", "hai_phong", "2027-01-01", days=3)
    keep(front, "hai_phong", "Thiết lập Hải Phòng", "hai_phong", "2026-01-01", days=4)

    vi.follow(vi.send(form(publish(vi), "/take-along")))

    assert limits(front) == [("hai_phong", "2026-01-01", 4), ("hai_phong", "2027-01-01", 3)]
    assert shown(front, "hai_phong").valid_from.year == 2026


def test_whoever_is_there_for_an_area_takes_along_what_is_theirs(
    front: Front, begun: tuple[Browser, Page]
) -> None:
    keep(front, "lai_chau", "Thiết lập Lai Châu", "lai_chau", "2026-01-01")
    publish(begun[0])

    with front.browser("bac") as bac:
        done = bac.follow(bac.send(form(bac.page(COPY), "/take-along")))

    assert [key for key, *_ in limits(front)] == ["hai_phong"]
    assert "Thiết lập Lai Châu" in done.words
    assert "không thuộc địa bàn" in done.words
    assert not [one for one in done.forms if one.attributes["action"].endswith("/take-along")]


def test_taking_along_once_more_changes_nothing(front: Front, begun: tuple[Browser, Page]) -> None:
    vi, _ = begun
    button = form(publish(vi), "/take-along")

    vi.follow(vi.send(button))
    vi.follow(vi.send(button))

    assert [one.version for one in policies_kept(front.place.office)] == [2]


def test_a_pathway_that_is_no_copy_lacks_nothing(begun: tuple[Browser, Page]) -> None:
    vi, _ = begun

    assert LEFT not in vi.page("/admin/pathways/small").words
