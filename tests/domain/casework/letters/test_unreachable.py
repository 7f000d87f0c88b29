"""A letter whose address the directory has changed before it was sent."""

from __future__ import annotations

import pytest

from domain.casework.administration.publishing import publish_directory
from domain.casework.desk.looking import lead_list
from domain.casework.journeys.advancing import advance
from domain.casework.journeys.opening import open_case
from domain.pathway.files import read_pathway, shipped_pathways
from tests.domain.casework.bureau import Bureau, directory_for

MAU_CHUNG = next(p for p in map(read_pathway, shipped_pathways()) if p.key == "mau_chung")


@pytest.mark.parametrize(
    "changes",
    [
        # somebody else sits there now
        {"id: cong_an_1,": "id: moi,"},
        # who sat there sits in the health facility now
        {"id: cong_an_1,": "id: doi,", "id: y_te_1,": "id: cong_an_1,", "id: doi,": "id: y_te_1,"},
        # they are written to on another channel now
        {"{channel: email, target: cong_an_1@": "{channel: mailbox, target: cong_an_1@"},
    ],
)
def test_it_goes_to_nobody_and_is_left_to_the_lead(here: Bureau, changes: dict[str, str]) -> None:
    here.publish(MAU_CHUNG)
    journey = open_case(here.office, "mau_chung", "giai_cuu", None, by="user:lan")
    advance(here.office, journey)
    directory = directory_for(MAU_CHUNG)
    for old, new in changes.items():
        directory = directory.replace(old, new)
    publish_directory(here.office, directory, "user:lan")

    here.send()
    here.sweep()

    assert sorted(letter.target for letter in here.pile) == [
        "cong_an_2@example.vn",
        "dieu_phoi_1@example.vn",
        "dieu_phoi_2@example.vn",
    ]
    assert [(line.reference, line.why) for line in lead_list(here.office, "en")] == [
        (
            f"{journey}:dua_ve_an_toan",
            "A message could not be delivered. Please reach the agency another way.",
        )
    ]
