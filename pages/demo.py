"""What the first page of a demo tells everybody."""

from __future__ import annotations

from dataclasses import dataclass

from domain.users.user import Post


@dataclass(frozen=True, slots=True)
class DemoSignIn:
    """A name and a password that everybody may read, and what they are who sign in with them."""

    name: str
    password: str
    post: Post
