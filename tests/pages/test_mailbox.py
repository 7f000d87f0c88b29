from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
from starlette.testclient import TestClient

from pages.application import create_app
from pages.letterbox import Letter
from tests.pages.fakes import MORNING, FakeAnswers
from tests.pages.reading import Page

LINK = "http://127.0.0.1:8000/a/abcdefgh"


@dataclass(frozen=True)
class Sent:
    to: str
    channel: str
    subject: str
    text: str
    sent_at: datetime


@dataclass(frozen=True)
class Box:
    letters: tuple[Sent, ...]

    def messages(self) -> Sequence[Letter]:
        return self.letters


FIRST = Sent("lan@congan.example", "email", "[7K3Q-9MXD] Có yêu cầu", f"Kính gửi,\n{LINK}", MORNING)
SECOND = Sent("+84900000001", "sms", "", f"Xin mở {LINK}.", MORNING + timedelta(hours=1))
THIRD = Sent("lan@congan.example", "email", "Nhắc", "<b>Nhắc</b>", MORNING + timedelta(hours=2))


@pytest.fixture
def client(casework: FakeAnswers) -> Iterator[TestClient]:
    box = Box((FIRST, THIRD, SECOND))
    app = create_app(casework, language="vi", mailbox=box, health=lambda: True)
    with TestClient(app) as client:
        yield client


def test_the_newest_message_comes_first(client: TestClient) -> None:
    told = client.get("/mailbox.json").json()

    assert [each["sent_at"] for each in told] == [
        "2026-11-23T04:15:00+00:00",
        "2026-11-23T03:15:00+00:00",
        "2026-11-23T02:15:00+00:00",
    ]
    assert told[1] == {
        "to": "+84900000001",
        "channel": "sms",
        "subject": "",
        "text": f"Xin mở {LINK}.",
        "sent_at": "2026-11-23T03:15:00+00:00",
    }


def test_messages_lie_with_whom_they_are_for(client: TestClient) -> None:
    words = Page(client.get("/mailbox").text).words

    places = [words.index(said) for said in ("lan@", "Nhắc", "Có yêu cầu", "+84900000001")]
    assert places == sorted(places)
    assert words.count("lan@congan.example") == 1
    assert "thư điện tử · 09:15 thứ Hai, 23/11/2026" in words


def test_a_link_in_a_message_can_be_opened(client: TestClient) -> None:
    page = Page(client.get("/mailbox").text)

    # without the full stop of its sentence
    assert [link for link in page.links() if link.startswith("http")] == [LINK, LINK]


def test_a_message_is_shown_as_plain_text(client: TestClient) -> None:
    assert "<b>Nhắc</b>" in Page(client.get("/mailbox").text).words


def test_an_empty_mailbox_says_so(casework: FakeAnswers) -> None:
    app = create_app(casework, language="vi", mailbox=Box(()), health=lambda: True)

    with TestClient(app) as client:
        assert "Chưa có tin nào được gửi." in Page(client.get("/mailbox").text).words
        assert client.get("/mailbox.json").json() == []


def test_the_first_page_leads_to_the_mailbox_of_a_demo(client: TestClient) -> None:
    assert "/mailbox" in Page(client.get("/").text).links()
