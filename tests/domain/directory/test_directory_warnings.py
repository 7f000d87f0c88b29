from __future__ import annotations

import pytest

from domain.directory.doubts import directory_warnings
from domain.directory.files import read_directory
from domain.policy.province_policy import Policy, read_policy
from tests.domain.directory.test_directory import HAI_PHONG

ROLES = {"so_ldtbxh", "cong_an_tp"}
POLICY = """
schema: 1
key: hai_duong
title: {vi: Hải Dương, en: Hải Dương}
area: hai_duong
valid_from: 2020-01-01
"""


def _warned(directory: str, *policies: Policy) -> list[str]:
    found = directory_warnings(read_directory(directory), ROLES, policies)
    return [fault.message.in_("en") for fault in found]


def test_nothing_is_said_of_what_fits() -> None:
    assert _warned(HAI_PHONG) == []


@pytest.mark.parametrize(
    ("written", "instead", "said"),
    [
        # a slip, or a pathway that is still to come
        (
            "role: so_ldtbxh",
            "role: so_ldtbhx",
            "assignments › 1 › role: No published pathway has the role “so_ldtbhx”. "
            "Check how it is spelt, unless its pathway is still to come.",
        ),
        # a province that was merged
        (
            "area: hai_phong,",
            "area: hai_duong,",
            "assignments › 1 › area: hai_duong ends on 30 June 2025, and this goes on. "
            "Give it that last day, and another for hai_phong, which takes over.",
        ),
        # a district that nothing took over
        (
            "area: hai_phong,",
            "area: hai_phong_an_lao,",
            "assignments › 1 › area: hai_phong_an_lao ends on 30 June 2025, and this goes on. "
            "Give it that last day, and another for what came after.",
        ),
    ],
)
def test_what_is_likely_to_be_a_slip_is_told(written: str, instead: str, said: str) -> None:
    assert _warned(HAI_PHONG.replace(written, instead, 1)) == [said]


@pytest.mark.parametrize(
    "days",
    [
        # its own last day
        "valid_from: 2020-01-01, valid_to: 2025-06-30}",
        # that of its agency, below
        "valid_from: 2020-01-01}",
    ],
)
def test_an_assignment_that_ends_with_its_area_is_right(days: str) -> None:
    ended = HAI_PHONG.replace("area: hai_phong, agency: so_y_te, valid_from: 2025-07-01}",
                              f"area: hai_duong, agency: so_y_te, {days}")  # fmt: skip
    if "valid_to" not in days:
        ended = ended.replace("- id: so_y_te", "- id: so_y_te\n    valid_to: 2025-06-30")

    assert _warned(ended) == []


def test_a_policy_that_goes_on_where_its_area_ended_is_told() -> None:
    assert _warned(HAI_PHONG, read_policy(POLICY)) == [
        "policy › hai_duong › area: hai_duong ends on 30 June 2025, and this goes on. "
        "Give it that last day, and another for hai_phong, which takes over."
    ]
