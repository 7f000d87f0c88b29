"""A link was closed, and the officer who comes back to it is not left without."""

from __future__ import annotations

from domain.db.tables import REISSUED
from tests.pages.reading import Page
from tests.stories.province import Province


def test_an_officer_with_a_closed_link_has_a_fresh_one_sent_and_answers(anywhere: Province) -> None:
    journey = anywhere.open("mau_chung", "giai_cuu")
    closed = anywhere.link("cong_an")
    (request,) = anywhere.case(journey).requests
    with anywhere.office.store.writing() as books:
        books.requests.revoke_links(request.id, anywhere.clock.now(), REISSUED)

    assert len(Page(anywhere.client.get(closed).text).forms) == 1
    pressed = anywhere.client.post(closed, data={"_fresh": "1"})
    anywhere.work()
    fresh = anywhere.link("cong_an")
    answered = anywhere.answer("cong_an", ngay="2026-11-20")

    assert "Đường dẫn mới đang được gửi đi" in Page(pressed.text).words
    assert fresh != closed
    assert anywhere.client.get(closed).status_code == 410
    assert answered.status_code == 200
    assert anywhere.asked(journey) == ["dua_ve_an_toan", "tiep_can"]
