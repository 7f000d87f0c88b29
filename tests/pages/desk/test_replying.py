"""What an agency has asked is read and settled at the desk."""

from __future__ import annotations

from datetime import date

import pytest

from domain.casework.answers.speaking_up import speak_up
from domain.casework.answers.views import Saying
from domain.casework.desk import coordinating
from tests.domain.casework.bureau import Bureau
from tests.domain.small import pathway, step
from tests.pages.desk.front import Browser, Front, form
from tests.pages.reading import Page

VERIFY = pathway(step("verify"))
QUESTION = Saying("question", text="Gửi hồ sơ về đâu?")
WISH = Saying("more_time", "2026-12-20", "Chờ giấy tờ.")


def asked(place: Bureau, saying: Saying) -> str:
    """The request about which the agency has asked that."""
    place.publish(VERIFY)
    journey = place.open(VERIFY, area="hai_phong")
    (request,) = place.waiting(journey)
    coordinating.extend(place.office, request, date(2026, 12, 10), "Tết", "lan")
    speak_up(place.office, place.token(request), saying)
    place.carry(journey)
    return request


@pytest.mark.parametrize(
    ("saying", "ending", "kind", "shown"),
    [
        (QUESTION, "/reply", "replied", "cán bộ điều phối trả lời:"),
        (
            WISH,
            "/refuse-time",
            "more_time_refused",
            "cán bộ điều phối không thể cho thêm thời gian:",
        ),
    ],
    ids=["a question", "more time"],
)
def test_what_was_asked_is_read_and_settled(
    front: Front, lan: Browser, saying: Saying, ending: str, kind: str, shown: str
) -> None:
    request = asked(front.place, saying)
    page = lan.page(f"/desk/cases/{request}")
    read = Page(lan.send(form(page, "/read")).text)

    lan.follow(lan.send(form(page, ending), text="Về chị Lụa."))

    after = lan.page(f"/desk/cases/{request}")
    assert (saying.text in page.words, saying.text in read.words) == (False, True)
    assert kind in front.kinds(request.rpartition("/")[0])
    assert not [one for one in after.forms if one.attributes.get("action", "").endswith(ending)]
    assert f"{shown} Về chị Lụa." in Page(lan.send(form(after, "/read")).text).words


def test_what_waits_says_that_the_agency_has_asked(front: Front, lan: Browser) -> None:
    asked(front.place, QUESTION)

    assert "Cơ quan có câu hỏi. Xin đọc và trả lời." in lan.page("/desk").words


@pytest.mark.parametrize(("saying", "ending"), [(QUESTION, "/reply"), (WISH, "/refuse-time")])
def test_nothing_is_settled_without_a_word(
    front: Front, lan: Browser, saying: Saying, ending: str
) -> None:
    request = asked(front.place, saying)
    page = lan.page(f"/desk/cases/{request}")
    before = front.kinds(request.rpartition("/")[0])

    answer = lan.send(form(page, ending), text=" ")

    assert answer.status_code == 422
    assert front.kinds(request.rpartition("/")[0]) == before


def test_where_nothing_was_asked_nothing_is_offered(front: Front, lan: Browser) -> None:
    front.place.publish(VERIFY)
    (request,) = front.place.waiting(front.place.open(VERIFY, area="hai_phong"))

    page = lan.page(f"/desk/cases/{request}")

    endings = [one.attributes.get("action", "").rpartition("/")[2] for one in page.forms]
    assert not {"reply", "refuse-time", "read"} & set(endings)
