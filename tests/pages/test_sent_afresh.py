from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from domain.casework.answers.views import Fate
from tests.pages.fakes import MOST_A_DAY, FakeAnswers
from tests.pages.forms import DAY
from tests.pages.reading import Page

AFRESH = {"_fresh": "1"}


@pytest.fixture
def dead(casework: FakeAnswers) -> str:
    """A link that was closed, whose request waits yet."""
    token = casework.ask([DAY])
    casework.let_it_be(token, "revoked", renewable=True)
    return token


def test_a_press_sends_a_fresh_link_and_shows_none(
    client: TestClient, casework: FakeAnswers, dead: str
) -> None:
    shown = Page(client.get(f"/a/{dead}").text)
    (form,), tags = shown.forms, shown.tags

    sent = client.post(f"/a/{dead}", data=AFRESH)

    assert ("button", {"type": "submit", "name": "_fresh", "value": "1", "class": "second"}) in tags
    assert (form.attributes["method"], sent.status_code) == ("post", 200)
    assert casework.sent_afresh(dead) == 1
    assert "Đường dẫn mới đang được gửi đi" in Page(sent.text).words
    assert "/a/" not in sent.text


def test_the_button_is_in_the_readers_language(client: TestClient, dead: str) -> None:
    shown = client.get(f"/a/{dead}?lang=en")

    sent = client.post(f"/a/{dead}?lang=en", data=AFRESH)

    assert "Send a fresh link" in Page(shown.text).words
    assert "A fresh link is on its way" in Page(sent.text).words


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_looking_at_it_sends_nothing(
    client: TestClient, casework: FakeAnswers, dead: str, method: str
) -> None:
    client.request(method, f"/a/{dead}?_fresh=1")

    assert casework.sent_afresh(dead) == 0


def test_who_presses_on_is_told_to_call(
    client: TestClient, casework: FakeAnswers, dead: str
) -> None:
    presses = [client.post(f"/a/{dead}", data=AFRESH) for _ in range(MOST_A_DAY + 1)]

    assert [press.status_code for press in presses] == [200, 200, 200, 429]
    assert "Xin gọi cán bộ điều phối" in Page(presses[-1].text).words
    assert casework.sent_afresh(dead) == MOST_A_DAY


@pytest.mark.parametrize("fate", ["withdrawn", "moved", "revoked", "resting"])
def test_where_no_fresh_link_would_help_none_is_offered_or_sent(
    client: TestClient, casework: FakeAnswers, fate: Fate
) -> None:
    token = casework.ask([DAY])
    casework.let_it_be(token, fate)

    shown = client.get(f"/a/{token}")
    pressed = client.post(f"/a/{token}", data=AFRESH)

    assert Page(shown.text).forms == []
    assert pressed.status_code == 410
    assert casework.sent_afresh(token) == 0


def test_a_link_that_works_is_not_replaced_and_nothing_is_answered(
    client: TestClient, casework: FakeAnswers
) -> None:
    token = casework.ask([])

    pressed = client.post(f"/a/{token}", data=AFRESH | {"_verdict": "done"})

    assert pressed.status_code == 409
    assert (casework.sent_afresh(token), casework.recorded(token)) == (0, [])


def test_what_is_no_link_sends_nothing(client: TestClient) -> None:
    assert client.post("/a/nothing", data=AFRESH).status_code == 404
