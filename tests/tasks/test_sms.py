"""Text messages by a gateway's HTTP, whatever the gateway says to them."""

from __future__ import annotations

import pytest

from domain.journey.reaching import Refusal
from domain.letters.notices import Letter
from tasks.channels.sending import Channels
from tasks.channels.setting_up import channels_of
from tasks.settings import Settings
from tests.raw_server import raw_server
from tests.web_server import WebServer, web_server

LINK = "http://127.0.0.1:8000/a/kh0ngduoclo"
LETTER = Letter("", "[7K3Q-9MXD] Có yêu cầu đang chờ cơ quan trả lời.", (LINK,))
PHONE = "0912345678"


def by(url: str, **more: object) -> Channels:
    return channels_of(Settings.model_validate({"sms_url": url} | more))


def test_the_text_goes_first_and_the_link_by_itself() -> None:
    with web_server() as gateway:
        refusal = by(f"{gateway.url}/gui?khoa=1").hand_over("sms", PHONE, LETTER)

    assert refusal is None
    assert gateway.paths == ["/gui?khoa=1"] * 2
    assert gateway.posted == [{"to": PHONE, "text": LETTER.text}, {"to": PHONE, "text": LINK}]


def test_name_and_password_in_the_address_are_for_the_gateway_alone() -> None:
    with web_server() as gateway:
        url = gateway.url.replace("http://", "http://so:mat%20khau@")
        by(url).hand_over("sms", PHONE, LETTER)

    assert {header["Authorization"] for header in gateway.headers} == {"Basic c286bWF0IGtoYXU="}


def test_once_the_text_is_refused_the_link_is_not_sent() -> None:
    with web_server() as gateway:
        gateway.answers = 500
        refusal = by(gateway.url).hand_over("sms", PHONE, LETTER)

    assert refusal is not None
    assert len(gateway.posted) == 1


def test_it_is_known_which_links_were_taken_before_one_was_refused() -> None:
    with web_server() as gateway:
        gateway.while_taking = lambda: _refuse_the_third(gateway)
        refusal = by(gateway.url).hand_over("sms", PHONE, Letter("", "Hai việc.", (LINK, LINK)))

    assert refusal is not None
    assert refusal.taken == 1


def test_a_part_is_not_sent_by_who_has_the_message_no_more() -> None:
    with web_server() as gateway:
        refusal = by(gateway.url).hand_over("sms", PHONE, LETTER, still_ours=lambda: False)

    assert refusal is not None
    assert (refusal.taken, refusal.for_good) == (0, False)
    assert len(gateway.posted) == 1


@pytest.mark.parametrize(
    ("status", "for_good"),
    [
        # no such number, and the gateway knows
        (400, True),
        (404, True),
        (422, True),
        # too many at once, or our password: that says nothing about the number
        (401, False),
        (429, False),
        # its own trouble
        (500, False),
        (503, False),
    ],
)
def test_a_gateway_that_says_no_is_believed_as_far_as_it_knows(
    status: int, *, for_good: bool
) -> None:
    with web_server() as gateway:
        gateway.answers = status
        refusal = by(gateway.url).hand_over("sms", PHONE, LETTER)

    assert refusal is not None
    assert refusal.for_good is for_good
    assert f"error={status}" in refusal.reason
    _tells_nothing(refusal)


@pytest.mark.parametrize(
    "reply",
    [
        # yes, twice over: the first counts
        b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nokHTTP/1.1 500 No\r\n\r\n",
        # yes, in many words
        b"HTTP/1.1 202 Accepted\r\nConnection: close\r\n\r\nrecipient 0912345678",
    ],
)
def test_a_yes_is_a_yes(reply: bytes) -> None:
    with raw_server(reply) as gateway:
        assert by(gateway.url).hand_over("sms", PHONE, LETTER) is None


@pytest.mark.parametrize(
    "reply",
    [
        # begins to say yes, and is gone
        b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{",
        # is gone before it says anything
        b"",
        # speaks something else
        b"SSH-2.0-OpenSSH_9.2\r\n",
    ],
)
def test_half_an_answer_is_none_and_it_may_be_tried_again(reply: bytes) -> None:
    with raw_server(reply) as gateway:
        refusal = by(gateway.url).hand_over("sms", PHONE, LETTER)

    assert refusal is not None
    assert not refusal.for_good
    _tells_nothing(refusal)


def test_a_service_that_apprise_knows_gets_the_number_as_its_addressee() -> None:
    channels = by("twilio://AC735c307c62944b5a:e29dfbcebf390dee9@+15551234567")

    address = channels.addresses["sms"]("+84912345678")

    assert str(address).endswith("&to=%2B84912345678")


def _refuse_the_third(gateway: WebServer) -> None:
    gateway.answers = 500 if len(gateway.posted) == 3 else 204


def _tells_nothing(refusal: Refusal) -> None:
    assert PHONE not in refusal.reason
    assert LINK not in refusal.reason
