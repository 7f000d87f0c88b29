"""What an administrator's program tries on agencies: a succession, and a test message."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.casework.administration.keeping_directory import directory_kept
from tests.domain.casework.bureau import bureau
from tests.domain.small import pathway, step
from tests.pages.desk.front import Front
from tests.pages.programs import Data, Program

SMALL = pathway(step("verify"))
PREVIEW = "/directory/agencies/police/succession/preview"
PASSED_ON: Data = {"on": "2026-12-01", "to": ["shelter"], "legal_basis": "Nghị quyết 190"}


@pytest.fixture
def front(tmp_path: Path) -> Iterator[Front]:
    with bureau(f"sqlite:///{tmp_path / 'referral.sqlite'}") as place:
        place.publish(SMALL)
        yield Front(place)


def test_a_succession_is_thought_out_and_kept_by_putting_the_directory(
    front: Front, vi: Program
) -> None:
    for _ in range(3):
        front.place.open(SMALL)

    looked = vi.does(PREVIEW, PASSED_ON)
    before = directory_kept(front.place.office).directory.successions
    written = {"made_from": looked["version"], "directory": looked["directory"]}
    kept = vi.asks("PUT", "/directory", written)

    assert [one["role"] for one in looked["passing"]] == ["police"]
    assert looked["goes"] == [
        {"to": {"vi": "Cơ quan shelter", "en": "Agency shelter"}, "requests": 3}
    ]
    assert looked["changes"]
    assert before == ()
    assert kept.status_code == 200
    (succession,) = directory_kept(front.place.office).directory.successions
    assert succession.to == ("shelter",)
    assert vi.asks("POST", PREVIEW, PASSED_ON).status_code == 404


def test_a_role_that_two_take_waits_for_a_person(front: Front, vi: Program) -> None:
    front.place.open(SMALL)
    two = PASSED_ON | {"to": ["shelter", "health"]}
    (passing,) = vi.does(PREVIEW, two)["passing"]

    looked = vi.does(PREVIEW, two | {"takes": {passing["number"]: ["shelter", "health"]}})

    assert looked["goes"] == [{"to": None, "requests": 1}]


@pytest.mark.parametrize(
    "wrong",
    [
        {"to": []},
        {"to": ["nobody"]},
        {"on": "0001-01-01"},
        {"on": "tomorrow"},
        {"legal_basis": ""},
        {"takes": {"99": ["shelter"]}},
        {"takes": {"1": ["health"]}},
    ],
)
def test_a_succession_that_cannot_be_is_not_thought_out(vi: Program, wrong: Data) -> None:
    assert vi.asks("POST", PREVIEW, PASSED_ON | wrong).status_code == 422


def test_a_test_message_goes_to_the_contact_and_why_not_is_told(front: Front, vi: Program) -> None:
    message = "/directory/contacts/police_1/test-message"

    taken = vi.does(message, {})
    not_there = vi.does(message, {"channel": "viber"})

    assert taken == {"taken": True, "why": None}
    assert len(front.tried) == 1
    assert (not_there["taken"], "Viber" in not_there["why"]["vi"]) == (False, True)
    assert vi.asks("POST", "/directory/contacts/nobody/test-message", {}).status_code == 404
