"""What an officer would have corrected is read at the desk, and taken over or not."""

from __future__ import annotations

from dataclasses import replace

import pytest

from domain.casework.answers.answering import look
from domain.casework.answers.sent_corrections import send_correction
from domain.casework.answers.views import Settled, Submission
from tests.domain.casework.bureau import Bureau
from tests.domain.casework.of_two import finding_pathway
from tests.domain.casework.sending_on import answered, send, settled
from tests.domain.small import pathway, step, yes_no
from tests.pages.desk.front import Browser, Front, form
from tests.pages.reading import Page

NOTE = {"id": "note", "label": {"vi": "Ghi chú", "en": "Note"}, "kind": "text", "required": False}
SMALL = pathway(
    step("verify", form=[yes_no("victim"), NOTE]), step("care", "verify", role="shelter")
)


def sent(place: Bureau) -> str:
    """The request of which it was sent that the answer should be another."""
    place.publish(SMALL)
    journey = place.open(SMALL, area="hai_phong")
    (request,) = place.waiting(journey)
    place.answer(request, {"victim": ["yes"]})
    place.carry(journey)
    seen = look(place.office, place.token(request))
    assert isinstance(seen, Settled)
    given = {"victim": ["no"], "note": ["Chị Lụa nhầm"]}
    wanted = Submission("done", given, corrects=seen.for_the_coordinator)
    send_correction(place.office, place.token(request), wanted)
    place.carry(journey)
    return request


def endings(page: Page) -> set[str]:
    return {one.attributes.get("action", "").rpartition("/")[2] for one in page.forms}


@pytest.mark.parametrize(
    ("ending", "kind", "typed"),
    [
        # it is the answer now
        ("/take-over", "corrected", {}),
        # it is not
        ("/leave", "correction_left", {"text": "Đã có giấy của xã"}),
    ],
)
def test_what_was_sent_is_read_and_settled(
    front: Front, lan: Browser, ending: str, kind: str, typed: dict[str, str]
) -> None:
    request = sent(front.place)
    page = lan.page(f"/desk/cases/{request}")
    read = Page(lan.send(form(page, "/read")).text)

    lan.follow(lan.send(form(read, ending), **typed))

    after = lan.page(f"/desk/cases/{request}")
    assert ("Chị Lụa nhầm" in page.words, "Chị Lụa nhầm" in read.words) == (False, True)
    settled_by = {"take-over", "leave"}
    assert (settled_by & endings(page), settled_by & endings(read)) == (set(), settled_by)
    assert kind in front.kinds(request.rpartition("/")[0])
    assert not {"take-over", "leave"} & endings(after)


def test_who_takes_it_over_sees_first_who_is_asked_what_rests_on_it(
    front: Front, lan: Browser
) -> None:
    request = sent(front.place)
    page = lan.page(f"/desk/cases/{request}")

    read = Page(lan.send(form(page, "/read")).text)

    resting = read.words.partition("Đang chờ trả lời và dựa vào câu trả lời này")[2]
    assert "care (Cơ quan shelter)" in resting
    assert "review" not in endings(read)


def test_what_was_answered_before_is_named_until_somebody_has_looked(
    front: Front, lan: Browser
) -> None:
    request = sent(front.place)
    journey = request.rpartition("/")[0]
    front.place.later(minutes=1)
    (care,) = front.place.waiting(journey)
    front.place.answer(care, {})
    front.place.later(minutes=1)
    read = Page(lan.send(form(lan.page(f"/desk/cases/{request}"), "/read")).text)
    lan.follow(lan.send(form(read, "/take-over")))
    front.place.carry(journey)
    listed, page = lan.page("/desk").words, lan.page(f"/desk/cases/{request}")

    lan.follow(lan.send(form(page, "/review")))

    assert "Đã trả lời trước khi sửa: care" in listed
    assert "Những việc này đã được trả lời dựa trên kết quả cũ" in page.words
    assert "reviewed" in front.kinds(journey)
    assert "review" not in endings(lan.page(f"/desk/cases/{request}"))


def test_nothing_is_left_unread(front: Front, lan: Browser) -> None:
    request = sent(front.place)
    read = form(lan.page(f"/desk/cases/{request}"), "/read")
    leave = replace(read, attributes={**read.attributes, "action": f"/desk/cases/{request}/leave"})

    answer = lan.send(leave, text="Thôi")

    assert answer.status_code == 422
    assert form(Page(answer.text), "/leave").values["text"] == ["Thôi"]
    assert "Xin đọc nội dung sửa đã gửi trước khi quyết định." in Page(answer.text).words
    assert "correction_left" not in front.kinds(request.rpartition("/")[0])


def test_the_list_leads_to_the_request_that_it_is_about(front: Front, lan: Browser) -> None:
    request = sent(front.place)

    page = lan.page("/desk")

    assert "Người đã trả lời cho biết câu trả lời cần sửa." in page.words
    assert [link for link in page.links() if link.endswith(f"/desk/cases/{request}")]


def test_where_nothing_was_sent_nothing_is_offered(front: Front, lan: Browser) -> None:
    front.place.publish(SMALL)
    (request,) = front.place.waiting(front.place.open(SMALL, area="hai_phong"))

    page = lan.page(f"/desk/cases/{request}")

    assert not {"take-over", "leave"} & endings(page)


def test_the_other_of_two_is_told_that_one_waits(front: Front) -> None:
    _, request = answered(front.place, finding_pathway())
    send(front.place, request)

    with front.browser() as police:
        page = police.page(f"/a/{front.place.token(request, 2)}")

    assert "Cơ quan anh/chị đã gửi một nội dung sửa" in page.words
    assert not [link for link in page.links() if "correct" in link]


def test_what_was_taken_over_is_said_to_whoever_sends_it_once_more(
    front: Front, lan: Browser
) -> None:
    request = sent(front.place)
    link = f"/a/{front.place.token(request)}?correct=1"
    line = settled(front.place, request).for_the_coordinator
    begun = {"_verdict": "done", "_corrects": str(line), "_sent_on": "1"}
    read = Page(lan.send(form(lan.page(f"/desk/cases/{request}"), "/read")).text)
    lan.follow(lan.send(form(read, "/take-over")))

    with front.browser() as police:
        answer = police.client.post(link, data=begun | {"victim": "no"})

    words = Page(answer.text).words
    assert answer.status_code == 409
    assert "Cán bộ điều phối đã lấy nội dung sửa làm câu trả lời" in words
    assert "không được ghi nhận" not in words
