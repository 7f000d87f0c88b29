"""The administrators' pages, each with the right that it needs."""

from __future__ import annotations

from dataclasses import dataclass

from pages.admin.home import Home
from pages.admin.pathways import Pathways
from pages.entrance.guarding import ADMIN, Guard


@dataclass(frozen=True, slots=True)
class Admins:
    """What the pages of administrators are handed."""

    pathways: Pathways


def add_admin(guard: Guard, parts: Admins) -> None:
    guard.shows(ADMIN, "define", Home(parts.pathways).show)
