from __future__ import annotations

from datetime import date

import pytest

from domain.directory.agencies import Directory
from domain.directory.changes import Change, changes
from domain.directory.files import read_directory
from tests.domain.directory.test_directory import HAI_PHONG

BEFORE = read_directory(HAI_PHONG)
NEW_AREA = "areas: [{id: xa, title: {vi: Xã, en: X}, kind: commune, parent: hai_phong}]\n"


def test_the_same_again_changes_nothing() -> None:
    assert changes(BEFORE, read_directory(HAI_PHONG)) == ()


@pytest.mark.parametrize(
    ("written", "instead", "change"),
    [
        # an area
        ("\nagencies:", f"\n{NEW_AREA}agencies:", Change("added", "area", "xa")),
        # another address
        ("lan@", "hoa@", Change("changed", "agency", "so_y_te")),
        # a last day
        (
            "valid_from: 2025-07-01\n    legal",
            "valid_from: 2025-07-01\n    valid_to: 2027-12-31\n    legal",
            Change(
                "ended",
                "assignment",
                "cong_an_tp hai_phong cong_an_tp 2025-07-01",
                date(2027, 12, 31),
            ),
        ),
        # a last day and something else
        (
            "valid_from: 2025-07-01\n    contacts",
            "valid_from: 2025-07-01\n    valid_to: 2099-12-31\n    time_zone: Asia/Tokyo\n"
            "    contacts",
            Change("changed", "agency", "cong_an_tp"),
        ),
        # another rank
        (
            "valid_from: 2025-07-01}",
            "valid_from: 2025-07-01, rank: 2}",
            Change("changed", "assignment", "so_ldtbxh hai_phong so_y_te 2025-07-01"),
        ),
    ],
    ids=range(5),
)
def test_what_is_new_is_named(written: str, instead: str, change: Change) -> None:
    assert written in HAI_PHONG

    assert changes(BEFORE, read_directory(HAI_PHONG.replace(written, instead, 1))) == (change,)


def test_what_is_left_out_is_named_too() -> None:
    found = changes(BEFORE, Directory(agencies=BEFORE.agencies[:1], assignments=()))

    assert found == (
        Change("removed", "agency", "cong_an_tp"),
        Change("removed", "assignment", "so_ldtbxh hai_phong so_y_te 2025-07-01"),
        Change("removed", "assignment", "cong_an_tp hai_phong cong_an_tp 2025-07-01"),
    )


def test_an_area_that_became_another_has_ended() -> None:
    before = read_directory(NEW_AREA + HAI_PHONG)
    days = "parent: hai_phong, valid_to: 2027-12-31, became: hai_phong}"
    after = read_directory(NEW_AREA.replace("parent: hai_phong}", days) + HAI_PHONG)

    assert changes(before, after) == (Change("ended", "area", "xa", date(2027, 12, 31)),)
