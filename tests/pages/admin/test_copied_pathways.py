"""A copy of a pathway: what policies set for its origin holds for it once it is taken along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from deployments.answers import OfficeAnswers
from deployments.drafts import OfficeDrafts
from deployments.rooms import rooms_of
from domain.casework.administration.keeping_policies import policies_kept
from domain.casework.administration.publishing import policies_in_use, publish_policy
from domain.casework.administration.taking_along import Taken
from domain.db.publications import PublishedElsewhere
from domain.pathway.template import Pathway, Role
from domain.policy.province_policy import Policy
from domain.texts import Label, say
from domain.users.user import User
from pages.application import create_app
from tests.domain.small import pathway, step
from tests.pages.admin.test_editing import section
from tests.pages.desk.front import Browser, Front, form
from tests.pages.reading import Page

COPY = "/admin/pathways/ban_sao"
LEFT = "không áp dụng cho bản sao này"
OWN = "thay cho quy định của chính bản sao"
TIMED = "Số bước và công việc định kỳ hôm nay theo thời hạn của thiết lập"
LEAD_ALONE = """
schema: 2
key: lai_chau
title: {vi: "Thiết lập Lai Châu", en: "Lai Châu's policy"}
area: lai_chau
valid_from: 2026-01-01
leads: {small: police}
"""
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


def other_pathway(asked: str) -> Pathway:
    return pathway(step(asked)).model_copy(update={"key": "other"})


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
        assert f"{LEFT}: chừng nào chưa được áp dụng" in page.words
        assert "Thiết lập Hải Phòng" in page.words


def test_each_deadline_that_would_hold_is_listed_beside_the_copys_own(
    front: Front, begun: tuple[Browser, Page]
) -> None:
    vi, draft = begun
    policys = "verify: 5 ngày làm việc (QĐ 12)"
    assert policys in draft.words
    assert OWN not in draft.words

    own = {"limit.amount": "3", "limit.unit": "working_days", "limit.source": "QĐ 99"}
    vi.follow(vi.send(section(vi.page(f"{COPY}/draft/steps/verify"), "time"), **own))

    for page in (vi.page(f"{COPY}/draft/publish"), publish(vi)):
        assert f"{policys} {OWN}: 3 ngày làm việc (QĐ 99)" in page.words


def test_a_lead_that_would_give_way_is_listed_beside_the_policys(
    front: Front, begun: tuple[Browser, Page]
) -> None:
    vi, draft = begun
    assert "Cơ quan chủ trì: " not in draft.words
    publish_policy(front.place.office, LEAD_ALONE, "user:lan")

    for page in (vi.page(f"{COPY}/draft/publish"), publish(vi)):
        assert f"Thiết lập Lai Châu Cơ quan chủ trì: police {OWN}: labour" in page.words


def test_how_the_copys_own_stays_is_told_as_far_as_it_can_be_done_then(
    front: Front, begun: tuple[Browser, Page]
) -> None:
    vi, _ = begun
    publish_policy(front.place.office, LEAD_ALONE, "user:lan")
    first, later = "trong thiết lập trước:", "sau khi công bố bản sao và trước khi bấm áp dụng"

    unpublished = vi.page(f"{COPY}/draft/publish").words
    published = publish(vi).words

    assert (first in unpublished, later in unpublished) == (False, True)
    assert (first in published, later in published) == (True, False)


def test_one_button_takes_it_along_as_a_version_of_the_policy(
    front: Front, begun: tuple[Browser, Page]
) -> None:
    vi, _ = begun

    done = vi.follow(vi.send(form(publish(vi), "/take-along")))

    assert limits(front) == [("hai_phong", "2026-01-01", 5)]
    assert LEFT not in done.words
    assert f"{TIMED}: 1." in done.words
    (newest,) = policies_kept(front.place.office)
    assert (newest.version, newest.by) == (2, Label(vi="Vi", en="Vi"))
    assert LEFT not in vi.page(COPY).words


def test_what_holds_now_and_what_holds_next_year_are_both_taken_along(
    front: Front, begun: tuple[Browser, Page]
) -> None:
    vi, _ = begun
    keep(front, "hai_phong", "Thiết lập Hải Phòng", "hai_phong", "2027-01-01", days=3)
    keep(front, "hai_phong", "Thiết lập Hải Phòng", "hai_phong", "2026-01-01", days=4)

    done = vi.follow(vi.send(form(publish(vi), "/take-along")))

    assert limits(front) == [("hai_phong", "2026-01-01", 4), ("hai_phong", "2027-01-01", 3)]
    assert f"{TIMED}: 1." in done.words
    assert shown(front, "hai_phong").valid_from.year == 2026


def test_where_no_deadline_holds_by_it_today_none_is_counted(
    front: Front, begun: tuple[Browser, Page]
) -> None:
    vi, _ = begun
    vi.follow(vi.send(form(publish(vi), "/take-along")))
    keep(front, "lai_chau", "Thiết lập Lai Châu", "lai_chau", "2027-01-01")

    done = vi.follow(vi.send(form(vi.page(COPY), "/take-along")))

    assert ("lai_chau", "2027-01-01", 5) in limits(front)
    assert "Các thiết lập nay áp dụng cả cho bản sao này" in done.words
    assert TIMED not in done.words


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


def test_what_is_wrong_in_a_policy_is_told_with_its_title_in_front(
    front: Front, begun: tuple[Browser, Page]
) -> None:
    vi, _ = begun
    office, title = front.place.office, "Thiết lập Lai Châu"
    other = other_pathway("inform")
    role = Role.model_validate(other.roles[0].model_dump() | {"id": "to_truong"})
    front.place.publish(other.model_copy(update={"roles": (*other.roles, role)}))
    body = POLICY.format(key="lai_chau", title=title, area="lai_chau", since="2026-01-01", days=5)
    publish_policy(office, body + "leads: {small: to_truong}\n", "user:lan")
    front.place.publish(other)

    refused = vi.read(vi.send(form(publish(vi), "/take-along")), 422)

    assert "Thiết lập Lai Châu › Cơ quan chủ trì › Bản sao: " in refused.words
    assert "Thiết lập Hải Phòng › " not in refused.words
    assert limits(front) == []


class OthersCameFirst(OfficeDrafts):
    """Somebody publishes the same policy each time, which only PostgreSQL lets happen."""

    def take_along(self, key: str, user: User) -> Taken:
        raise PublishedElsewhere(
            say("Somebody else published this in the same moment. Please do this once more.")
        )


def test_who_takes_along_in_the_same_moment_as_others_is_told_on_the_page(
    front: Front, begun: tuple[Browser, Page]
) -> None:
    vi, _ = begun
    button = form(publish(vi), "/take-along")
    office = front.place.office
    rooms = rooms_of(front.door, front.base_url, front.woken.append, front.hand_over)
    rooms = replace(rooms, admin=replace(rooms.admin, drafts=OthersCameFirst(office)))
    answers = OfficeAnswers(office, front.woken.append)
    app = create_app(answers, language="vi", rooms=rooms, health=lambda: True)

    with TestClient(app, base_url=front.base_url, cookies=vi.client.cookies) as client:
        browser = Browser(client)
        told = browser.read(browser.send(button), 422)

    assert "Có người khác vừa công bố cùng lúc." in told.words
    assert LEFT in told.words


def test_a_pathway_that_is_no_copy_lacks_nothing(begun: tuple[Browser, Page]) -> None:
    vi, _ = begun

    assert LEFT not in vi.page("/admin/pathways/small").words
