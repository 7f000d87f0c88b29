from __future__ import annotations

from datetime import UTC, date, datetime
from typing import get_args

import pytest

from domain.areas.area_map import Area, Areas
from domain.users.rights import RIGHTS, Right, covers, may, takes_what_has_no_area
from domain.users.user import POSTS, Post, User
from tests.strategies import label

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def area(name: str, **more: object) -> Area:
    given = {"id": name, "title": label(name), "kind": "province"} | more
    return Area.model_validate(given)


MAP = Areas(
    (
        area("hai_phong"),
        area("le_chan", kind="commune", parent="hai_phong"),
        area("hai_duong", valid_to="2025-06-30", became="hai_phong"),
        area("chi_linh", kind="commune", parent="hai_duong"),
        area("hue"),
    )
)


@pytest.mark.parametrize(
    ("mine", "where", "is_mine"),
    [
        # there for everywhere
        ((), "hue", True),
        ((), None, True),
        # the area itself, and what is part of it
        (("hai_phong",), "hai_phong", True),
        (("hai_phong",), "le_chan", True),
        # what became part of it
        (("hai_phong",), "hai_duong", True),
        (("hai_phong",), "chi_linh", True),
        # one of several
        (("hue", "hai_phong"), "le_chan", True),
        # another province, and the whole that one's own is part of
        (("hue",), "le_chan", False),
        (("le_chan",), "hai_phong", False),
        # a journey that is nowhere
        (("hai_phong",), None, False),
        # a place that is on no map
        (("hai_phong",), "nowhere", False),
    ],
)
def test_a_journey_belongs_to_who_is_there_for_its_area(
    mine: tuple[str, ...], where: str | None, *, is_mine: bool
) -> None:
    user = User("lan", "Lan", "coordinator", mine)

    assert covers(user, where, MAP, TODAY) is is_mine


@pytest.mark.parametrize(
    ("others", "takes"),
    [
        # nobody else is there
        ((), True),
        # coordinators of other areas alone, and who is no coordinator
        ((User("minh", "Minh", "coordinator", ("hue",)), User("hoa", "Hoa", "auditor")), True),
        # one for everywhere, who is there and who is no more
        ((User("tam", "Tâm", "coordinator"),), False),
        ((User("tam", "Tâm", "coordinator", disabled_at=NOW),), True),
    ],
)
def test_what_has_no_area_is_never_nobodys(others: tuple[User, ...], *, takes: bool) -> None:
    lan = User("lan", "Lan", "coordinator", ("hai_phong",))

    assert takes_what_has_no_area(lan, (lan, *others)) is takes
    assert not takes_what_has_no_area(User("hoa", "Hoa", "auditor"), (lan, *others))


@pytest.mark.parametrize(
    ("post", "areas", "rights"),
    [
        ("coordinator", (), {"look", "read", "act"}),
        ("coordinator", ("hue",), {"look", "read", "act"}),
        ("auditor", (), {"look"}),
        ("administrator", (), {"define", "publish"}),
        # what holds for everywhere is nobody's who is there for one area
        ("administrator", ("hue",), {"define"}),
    ],
)
def test_each_post_has_its_rights_and_no_more(
    post: Post, areas: tuple[str, ...], rights: set[Right]
) -> None:
    user = User("lan", "Lan", post, areas)

    assert {right for right in get_args(Right) if may(user, right)} == rights


def test_every_post_has_a_name_and_its_rights() -> None:
    assert set(RIGHTS) == set(POSTS)
