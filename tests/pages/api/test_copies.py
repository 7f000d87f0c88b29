"""What an administrator's program does to a copied pathway, for which policies set nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from domain.casework.administration.keeping_policies import policies_kept
from domain.casework.administration.publishing import publish_pathway, publish_policy
from domain.casework.editing.drafts import start_new
from domain.editing.starting import tree_of
from domain.pathway.template import Role
from domain.texts import Label
from tests.domain.casework.bureau import bureau
from tests.domain.small import pathway, step
from tests.pages.admin.test_copied_pathways import keep, limits
from tests.pages.desk.front import Front
from tests.pages.programs import Data, Program, signed_in, told

ORIGIN = pathway(step("verify"), step("care", "verify"), step("health", "verify"))
COPY = "/pathways/ban_sao"
LEFT, TAKE = f"{COPY}/left-behind", f"{COPY}/take-along"
NOTHING: Data = {"origin": None, "policies": []}
TITLE = {"vi": ORIGIN.title.in_("vi"), "en": ORIGIN.title.in_("en")}
LIMIT = {"limit": {"amount": 5, "unit": "working_days"}, "source": "QĐ 12", "origin": "province"}
LEAD_IS_GONE = """
schema: 2
key: hai_phong
title: {vi: Hải Phòng, en: Hải Phòng}
area: hai_phong
valid_from: 2026-01-01
leads: {small: to_truong}
"""


@pytest.fixture
def front(tmp_path: Path) -> Iterator[Front]:
    """A draft that is a copy of what two provinces have a deadline for."""
    with bureau(f"sqlite:///{tmp_path / 'referral.sqlite'}") as place:
        front = Front(place)
        place.publish(ORIGIN)
        for area in ("hai_phong", "lai_chau"):
            keep(front, area, f"Của {area}", area, "2026-01-01")
        start_new(place.office, tree_of(ORIGIN), Label(vi="Bản sao", en="Copy"), "user:vi", 1)
        yield front


@pytest.fixture
def published(vi: Program) -> None:
    vi.does(f"{COPY}/draft/publication", {"revision": vi.reads(f"{COPY}/draft")["revision"]})


def versions(front: Front) -> dict[str, int]:
    """Of the policies."""
    return {one.policy.key: one.version for one in policies_kept(front.place.office)}


@pytest.mark.parametrize("copy", [{"of": "in-use", "key": "small"}, None])
def test_a_new_pathway_begins_blank_or_as_a_copy_that_is_told_what_it_lacks(
    vi: Program, copy: Data | None
) -> None:
    title = {"vi": "Của riêng", "en": "Our own"}
    begun = vi.does("/pathways", {"title": title, "copy_of": copy})

    assert begun["key"] == "cua_rieng"
    assert begun["pathway"]["title"] == title
    left = vi.reads("/pathways/cua_rieng/draft/left-behind")
    assert left["origin"] == (TITLE if copy else None)


def test_a_copy_of_nothing_is_not_begun(vi: Program) -> None:
    wanted = {"title": TITLE, "copy_of": {"of": "shipped", "key": "no_such"}}

    assert vi.asks("POST", "/pathways", wanted).status_code == 404


def test_what_is_left_behind_is_told_as_the_policies_files_would_have_it(
    vi: Program, published: None
) -> None:
    left = vi.reads(LEFT)

    assert left["origin"] == TITLE
    assert [one["policy"] for one in left["policies"]] == ["hai_phong", "lai_chau"]
    assert left["policies"][0] == {
        "policy": "hai_phong",
        "title": {"vi": "Của hai_phong", "en": "Của hai_phong"},
        "valid_from": "2026-01-01",
        "mine": True,
        "lacks": {"limits": {"ban_sao": {"verify": LIMIT}}},
    }


def test_it_is_told_of_the_draft_already(vi: Program) -> None:
    draft = vi.reads(f"{COPY}/draft/left-behind")

    assert [one["policy"] for one in draft["policies"]] == ["hai_phong", "lai_chau"]
    assert vi.asks("GET", LEFT).status_code == 404
    assert vi.asks("POST", TAKE).status_code == 404


def test_what_is_taken_along_is_left_behind_no_more(
    front: Front, vi: Program, published: None
) -> None:
    first, again = vi.does(TAKE), vi.does(TAKE)

    assert (first, again) == (
        {"policies": 2, "deadlines": 1},
        {"policies": 0, "deadlines": 0},
    )
    assert [key for key, *_ in limits(front)] == ["hai_phong", "lai_chau"]
    assert versions(front) == {"hai_phong": 2, "lai_chau": 2}
    assert vi.reads(LEFT) == NOTHING


def test_a_program_takes_along_what_is_of_its_users_areas(
    front: Front, client: TestClient, published: None
) -> None:
    bac = signed_in(client, "bac")
    mine = {one["policy"]: one["mine"] for one in bac.reads(LEFT)["policies"]}

    taken = bac.does(TAKE)

    assert mine == {"hai_phong": True, "lai_chau": False}
    assert taken == {"policies": 1, "deadlines": 1}
    assert [key for key, *_ in limits(front)] == ["hai_phong"]
    assert [one["policy"] for one in bac.reads(LEFT)["policies"]] == ["lai_chau"]


def test_asking_what_is_left_behind_keeps_nothing(
    front: Front, vi: Program, published: None
) -> None:
    vi.reads(LEFT)

    assert versions(front) == {"hai_phong": 1, "lai_chau": 1}


def test_where_a_policy_is_to_be_mended_it_is_told_and_nothing_is_kept(
    front: Front, vi: Program, published: None
) -> None:
    led = Role.model_validate(ORIGIN.roles[0].model_dump() | {"id": "to_truong"})
    with_role = ORIGIN.model_copy(update={"roles": (*ORIGIN.roles, led)})
    publish_pathway(front.place.office, with_role, "user:vi")
    publish_policy(front.place.office, LEAD_IS_GONE, "user:vi")
    publish_pathway(front.place.office, ORIGIN, "user:vi")
    before = versions(front)

    refused = told(vi.asks("POST", TAKE), 422)

    for text in refused["faults"]["body"].values():
        assert text.startswith("Hải Phòng › leads › ban_sao: ")
    assert versions(front) == before


def test_a_pathway_that_is_no_copy_lacks_nothing(vi: Program) -> None:
    assert vi.reads("/pathways/small/left-behind") == NOTHING
    assert vi.does("/pathways/small/take-along") == {"policies": 0, "deadlines": 0}


@pytest.mark.parametrize(("method", "act"), [("GET", "left-behind"), ("POST", "take-along")])
def test_of_a_pathway_that_is_not_there_nothing_is_told(vi: Program, method: str, act: str) -> None:
    assert vi.asks(method, f"/pathways/nothing/{act}").status_code == 404
