"""An administrator before a draft that has everything that the tests look at."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from domain.casework.administration.publishing import publish_pathway
from domain.casework.editing.drafts import draft_of
from domain.editing.tree import Node, at
from domain.pathway.template import Pathway
from tests.domain.bad_pathways import sound
from tests.pages.desk.front import Browser, Front, form

DRAFT = "/admin/pathways/small/draft"
STEPS = ("stages", "care", "steps")


@contextmanager
def editing(front: Front) -> Iterator[Browser]:
    publish_pathway(front.place.office, Pathway.model_validate(sound()), "user:vi")
    with front.browser("vi") as browser:
        browser.send(form(browser.page("/admin/pathways/small"), "/change"))
        yield browser


def stands(front: Front, *place: str) -> Node:
    return at(draft_of(front.place.office, "small").tree, place)
