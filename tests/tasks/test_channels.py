"""A message goes to an agency's own system, and what it says to that is kept."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from domain.journey.reaching import Refusal
from domain.letters.notices import Letter
from tasks.channels.limits import Limits
from tasks.channels.sending import Channels
from tasks.channels.setting_up import channels_of
from tasks.settings import Settings
from tests.deployments.commanding import free_port
from tests.web_server import WebServer, web_server

SECRET = "/thong-bao/bi-mat-3f9a?sig=a%2Fb%2Bc&format=html"
LINK = "http://127.0.0.1:8000/a/kh0ngduoclo"
LETTER = Letter(subject="[7K3Q-9MXD] Có yêu cầu đang chờ", text=f"Kính gửi: Công an\n\n{LINK}")


@pytest.fixture
def channels(tmp_path: Path) -> Channels:
    return channels_of(Settings(data_dir=tmp_path))


@pytest.fixture
def agency() -> Iterator[WebServer]:
    with web_server() as server:
        yield server


def test_a_webhook_gets_subject_and_text_and_where_to_answer_at_its_very_address(
    channels: Channels, agency: WebServer
) -> None:
    refusal = channels.hand_over("webhook", agency.url + SECRET, LETTER)

    assert refusal is None
    assert agency.paths == [SECRET]
    assert agency.posted == [
        {"subject": LETTER.subject, "text": LETTER.text, "api": "http://127.0.0.1:8000/api"}
    ]


def test_a_webhook_that_fails_is_a_refusal_with_its_reason(
    channels: Channels, agency: WebServer
) -> None:
    agency.answers = 500

    refusal = channels.hand_over("webhook", agency.url + SECRET, LETTER)

    assert refusal == Refusal(
        "Failed to send JSON POST notification: Internal server error., error=500."
    )


def test_a_webhook_that_nobody_answers_is_a_refusal_with_its_reason(channels: Channels) -> None:
    nowhere = f"127.0.0.1:{free_port()}"

    refusal = channels.hand_over("webhook", f"http://{nowhere}{SECRET}", LETTER)

    assert refusal is not None
    assert nowhere in refusal.reason
    assert "Connection refused" in refusal.reason
    assert "bi-mat" not in refusal.reason
    assert "sig" not in refusal.reason


def test_two_that_are_sent_at_once_keep_each_its_own_reason(
    channels: Channels, agency: WebServer
) -> None:
    others: list[Refusal | None] = []
    nowhere = f"http://127.0.0.1:{free_port()}/x"
    agency.answers = 500
    agency.while_taking = lambda: others.append(channels.hand_over("webhook", nowhere, LETTER))

    refusal = channels.hand_over("webhook", agency.url, LETTER)

    assert refusal == Refusal(
        "Failed to send JSON POST notification: Internal server error., error=500."
    )
    (other,) = others
    assert other is not None
    assert "Connection refused" in other.reason
    assert "error=500" not in other.reason


def test_who_says_a_letter_at_a_time_is_not_listened_to_for_ever(
    tmp_path: Path, agency: WebServer
) -> None:
    agency.instead, agency.a_byte_every = b"HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n", 0.1
    channels = channels_of(Settings(data_dir=tmp_path), Limits(whole=0.5))

    refusal = channels.hand_over("webhook", agency.url + SECRET, LETTER)

    assert refusal == Refusal("It took too long to send it. It may have come all the same.")


def test_what_goes_wrong_on_our_side_is_no_refusal() -> None:
    def broken(target: str) -> str:
        raise LookupError(target)

    with pytest.raises(LookupError):
        Channels({"webhook": broken}).hand_over("webhook", SECRET, LETTER)


@pytest.mark.parametrize("status", [301, 302, 307, 308])
def test_a_message_is_not_sent_on_to_another_place(
    channels: Channels, agency: WebServer, status: int
) -> None:
    with web_server() as elsewhere:
        agency.answers, agency.sends_on_to = status, f"{elsewhere.url}/other"

        refusal = channels.hand_over("webhook", agency.url + SECRET, LETTER)

    assert refusal is not None
    assert f"error={status}" in refusal.reason
    assert elsewhere.paths == []


@pytest.mark.parametrize("answers", [204, 500])
def test_no_log_knows_the_address_of_a_webhook_or_the_link(
    channels: Channels, agency: WebServer, everything_logged: StringIO, answers: int
) -> None:
    agency.answers = answers

    channels.hand_over("webhook", agency.url + SECRET, LETTER)
    logging.getLogger("somebody").debug("something else")

    assert len(agency.posted) == 1
    assert "something else" in everything_logged.getvalue()
    assert "bi-mat" not in everything_logged.getvalue()
    assert LINK not in everything_logged.getvalue()


@pytest.fixture
def everything_logged() -> Iterator[StringIO]:
    """What a handler of the root writes. pytest's own hears also what is kept from that."""
    written = StringIO()
    handler, root = logging.StreamHandler(written), logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    try:
        yield written
    finally:
        root.setLevel(level)
        root.removeHandler(handler)
