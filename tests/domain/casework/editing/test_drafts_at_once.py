"""Two processes that edit one draft at the same instant."""

from __future__ import annotations

import os

from domain.casework.administration.publishing import pathway_in_use
from domain.casework.editing.drafts import (
    DraftExists,
    EditedMeanwhile,
    draft_of,
    every_draft,
    save,
    start,
)
from domain.casework.editing.publishing_drafts import publish_draft
from domain.editing.edits import Add, Put
from domain.editing.tree import Tree, at, listed, name_of
from domain.errors import ReferralError
from tests.domain.bad_pathways import sound
from tests.domain.casework.bureau import Bureau, bureau
from tests.domain.casework.two_processes import in_two_processes

STEPS = ("stages", "care", "steps")
SAVES = 12


def begin(place: Bureau, _: str) -> str:
    try:
        return start(place.office, sound(), f"user:{os.getpid()}").saved_by
    except DraftExists:
        return "refused"


def add_roles(place: Bureau, key: str) -> list[str]:
    """Each from what it saw first."""
    by, revision = str(os.getpid()), draft_of(place.office, key).revision
    return [
        save(
            place.office,
            key,
            revision,
            [Add(("roles",), {"title": {"vi": f"Cơ quan {by} {n}"}})],
            by,
        ).places[0][-1]
        for n in range(SAVES)
    ]


def rename(place: Bureau, key: str) -> str:
    mine = str(os.getpid())
    try:
        save(place.office, key, 1, [Put(("title",), {"vi": mine})], mine)
    except EditedMeanwhile:
        return "refused"
    return mine


def save_or_publish(place: Bureau, key: str) -> str:
    """The second save of each meets the publishing of the other."""
    mine = str(os.getpid())
    try:
        role: Tree = {"title": {"vi": mine}, "origin": "design"}
        saved = save(place.office, key, 1, [Add(("roles",), role)], mine)
        publish_draft(place.office, key, saved.revision, mine)
    except ReferralError as refused:
        return type(refused).__name__
    return mine


def test_one_of_two_begins_the_draft(database_url: str) -> None:
    with bureau(database_url) as place:
        outcomes = in_two_processes(database_url, begin, "")

        assert outcomes.count("refused") == 1
        assert draft_of(place.office, "small").saved_by in outcomes


def test_nothing_is_lost_where_two_save_without_seeing_each_other(database_url: str) -> None:
    with bureau(database_url) as place:
        begin(place, "")
        added = in_two_processes(database_url, add_roles, "small")

        tree = draft_of(place.office, "small").tree
        names = [name_of(role) or "" for role in listed(tree, ("roles",))]
        assert sorted(names[2:]) == sorted(name for each in added for name in each)
        assert len(names) == 2 + 2 * SAVES


def test_one_of_two_who_change_the_same_is_told(database_url: str) -> None:
    with bureau(database_url) as place:
        begin(place, "")
        outcomes = in_two_processes(database_url, rename, "small")

        assert outcomes.count("refused") == 1
        (kept,) = set(outcomes) - {"refused"}
        assert at(draft_of(place.office, "small").tree, ("title", "vi")) == kept


def test_what_was_saved_while_another_published_is_in_the_version_or_in_the_draft(
    database_url: str,
) -> None:
    with bureau(database_url) as place:
        begin(place, "")
        outcomes = in_two_processes(database_url, save_or_publish, "small")

        (published,) = [one for one in outcomes if one.isdecimal()]
        with place.office.store.reading() as books:
            _, version = pathway_in_use(books, "small")
        titles = {role.title.vi for role in version.roles}
        assert published in titles
        assert set(outcomes) - {published} <= {"NoDraft", "EditedMeanwhile"}
        assert every_draft(place.office) == []
