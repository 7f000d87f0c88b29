from __future__ import annotations

import pytest

from domain.casework.administration.publishing import publish_directory
from tests.domain.casework.bureau import directory_with
from tests.domain.small import pathway, step
from tests.pages.desk.front import Browser, Front
from tests.pages.desk.test_deeds import form_of

SMALL = pathway(step("verify"))


@pytest.mark.parametrize(("agency", "is_told"), [("labour", True), ("police_b", False)])
def test_passing_on_to_whom_the_role_is_not_given_is_told(
    front: Front, lan: Browser, agency: str, *, is_told: bool
) -> None:
    front.place.publish(SMALL)
    holding = [
        "{role: police, agency: police, valid_from: 2020-01-01}",
        "{role: police, agency: police_b, rank: 2, valid_from: 2020-01-01}",
        "{role: labour, agency: labour, valid_from: 2020-01-01}",
    ]
    directory = directory_with(["labour", "police", "police_b"], holding)
    publish_directory(front.place.office, directory, "user:lan")
    (request,) = front.place.waiting(front.place.open(SMALL, area="hai_phong"))
    page = lan.page(f"/desk/cases/{request}")

    after = lan.follow(lan.send(form_of(page, "pass-on"), agency=agency))

    offered = [a["value"] for tag, a in page.tags if tag == "option" and a.get("value")]
    assert offered[:2] == ["police", "police_b"]
    assert ("không ghi cơ quan này giữ vai trò" in after.words) is is_told


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("again", "cơ quan khác được hỏi lại từ đầu, với thời hạn riêng"),
        ("pass-on", "Chính yêu cầu này được chuyển sang cơ quan khác: thời hạn giữ nguyên"),
    ],
)
def test_the_two_ways_to_another_agency_say_how_they_differ(
    front: Front, lan: Browser, name: str, told: str
) -> None:
    front.place.publish(SMALL)
    (request,) = front.place.waiting(front.place.open(SMALL, area="hai_phong"))
    waiting = lan.page(f"/desk/cases/{request}")

    lan.send(form_of(waiting, "withdraw"), reason="Nhầm hồ sơ")

    assert told in waiting.words
    assert told not in lan.page(f"/desk/cases/{request}").words
