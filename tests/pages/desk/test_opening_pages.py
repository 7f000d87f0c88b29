"""Opening a case where it may be the wrong place: asked once more, before anybody is told."""

from __future__ import annotations

import pytest

from domain.pathway.template import Pathway
from tests.domain.small import pathway, step
from tests.pages.desk.front import Front, form
from tests.pages.reading import Page

ENTRY = "small:self_return"
OF_HAI_PHONG = pathway(step("verify")).model_copy(update={"area": "hai_phong"})


@pytest.mark.parametrize(
    ("opened", "area", "asked"),
    [
        (pathway(step("verify")), "", "Chưa chọn địa bàn"),
        (OF_HAI_PHONG, "lai_chau", "dành cho Hải Phòng"),
        (OF_HAI_PHONG, "", "dành cho Hải Phòng"),
    ],
    ids=["no area", "another's area", "no area where one is meant"],
)
def test_what_may_be_the_wrong_place_is_asked_once_more(
    front: Front, opened: Pathway, area: str, asked: str
) -> None:
    front.place.publish(opened)
    with front.browser("tam") as everywhere:
        page = everywhere.page("/desk/open")
        first = everywhere.send(form(page, "/desk/open"), entry=ENTRY, area=area)
        before = list(front.woken)
        again = form(Page(first.text), "/desk/open")

        sure = everywhere.send(again, entry=ENTRY, area=area, _sure=f"{ENTRY}@{area}")

    assert (first.status_code, before) == (422, [])
    assert asked in Page(first.text).words
    assert (sure.status_code, len(front.woken)) == (303, 1)


def test_whoever_was_sure_of_one_place_is_asked_about_another(front: Front) -> None:
    front.place.publish(OF_HAI_PHONG)
    with front.browser("tam") as everywhere:
        page = everywhere.page("/desk/open")
        sent = form(page, "/desk/open")
        other = everywhere.send(sent, entry=ENTRY, area="lai_chau", _sure=f"{ENTRY}@")

    assert (other.status_code, front.woken) == (422, [])
