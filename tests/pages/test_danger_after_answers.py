"""A second tab tells of a danger: it is sent, or the page says that it was not and whom to call."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from domain.casework.answers.views import Fate
from domain.directory.whom_to_call import WhomToCall
from pages.application import create_app
from pages.rendering import end_pages_with
from tests.pages.fakes import FakeAnswers
from tests.pages.forms import DAY
from tests.pages.reading import Page

DONE = {"_verdict": "done", "ngay": "2026-11-20"}
UNSAFE = {"_verdict": "declined", "_because": "unsafe", "_reason": "Có người canh"}
NOT_SENT = "CHƯA gửi được: xin gọi ngay"


@pytest.mark.parametrize("by_a_colleague", [False, True])
@pytest.mark.parametrize("late", [False, True])
def test_after_an_answer_it_reaches_the_coordinator(
    client: TestClient, casework: FakeAnswers, *, by_a_colleague: bool, late: bool
) -> None:
    token = casework.ask([DAY])
    client.post(f"/a/{token}", data=DONE)
    if late:
        casework.ask_what_depends(token)
    mine = casework.colleagues_link(token) if by_a_colleague else token

    page = client.post(f"/a/{mine}", data=UNSAFE)

    assert page.status_code == 200
    assert "Nơi chủ trì hồ sơ sẽ nhận tin báo" in page.text
    assert "Câu trả lời của cơ quan anh/chị giữ nguyên".lower() in Page(page.text).words.lower()
    (sent,) = casework.sent_on(token)
    assert (sent.because, sent.reason, sent.corrects) == ("unsafe", "Có người canh", 1)


def test_what_was_begun_as_a_correction_is_sent_at_once(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask([DAY])
    client.post(f"/a/{token}", data=DONE)
    begun = Page(client.get(f"/a/{token}?correct=1").text).form("declined").values
    casework.ask_what_depends(token)

    page = client.post(f"/a/{token}?correct=1", data=begun | UNSAFE)

    assert page.status_code == 200
    assert len(casework.sent_on(token)) == 1


@pytest.mark.parametrize("fate", ["withdrawn", "halted", "moved", "delegated", "revoked"])
def test_by_a_dead_link_the_page_says_not_sent_and_whom_to_call(
    casework: FakeAnswers, fate: Fate
) -> None:
    app = create_app(casework, language="vi", health=lambda: True)
    end_pages_with(app, WhomToCall("Phòng trực", "0204 3 555 111"))
    client, token = TestClient(app), casework.ask([DAY])
    casework.let_it_be(token, fate)

    page = client.post(f"/a/{token}", data=UNSAFE)

    assert page.status_code == 409
    assert NOT_SENT in page.text
    assert "tel:02043555111" in Page(page.text).links()


@pytest.mark.parametrize("by_a_colleague", [False, True])
def test_while_an_answer_awaits_the_second_person_it_is_said_to_be_not_sent(
    client: TestClient, casework: FakeAnswers, *, by_a_colleague: bool
) -> None:
    token = casework.ask([DAY], takes_two=True)
    client.post(f"/a/{token}", data=DONE)
    mine = casework.colleagues_link(token) if by_a_colleague else token

    assert NOT_SENT in client.post(f"/a/{mine}", data=UNSAFE).text


@pytest.mark.parametrize("by_a_colleague", [False, True])
def test_told_before_the_page_says_that_it_is_known_and_whom_to_call(
    client: TestClient, casework: FakeAnswers, *, by_a_colleague: bool
) -> None:
    token = casework.ask([DAY])
    client.post(f"/a/{token}", data=UNSAFE)
    mine = casework.colleagues_link(token) if by_a_colleague else token

    page = client.post(f"/a/{mine}", data=UNSAFE)

    assert NOT_SENT not in page.text
    assert "Việc không an toàn đã được ghi nhận từ trước" in page.text
    assert "Nếu đang có người gặp nguy hiểm, xin gọi" in page.text
    assert casework.sent_on(token) == []


@pytest.mark.parametrize("answered", [False, True])
def test_where_nobody_else_hears_the_page_says_so_and_not_who_leads(
    client: TestClient, casework: FakeAnswers, *, answered: bool
) -> None:
    token, casework.heard = casework.ask([DAY]), False
    if answered:
        client.post(f"/a/{token}", data=DONE)

    page = client.post(f"/a/{token}", data=UNSAFE)

    assert "Hệ thống không báo việc này cho ai khác. Xin gọi ngay" in page.text
    assert "chủ trì" not in Page(page.text).words


@pytest.mark.parametrize("late", [False, True])
def test_told_by_a_colleague_and_not_decided_the_page_says_so_too(
    client: TestClient, casework: FakeAnswers, *, late: bool
) -> None:
    token = casework.ask([DAY])
    client.post(f"/a/{token}", data=DONE)
    if late:
        casework.ask_what_depends(token)
    client.post(f"/a/{token}", data=UNSAFE)

    page = client.post(f"/a/{casework.colleagues_link(token)}", data=UNSAFE)

    assert NOT_SENT not in page.text
    assert "Việc không an toàn đã được ghi nhận từ trước" in page.text
    assert "Nếu đang có người gặp nguy hiểm, xin gọi" in page.text
    assert len(casework.sent_on(token)) == 1


def test_too_long_to_be_taken_it_is_said_to_be_not_sent(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask([DAY])
    client.post(f"/a/{token}", data=DONE)

    assert NOT_SENT in client.post(f"/a/{token}", data=UNSAFE | {"_reason": "x" * 5000}).text
