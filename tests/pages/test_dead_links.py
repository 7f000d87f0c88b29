from __future__ import annotations

import re

import pytest
from starlette.testclient import TestClient

from domain.casework.answers.views import Fate
from domain.texts import Label
from tests.pages.fakes import FakeAnswers, label
from tests.pages.forms import DAY
from tests.pages.reading import Page

SENT = {"_verdict": "done", "ngay": "2026-11-23"}


@pytest.mark.parametrize(
    ("fate", "vi", "en"),
    [
        ("withdrawn", "Yêu cầu này đã được rút lại", "This request was withdrawn"),
        (
            "halted",
            "Dừng lại: xin không làm gì thêm trong vụ việc này",
            "Stop: please do nothing more in this matter",
        ),
        (
            "moved",
            "Yêu cầu này đã được chuyển cho cơ quan khác",
            "This request is with another agency now",
        ),
        (
            "delegated",
            "Đồng nghiệp của anh/chị đang phụ trách yêu cầu này",
            "Your colleague answers this request now",
        ),
        ("revoked", "Đường dẫn này không còn dùng được", "This link no longer works"),
        ("resting", "Yêu cầu này đang tạm dừng", "This request is resting"),
    ],
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_dead_link_says_what_became_of_it_and_nothing_of_the_case(
    client: TestClient, casework: FakeAnswers, fate: Fate, vi: str, en: str, method: str
) -> None:
    token = casework.ask([DAY])
    casework.let_it_be(token, fate)

    vietnamese = client.request(method, f"/a/{token}", data=SENT)
    english = client.request(method, f"/a/{token}?lang=en", data=SENT)

    assert (vietnamese.status_code, english.status_code) == (410, 410)
    assert vi in Page(vietnamese.text).words
    assert "10:15 thứ Hai, 23/11/2026" in Page(vietnamese.text).words
    assert en in Page(english.text).words
    for answer in (vietnamese, english):
        assert "7K3Q-9MXD" not in Page(answer.text).words
        assert "xác minh" not in answer.text
        assert Page(answer.text).forms == []
    assert casework.recorded(token) == []


def test_behind_a_stop_for_safety_nothing_says_that_all_is_well(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask([DAY])
    casework.let_it_be(token, "halted")

    words = Page(client.get(f"/a/{token}").text).words

    assert "không bàn giao, không đưa ai đi đâu" in words
    assert "xin gọi cho cán bộ điều phối" in words
    assert "rút lại" not in words


def test_who_sent_to_a_dead_link_is_told_that_it_was_not_recorded(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask([DAY])
    casework.let_it_be(token, "withdrawn")
    not_recorded = "Nội dung vừa gửi không được ghi nhận."

    assert not_recorded in Page(client.post(f"/a/{token}", data=SENT).text).words
    assert not_recorded not in Page(client.get(f"/a/{token}").text).words


@pytest.mark.parametrize(
    ("now_with", "told"),
    [
        # by law it is one agency's now
        (label("Sở Y tế", "Department of Health"), ["Yêu cầu nay thuộc Sở Y tế."]),
        # a person chose another one, which is theirs to say
        (None, []),
    ],
)
def test_the_link_of_who_had_it_says_where_it_is_if_that_may_be_said(
    client: TestClient, casework: FakeAnswers, now_with: Label | None, told: list[str]
) -> None:
    token = casework.ask([DAY])
    casework.let_it_be(token, "moved", now_with)

    words = Page(client.get(f"/a/{token}").text).words

    assert re.findall(r"Yêu cầu nay thuộc [^.]+\.", words) == told


@pytest.mark.parametrize("method", ["GET", "HEAD", "POST"])
@pytest.mark.parametrize(
    "path",
    [
        # never a link
        "/a/abcdefgh",
        # a link with something behind it
        "/a/request1.lan.",
        "/a/request1.lan/",
        "/a/request1.lan/more",
        # no token at all
        "/a/",
        "/a",
        # nowhere
        "/wp-login.php",
        "/a/%00",
        "/a/%FF%FE",
        "/a/..%2F..%2Fetc%2Fpasswd",
    ],
)
def test_what_is_no_link_gets_one_neutral_page(
    client: TestClient, casework: FakeAnswers, path: str, method: str
) -> None:
    casework.ask([DAY])
    neutral = client.request(method, "/a/nothing")

    answer = client.request(method, path, data=SENT, follow_redirects=False)

    assert answer.status_code == neutral.status_code == 404
    assert answer.text == neutral.text
    assert casework.recorded("request1.lan") == []


def test_the_neutral_page_speaks_both_languages(client: TestClient) -> None:
    words = Page(client.get("/a/nothing").text).words

    assert words.index("Đường dẫn không hợp lệ") < words.index("This link is not valid")
