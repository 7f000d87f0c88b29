"""Who works at the desk: a login, a post, and the areas that it is for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from domain.errors import ReferralError
from domain.texts import Message, nfc, say

Post = Literal["coordinator", "administrator", "auditor"]

POSTS: Mapping[Post, Message] = {
    "coordinator": say("coordinator"),
    "administrator": say("administrator"),
    "auditor": say("auditor"),
}
LONGEST_TITLE = 100
_NAME = re.compile(r"[a-z0-9._-]{2,40}")


class WrongUser(ReferralError):
    """A user cannot be kept as it is written."""


class NoSuchUser(ReferralError):
    """Nobody has this login name."""


@dataclass(frozen=True, slots=True)
class User:
    """`name` is what they sign in with, `title` what others read. Without `areas`: everywhere."""

    name: str
    title: str
    post: Post
    areas: tuple[str, ...] = ()
    disabled_at: datetime | None = None


def new_user(name: str, title: str, post: Post, areas: tuple[str, ...]) -> User:
    """Without a title, the name is it. Raises WrongUser."""
    if not _NAME.fullmatch(name):
        raise WrongUser(
            say(
                "“{name}” cannot be a login name. Use 2 to 40 small letters without accents,"
                " digits, full stops, - and _.",
                name=name,
            )
        )
    shown = nfc(title).strip() or name
    if len(shown) > LONGEST_TITLE:
        raise WrongUser(say("Please write no more than {n} characters.", n=LONGEST_TITLE))
    return User(name, shown, post, tuple(dict.fromkeys(areas)))
