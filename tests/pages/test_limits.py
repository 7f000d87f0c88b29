from __future__ import annotations

import socket
from collections.abc import Iterator

import httpx
import pytest

from domain.pathway.forms import LONGEST_LONG_TEXT
from pages.application import create_app
from tests.pages.fakes import FakeAnswers
from tests.pages.forms import NOTES
from tests.pages.reading import Page
from tests.pages.serving import all_logs, served

FORM = {"Content-Type": "application/x-www-form-urlencoded"}
MEGABYTE = 1024 * 1024


@pytest.fixture
def web(casework: FakeAnswers) -> Iterator[httpx.Client]:
    app = create_app(casework, language="vi", health=lambda: True)
    with served(app) as address, httpx.Client(base_url=address) as client:
        yield client


def pouring(megabytes: int) -> Iterator[bytes]:
    """Without an end in sight: sent in chunks, no length announced."""
    yield b"_verdict=declined&_reason="
    for _ in range(megabytes):
        yield b"x" * MEGABYTE


def test_five_megabytes_get_a_plain_page(web: httpx.Client, casework: FakeAnswers) -> None:
    token = casework.ask([])
    body = b"".join(pouring(5))

    answer = web.post(f"/a/{token}", content=body, headers=FORM)

    assert answer.status_code == 413
    assert "Nội dung gửi quá lớn" in Page(answer.text).words
    assert "Your answer was NOT recorded." in Page(answer.text).words
    assert casework.recorded(token) == []


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/a/nothing", "application/x-www-form-urlencoded"),
        ("/a/nothing", "multipart/form-data; boundary=x"),
        ("/api/requests/nothing/answer", "application/json"),
    ],
)
def test_whoever_guesses_has_nothing_read(web: httpx.Client, path: str, kind: str) -> None:
    answer = web.post(path, content=b"x" * 5 * MEGABYTE, headers={"Content-Type": kind})

    assert answer.status_code == 404


def test_a_body_of_no_announced_length_is_cut_off(web: httpx.Client, casework: FakeAnswers) -> None:
    token = casework.ask([])

    answer = web.post(f"/a/{token}", content=pouring(5), headers=FORM)

    assert answer.status_code == 413
    assert casework.recorded(token) == []


def test_the_pages_live_on_after_too_much(web: httpx.Client, casework: FakeAnswers) -> None:
    token = casework.ask([])
    web.post(f"/a/{token}", content=pouring(5), headers=FORM)

    assert web.post(f"/a/{token}", data={"_verdict": "done"}).status_code == 200


def test_the_longest_vietnamese_text_is_let_through(
    web: httpx.Client, casework: FakeAnswers
) -> None:
    fields = [NOTES.model_copy(update={"id": f"ghi_chu_{n}"}) for n in range(6)]
    token = casework.ask(fields)
    text = "ệ" * LONGEST_LONG_TEXT

    answer = web.post(f"/a/{token}", data={"_verdict": "done"} | {f.id: text for f in fields})

    assert answer.status_code == 200


def test_what_a_lost_signal_cut_off_is_no_answer_and_no_alarm(casework: FakeAnswers) -> None:
    token = casework.ask([])
    app = create_app(casework, language="vi", health=lambda: True)

    with all_logs() as written, served(app) as address:
        with socket.create_connection(("127.0.0.1", httpx.URL(address).port or 0)) as phone:
            phone.sendall(f"POST /a/{token} HTTP/1.1\r\nHost: x\r\n".encode())
            phone.sendall(b"Content-Length: 100\r\n\r\n_verdict=done")
        httpx.get(f"{address}/healthz")

    assert casework.recorded(token) == []
    assert "Exception" not in written.getvalue()


@pytest.mark.parametrize("path", ["/", "/healthz", "/a/request1.lan", "/a/nothing"])
def test_head_answers_like_get_without_a_body(
    web: httpx.Client, casework: FakeAnswers, path: str
) -> None:
    casework.ask([])

    shown, peeked = web.get(path), web.head(path)

    assert peeked.status_code == shown.status_code
    assert peeked.headers["Content-Type"] == shown.headers["Content-Type"]
    assert peeked.content == b""
