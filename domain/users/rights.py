"""Who may do what: a post has rights, and an area in which it has them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Literal

from domain.areas.area_map import Areas
from domain.users.user import Post, User

Right = Literal["look", "read", "act", "define", "publish"]
"""To look at cases and their trails; to read what was answered; to change a journey. To define
pathways and policies; to publish what holds for everywhere: a pathway, the directory, a calendar.
"""

RIGHTS: Mapping[Post, frozenset[Right]] = {
    "coordinator": frozenset({"look", "read", "act"}),
    "auditor": frozenset({"look"}),
    # Who makes users could make one for themselves, but then it is seen.
    "administrator": frozenset({"define", "publish"}),
}
FOR_EVERYWHERE: frozenset[Right] = frozenset({"publish"})
"""What nobody may who is there for some areas alone."""


def may(user: User, right: Right) -> bool:
    return right in RIGHTS[user.post] and not (user.areas and right in FOR_EVERYWHERE)


def covers(user: User, area: str | None, areas: Areas, on: date) -> bool:
    """Whether a journey that began in this area is one of the user's on that day.

    It goes with its area: into what that became, and into what it is part of. A journey without
    an area belongs to who is there for everywhere: see `takes_what_has_no_area`.
    """
    if not user.areas:
        return True
    if area is None:
        return False
    return not frozenset(areas.chain(area, on)).isdisjoint(user.areas)


def takes_what_has_no_area(user: User, everybody: Iterable[User]) -> bool:
    """Every coordinator does while none of them is for everywhere: that one too many sees a case is
    a lesser harm than that nobody does.
    """
    there = (one for one in everybody if one.post == "coordinator" and one.disabled_at is None)
    return user.post == "coordinator" and all(one.areas for one in there)
