"""What is said on the page that is no answer: a day, a question, a wish for more time."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from starlette.testclient import TestClient

from domain.casework.answers.views import Said
from tests.pages.fakes import MORNING, FakeAnswers, asking
from tests.pages.forms import DAY
from tests.pages.reading import Page

READ = {"_words": "1"}
SENT = {
    "accepted": {"_verdict": "accepted", "_until": "2026-11-30"},
    "question": {"_verdict": "question", "_reason": " Gửi về\r\nđâu? "},
    "more_time": {"_verdict": "more_time", "_until": "2026-12-20", "_reason": "Chờ giấy tờ."},
}


@pytest.mark.parametrize(
    ("kind", "vi", "en"),
    [
        (
            "accepted",
            "cơ quan nhận việc, sẽ làm xong chậm nhất ngày 30 tháng 11 năm 2026.",
            "your agency will have done it by 30 November 2026.",
        ),
        (
            "question",
            "cơ quan hỏi cán bộ điều phối: Gửi về đâu?",
            "your agency asked the coordinator: Gửi về đâu?",
        ),
        (
            "more_time",
            "cơ quan xin thêm thời gian, đến hết ngày 20 tháng 12 năm 2026: Chờ giấy tờ.",
            "your agency asked for more time, until 20 December 2026: Chờ giấy tờ.",
        ),
    ],
)
def test_what_was_noted_is_told_back_and_stands_on_the_page(
    client: TestClient, casework: FakeAnswers, kind: str, vi: str, en: str
) -> None:
    token = casework.ask([DAY])

    noted = client.post(f"/a/{token}", data=SENT[kind])

    words = Page(noted.text).words
    assert noted.status_code == 200
    assert (
        "Đã ghi nhận; yêu cầu vẫn đang chờ anh/chị trả lời. Ghi nhận lúc 10:15 thứ Hai, 23/11/2026"
        in words
    )
    assert vi in words
    assert "Yêu cầu vẫn đang chờ cơ quan trả lời." in words
    assert vi in Page(client.post(f"/a/{token}", data=READ).text).words
    assert en in Page(client.post(f"/a/{token}?lang=en", data=READ).text).words
    assert casework.recorded(token) == []


@pytest.mark.parametrize(
    ("due_at", "comes"),
    [
        # nothing comes first
        (None, "Đến hết ngày 30 tháng 11 năm 2026 hệ thống không nhắc."),
        # at the end of that day, which there is seven hours before midnight of UTC
        ("2026-11-30T16:59:59Z", "Đến hết ngày 30 tháng 11 năm 2026 hệ thống không nhắc."),
        # during that day, and days before it
        ("2026-11-30T10:00:00Z", "Thời hạn đến trước ngày đó; từ lúc hết thời hạn hệ thống sẽ"),
        ("2026-11-27T16:59:59Z", "Thời hạn đến trước ngày đó; từ lúc hết thời hạn hệ thống sẽ"),
    ],
)
def test_who_names_a_day_is_told_until_when_nothing_reminds_them(
    client: TestClient, casework: FakeAnswers, due_at: str | None, comes: str
) -> None:
    due = datetime.fromisoformat(due_at) if due_at else None
    token = casework.ask_for(asking([DAY], due_at=due))

    noted = Page(client.post(f"/a/{token}", data=SENT["accepted"]).text)

    assert comes in noted.words


def test_the_page_leads_back_to_the_request_without_naming_it(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask([DAY])

    page = Page(client.post(f"/a/{token}?lang=en", data=SENT["question"]).text)

    other_language, back = page.links()
    assert (other_language, back) == ("?lang=vi", "?lang=en")


def test_what_the_coordinator_said_stands_on_the_page(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask([DAY])
    casework.hear(token, Said("reply", MORNING, text="Gửi về <b>Sở</b>."))
    casework.hear(token, Said("granted", MORNING, date(2026, 12, 15)))
    casework.hear(token, Said("refused", MORNING, text="Đang gấp."))

    opened = Page(client.get(f"/a/{token}?lang=en").text)
    words = Page(client.post(f"/a/{token}?lang=en", data=READ).text).words

    assert "Monday 23 November 2026, 09:15: the coordinator replied: Gửi về <b>Sở</b>." in words
    assert "the coordinator set the deadline to the end of 15 December 2026." in words
    assert "the coordinator could not give more time: Đang gấp." in words
    assert "the coordinator replied:" in opened.words
    assert "Sở" not in opened.words
    assert "Đang gấp" not in opened.words
    assert opened.form().values != {}


def test_that_words_were_read_is_recorded_and_opening_the_link_is_no_reading(
    client: TestClient, casework: FakeAnswers
) -> None:
    token, other = casework.ask([DAY]), casework.ask([DAY])
    casework.hear(token, Said("reply", MORNING, text="Gửi về Sở."))
    casework.hear(other, Said("granted", MORNING, date(2026, 12, 15)))

    client.get(f"/a/{token}?_words=1")
    before = [*casework.words_read]
    for each in (token, other):
        client.post(f"/a/{each}", data=READ)

    assert (before, casework.words_read) == ([], [token])
    assert "_words" not in client.get(f"/a/{other}").text


@pytest.mark.parametrize(
    ("sent", "places"),
    [
        # no day
        (SENT["accepted"] | {"_until": ""}, ["#until-accepted"]),
        # no words
        (SENT["question"] | {"_reason": " "}, ["#reason-question"]),
        # neither
        ({"_verdict": "more_time"}, ["#until-more_time", "#reason-more_time"]),
    ],
)
def test_what_is_missing_is_marked_in_its_own_form(
    client: TestClient, casework: FakeAnswers, sent: dict[str, str], places: list[str]
) -> None:
    token = casework.ask([DAY])
    casework.hear(token, Said("question", MORNING, text="Trước đó?"))

    answer = client.post(f"/a/{token}", data=sent)

    page = Page(answer.text)
    assert (answer.status_code, page.links()) == (422, places)
    assert {place.removeprefix("#") for place in places} <= set(page.ids)
    assert "Trước đó?" in page.words
    assert "– Xin điền mục này." in page.words


@pytest.mark.parametrize("kind", SENT)
def test_of_what_was_answered_nothing_more_is_noted(
    client: TestClient, casework: FakeAnswers, kind: str
) -> None:
    token = casework.ask([])
    client.post(f"/a/{token}", data={"_verdict": "done"})

    late = client.post(f"/a/{token}", data=SENT[kind])

    assert late.status_code == 409
    assert "Câu trả lời của anh/chị đã được ghi nhận" in Page(late.text).words
    assert casework.said(token) == []


@pytest.mark.parametrize("kind", SENT)
def test_a_correction_is_no_place_to_say_it(
    client: TestClient, casework: FakeAnswers, kind: str
) -> None:
    token = casework.ask([])
    client.post(f"/a/{token}", data={"_verdict": "done"})

    answer = client.post(f"/a/{token}", data=SENT[kind] | {"_corrects": "1"})

    assert answer.status_code == 422
    assert Page(answer.text).links() == ["#answer"]
    assert casework.said(token) == []


def test_where_there_is_no_deadline_no_more_time_is_offered_or_taken(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask_for(asking(due_at=None))

    shown = Page(client.get(f"/a/{token}").text)
    sent = client.post(f"/a/{token}", data=SENT["more_time"])

    assert "more_time" not in [form.values["_verdict"][0] for form in shown.forms]
    assert sent.status_code == 422
    assert casework.said(token) == []
