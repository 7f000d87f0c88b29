from __future__ import annotations

import pytest

from domain.directory.agencies import DirectoryFaults
from domain.directory.files import read_directory

ENDING = """
agencies:
  - id: truoc
    title: {vi: Trước, en: Before}
    valid_to: 2025-02-28
    contacts: [{id: a, name: A, channels: [{channel: email, target: a@example.vn}]}]
  - id: sau
    title: {vi: Sau, en: After}
    contacts: [{id: b, name: B, channels: [{channel: email, target: b@example.vn}]}]
assignments:
"""


@pytest.mark.parametrize(
    "assignments",
    [
        # the second begins when the agency of the first has gone
        ["agency: truoc, valid_from: 2011-01-01", "agency: sau, valid_from: 2025-03-01"],
        # the first has its own last day
        [
            "agency: sau, valid_from: 2011-01-01, valid_to: 2011-12-31",
            "agency: truoc, valid_from: 2012-01-01",
        ],
        # one is asked after the other
        ["agency: truoc, valid_from: 2011-01-01", "agency: sau, rank: 2, valid_from: 2011-01-01"],
        # one is for a smaller area
        [
            "agency: truoc, valid_from: 2011-01-01",
            "agency: sau, area: lai_chau, valid_from: 2011-01-01",
        ],
    ],
    ids=range(4),
)
def test_assignments_that_do_not_meet_stand_beside_each_other(assignments: list[str]) -> None:
    lines = "".join(f"  - {{role: so, {assignment}}}\n" for assignment in assignments)

    assert len(read_directory(ENDING + lines).assignments) == 2


@pytest.mark.parametrize(
    ("assignments", "said"),
    [
        # to the last day of the agency itself
        (
            ["agency: truoc, valid_from: 2011-01-01", "agency: sau, valid_from: 2025-02-28"],
            "assignments › 2: truoc and sau both have the role so (everywhere) with rank 1 on the "
            "same days, from 28 February 2025.",
        ),
        # a long one, and behind a short one that begins later
        (
            [
                "agency: sau, valid_from: 2011-01-01",
                "agency: sau, area: lai_chau, valid_from: 2012-01-01, valid_to: 2012-12-31",
                "agency: truoc, valid_from: 2015-01-01",
            ],
            "assignments › 3: sau and truoc both have the role so (everywhere) with rank 1 on the "
            "same days, from 1 January 2015.",
        ),
        # beyond the last day of the agency
        (
            ["agency: truoc, valid_from: 2011-01-01, valid_to: 2025-03-01"],
            "assignments › 1: This assignment goes beyond the days of truoc.",
        ),
        # beginning when it has gone
        (
            ["agency: truoc, valid_from: 2025-03-01"],
            "assignments › 1: This assignment goes beyond the days of truoc.",
        ),
    ],
    ids=range(4),
)
def test_assignments_that_cannot_all_hold_are_refused(assignments: list[str], said: str) -> None:
    lines = "".join(f"  - {{role: so, {assignment}}}\n" for assignment in assignments)

    with pytest.raises(DirectoryFaults) as refused:
        read_directory(ENDING + lines)

    (fault,) = refused.value.faults
    assert fault.message.in_("en").startswith(said)
    assert fault.problem.in_("vi") != fault.problem.in_("en")
