"""At the desk: a second person by telephone, and a new colleague."""

from __future__ import annotations

from domain.casework.answers.answering import answer
from domain.casework.answers.delegating import delegate
from domain.casework.answers.views import Delegation, Submission
from tests.domain.casework.bureau import Bureau
from tests.domain.small import pathway, step, yes_no
from tests.pages.desk.front import Browser, Front, form
from tests.pages.reading import Page

VERIFY = pathway(step("verify", form=[yes_no("victim")], second_person=True))


def asked(place: Bureau) -> str:
    place.publish(VERIFY)
    (request,) = place.waiting(place.open(VERIFY, area="hai_phong"))
    return request


def proposed(place: Bureau) -> str:
    """A request that the first of two has answered."""
    request = asked(place)
    answer(place.office, place.token(request), Submission("done", {"victim": ["yes"]}))
    return request


def endings(page: Page) -> set[str]:
    return {one.attributes.get("action", "").rpartition("/")[2] for one in page.forms}


def test_somebody_else_confirms_by_telephone(front: Front, lan: Browser) -> None:
    request = proposed(front.place)
    page = lan.page(f"/desk/cases/{request}")

    lan.follow(lan.send(form(page, "/confirm"), _given_by="Trần Thị Bình", _how="phone"))

    after = lan.page(f"/desk/cases/{request}")
    assert "answered" in front.kinds(request.rpartition("/")[0])
    assert "Tình trạng chờ người thứ hai xác nhận, từ 09:00" in page.words
    assert {"confirm", "refuse"} <= endings(page)
    assert not {"confirm", "refuse"} & endings(after)


def test_somebody_else_does_not_confirm(front: Front, lan: Browser) -> None:
    request = proposed(front.place)
    page = lan.page(f"/desk/cases/{request}")
    told = {"_given_by": "Trần Thị Bình", "_how": "phone"}

    lan.follow(lan.send(form(page, "/refuse"), **told, reason="Sai ngày"))

    kinds = front.kinds(request.rpartition("/")[0])
    assert ("proposal_refused" in kinds, "answered" in kinds) == (True, False)


def test_who_gave_the_answer_cannot_confirm_it(front: Front, lan: Browser) -> None:
    request = proposed(front.place)
    page = lan.page(f"/desk/cases/{request}")

    same = lan.send(form(page, "/confirm"), _given_by="Người trực", _how="phone")
    nobody = lan.send(form(page, "/confirm"), _given_by="", _how="phone")

    assert (same.status_code, nobody.status_code) == (422, 422)
    assert "answered" not in front.kinds(request.rpartition("/")[0])


def test_the_case_tells_who_answered_and_who_confirmed_each_with_the_time(
    front: Front, lan: Browser
) -> None:
    request = proposed(front.place)
    page = lan.page(f"/desk/cases/{request}")
    first = "09:00 thứ Hai, 23/11/2026, qua đường dẫn: Người trực, Cơ quan police"
    front.place.later(minutes=5)

    lan.send(form(page, "/confirm"), _given_by="Trần Thị Bình", _how="phone")

    after = lan.page(f"/desk/cases/{request}").words
    in_short = lan.page(f"/desk/cases/{request.rpartition('/')[0]}").words
    second = "09:05 thứ Hai, 23/11/2026, qua điện thoại: Trần Thị Lan ghi lại"
    assert f"Chờ người thứ hai xác nhận {first}" in page.words
    assert f"Trả lời {first} Người thứ hai xác nhận {second}" in after
    assert f"Trả lời: {first} Người thứ hai xác nhận: {second}" in in_short


def test_a_new_colleague_is_seen_and_confirmed(front: Front, lan: Browser) -> None:
    request = asked(front.place)
    token = front.place.token(request)
    delegate(front.place.office, token, Delegation("", "Chị Hoa", "hoa@tinh.gov.vn"))
    page = lan.page(f"/desk/cases/{request}")
    read = Page(lan.send(form(page, "/read")).text)

    lan.follow(lan.send(form(read, "/confirm-colleague")))

    after = lan.page(f"/desk/cases/{request}")
    assert ("Chị Hoa" in page.words, "Chị Hoa" in read.words) == (False, True)
    assert "delegated" in front.kinds(request.rpartition("/")[0])
    assert "confirm-colleague" not in endings(page)
    assert {"confirm-colleague", "reject-colleague"} <= endings(read)
    assert not {"confirm-colleague", "reject-colleague"} & endings(after)


def test_who_records_the_first_of_two_is_told_that_it_awaits_the_second(
    front: Front, lan: Browser
) -> None:
    request = asked(front.place)
    page = lan.page(f"/desk/cases/{request}")

    told = lan.follow(
        lan.send(form(page, "/answer"), victim="yes", _given_by="ông Minh", _how="phone")
    )

    after = lan.page(f"/desk/cases/{request}")
    assert "khi người thứ hai" in told.words
    assert "answer" not in endings(after)
    assert {"confirm", "refuse"} <= endings(after)
