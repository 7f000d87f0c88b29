"""Areas that have ended, where a pathway or a policy is said to be for one."""

from __future__ import annotations

import pytest

from tests.domain.small import pathway, step
from tests.pages.desk.front import Front, form


@pytest.mark.parametrize("page", ["/admin/pathways/small/draft/about", "/admin/new-policy"])
def test_areas_that_have_ended_say_so_and_stand_behind_the_others(front: Front, page: str) -> None:
    front.place.publish(pathway(step("go")))
    with front.browser("vi") as vi:
        vi.send(form(vi.page("/admin/pathways/small"), "/change"))
        lines = vi.page(page).lines

    ended = lines.index("Hải Dương (đến 30/6/2025)")
    assert "Hải Dương" not in lines
    assert all(lines.index(name) < ended for name in ("Hải Phòng", "Đà Nẵng"))
