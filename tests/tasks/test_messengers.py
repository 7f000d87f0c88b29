"""Messengers on servers of their own that speak as theirs do."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import pytest

from domain.journey.reaching import Refusal
from domain.letters.notices import Letter
from tasks.channels.sending import Channels
from tasks.channels.setting_up import channels_of
from tasks.settings import Settings
from tests.domain.casework.reached import ADDRESSES
from tests.tasks.peers import TOKEN, YES, settings_for
from tests.web_server import WebServer, web_server

LINK = "http://127.0.0.1:8000/a/kh0ngduoclo"
LETTER = Letter("[7K3Q-9MXD] Có yêu cầu đang chờ", f"Kính gửi: Công an\n\n{LINK}\n")


@pytest.fixture
def server() -> Iterator[WebServer]:
    with web_server() as server:
        server.answers = 200
        yield server


@pytest.fixture
def channels(server: WebServer, move_messengers: Callable[[str], None]) -> Channels:
    move_messengers(server.url)
    return channels_of(settings_for(server.url, mail_port=0))


@pytest.mark.parametrize("channel", ["telegram", "viber", "whatsapp", "zalo"])
def test_one_message_goes_to_the_one_addressee(
    channels: Channels, server: WebServer, channel: str
) -> None:
    server.says = json.dumps(YES[channel][1])

    refusal = channels.hand_over(channel, ADDRESSES[channel], LETTER)

    assert refusal is None
    (posted,) = server.posted
    written = json.dumps(posted, ensure_ascii=False)
    assert ADDRESSES[channel] in written
    assert LETTER.subject in written
    assert LINK in written


def test_zalo_is_spoken_to_in_its_own_form(channels: Channels, server: WebServer) -> None:
    server.says = json.dumps({"error": 0, "message": "Success", "data": {}})

    channels.hand_over("zalo", ADDRESSES["zalo"], LETTER)

    assert server.paths == ["/v3.0/oa/message/cs"]
    (headers,) = server.headers
    assert {name.lower(): value for name, value in headers.items()}["access_token"] == TOKEN
    (posted,) = server.posted
    assert posted.keys() == {"recipient", "message"}
    assert posted["recipient"] == {"user_id": ADDRESSES["zalo"]}
    assert posted["message"].keys() == {"text"}


@pytest.mark.parametrize(
    ("channel", "status", "said", "reason", "for_good"),
    [
        # nobody there any more
        (
            "telegram", 400, {"ok": False, "description": "Bad Request: chat not found"},
            "Bad Request: chat not found, error=400", True,
        ),
        (
            "telegram", 403, {"ok": False, "description": "Forbidden: bot was blocked"},
            "bot was blocked, error=403", True,
        ),
        # our own token, too many messages, their trouble
        ("telegram", 401, {"ok": False, "description": "Unauthorized"}, "error=401", False),
        ("telegram", 429, {"description": "Too Many Requests"}, "error=429", False),
        ("telegram", 502, {}, "error=502", False),
        # a refusal within a 200
        (
            "viber", 200, {"status": 6, "status_message": "receiverNotSubscribed"},
            "receiverNotSubscribed", True,
        ),
        (
            "viber", 200, {"status": 12, "status_message": "tooManyRequests"},
            "tooManyRequests", False,
        ),
        (
            "whatsapp", 400, {"error": {"code": 131026, "message": "Message undeliverable"}},
            "Message undeliverable", True,
        ),
        (
            "whatsapp", 400, {"error": {"code": 190, "message": "Access token has expired"}},
            "Access token has expired", False,
        ),
        (
            "zalo", 200, {"error": -213, "message": "User has not followed OA"},
            "User has not followed OA, error=-213", True,
        ),
        ("zalo", 503, {"nothing": "known"}, "error=503", False),
        ("zalo", 200, ["not", "its", "form"], "its answer could not be read", False),
        ("zalo", 502, ["not", "its", "form"], "Bad Gateway, error=502", False),
        # the token that ends each day: with what to do about it
        (
            "zalo", 200, {"error": -216, "message": "Access token is invalid"},
            "error=-216. Zalo takes our access token no more. Put a new one into", True,
        ),
        (
            "zalo", 200, {"error": -220, "message": "access_token is expired or removed"},
            "error=-220. Zalo takes our access token no more. Put a new one into", True,
        ),
    ],
)  # fmt: skip
def test_a_refusal_keeps_what_they_said_and_nothing_secret(
    channels: Channels,
    server: WebServer,
    channel: str,
    status: int,
    said: object,
    reason: str,
    *,
    for_good: bool,
) -> None:
    server.answers, server.says = status, json.dumps(said)

    refusal = channels.hand_over(channel, ADDRESSES[channel], LETTER)

    assert refusal is not None
    assert reason in refusal.reason
    assert refusal.for_good is for_good
    _tells_nothing(refusal, ADDRESSES[channel])


@pytest.mark.parametrize("given", [{}, {"demo": True}, {"sms_url": "https://sms.example.vn"}])
def test_the_settings_name_the_channels_that_there_are(given: dict[str, object]) -> None:
    settings = Settings.model_validate(given)

    assert settings.channels == channels_of(settings).addresses.keys()


def _tells_nothing(refusal: Refusal, target: str) -> None:
    for secret in (target, target.lstrip("+"), TOKEN, LINK, "EAABi0ixZA9bimat", "kh0ngduoclo"):
        assert secret not in refusal.reason
