"""Mail, by a server that does what mail servers do."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest

from domain.journey.reaching import Refusal
from domain.letters.notices import Letter
from tasks.channels.limits import PATIENT, Limits
from tasks.channels.sending import Channels
from tasks.channels.setting_up import channels_of
from tasks.settings import Settings
from tests.deployments.commanding import free_port
from tests.raw_server import raw_server
from tests.stories.mail_server import MailServer, mail_server

USER, PASSWORD = "dieu.phoi", "mat-khau-9f3a"
POLICE = "cong_an@example.vn"
LINK = "http://127.0.0.1:8000/a/kh0ngduoclo"
LETTER = Letter("[7K3Q-9MXD] Có yêu cầu đang chờ", f"Kính gửi: Công an\n\n{LINK}\n")


@pytest.fixture
def server() -> Iterator[MailServer]:
    with mail_server(USER, PASSWORD) as server:
        yield server


def by(port: int, password: str = PASSWORD, limits: Limits = PATIENT) -> Channels:
    url = f"mailto://{USER}:{quote(password)}@127.0.0.1:{port}?from=dieu.phoi@example.vn"
    return channels_of(Settings.model_validate({"email_url": url}), limits)


def test_a_letter_that_is_taken_has_arrived_once(server: MailServer) -> None:
    assert by(server.port).hand_over("email", POLICE, LETTER) is None

    (letter,) = server.to(POLICE)
    assert LINK in letter.get_content()


@pytest.mark.parametrize(
    ("reply", "for_good"),
    [
        ("550 5.1.1 Mailbox unavailable", True),
        ("552 5.2.2 Mailbox full", True),
        # comes and goes
        ("450 4.2.1 Mailbox busy", False),
        ("451 4.7.1 Greylisted, try again in 5 minutes", False),
        # says nothing about the addressee
        ("530 5.7.0 Authentication required", False),
    ],
)
@pytest.mark.parametrize("when", ["at the address", "after the letter"])
def test_a_refusal_is_as_lasting_as_the_server_says(
    server: MailServer, when: str, reply: str, *, for_good: bool
) -> None:
    if when == "at the address":
        server.says_of_addresses = reply
    else:
        server.says_of_letters = reply

    refusal = by(server.port).hand_over("email", POLICE, LETTER)

    assert refusal is not None
    assert refusal.for_good is for_good
    assert reply[:3] in refusal.reason
    _tells_nothing(refusal)


def test_a_wrong_password_says_nothing_about_the_addressee(server: MailServer) -> None:
    refusal = by(server.port, "anderes").hand_over("email", POLICE, LETTER)

    assert refusal is not None
    assert not refusal.for_good
    assert "535" in refusal.reason


@pytest.mark.parametrize(
    "reply",
    [
        # is gone at once
        b"",
        # is gone in the middle of its greeting
        b"220 smtp.exam",
        # greets, and is gone
        b"220 smtp.example.vn ESMTP\r\n",
        # is shutting down
        b"421 4.3.2 Service not available\r\n",
        # is something else
        b"HTTP/1.1 400 Bad Request\r\n\r\n",
    ],
)
def test_a_server_that_drops_may_be_tried_again(reply: bytes) -> None:
    with raw_server(reply, speaks_first=True) as server:
        refusal = by(server.port).hand_over("email", POLICE, LETTER)

    assert refusal is not None
    assert not refusal.for_good
    _tells_nothing(refusal)


def test_a_server_that_says_nothing_is_not_waited_for_long() -> None:
    with raw_server(None) as server:
        refusal = by(server.port, limits=Limits(answer=0.2)).hand_over("email", POLICE, LETTER)

    assert refusal is not None
    assert not refusal.for_good
    assert "timed out" in refusal.reason


def test_nobody_there_may_be_tried_again() -> None:
    refusal = by(free_port()).hand_over("email", POLICE, LETTER)

    assert refusal is not None
    assert not refusal.for_good
    assert "refused" in refusal.reason


def _tells_nothing(refusal: Refusal) -> None:
    for secret in (POLICE, PASSWORD, LINK, "kh0ngduoclo"):
        assert secret not in refusal.reason
