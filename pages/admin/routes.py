"""The administrators' pages, each with the right that it needs."""

from __future__ import annotations

from dataclasses import dataclass

from pages.admin.pathways import Pathways
from pages.admin.versions import Versions
from pages.entrance.guarding import ADMIN, Guard

PATHWAYS = f"{ADMIN}/pathways"
PATHWAY = PATHWAYS + "/{key}"
VERSION = PATHWAY + "/versions/{number}"


@dataclass(frozen=True, slots=True)
class Admins:
    """What the pages of administrators are handed."""

    pathways: Pathways


def add_admin(guard: Guard, parts: Admins) -> None:
    versions = Versions(parts.pathways)
    guard.shows(ADMIN, "define", versions.home)
    guard.shows(PATHWAYS, "define", versions.list)
    guard.shows(PATHWAY, "define", versions.show)
    guard.shows(VERSION, "define", versions.read)
    guard.shows(VERSION + "/{kind}", "define", versions.take)
