"""Messengers on servers of their own that speak as theirs do."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from apprise.plugins.telegram import NotifyTelegram
from apprise.plugins.viber import NotifyViber
from apprise.plugins.whatsapp import NotifyWhatsApp

from domain.notices import Letter
from domain.reaching import Refusal
from tasks.channels.sending import Channels
from tasks.channels.setting_up import channels_of
from tasks.settings import Settings
from tests.deployments.commanding import free_port
from tests.raw_server import raw_server
from tests.web_server import WebServer, web_server

LINK = "http://127.0.0.1:8000/a/kh0ngduoclo"
LETTER = Letter("[7K3Q-9MXD] Có yêu cầu đang chờ", f"Kính gửi: Công an\n\n{LINK}\n")
TOKEN = "bi-mat-9f3a"
TARGETS = {
    "telegram": "123456789",
    "viber": "xMm9gfZsQrWe4y0Vb+1/bA==",
    "whatsapp": "+84912345678",
    "zalo": "2512523625412515",
}


@pytest.fixture
def server() -> Iterator[WebServer]:
    with web_server() as server:
        server.answers = 200
        yield server


@pytest.fixture
def channels(server: WebServer, monkeypatch: pytest.MonkeyPatch) -> Channels:
    """Each messenger's own address is replaced by that of the server."""
    monkeypatch.setattr(NotifyTelegram, "notify_url", f"{server.url}/bot")
    monkeypatch.setattr(NotifyViber, "notify_url", f"{server.url}/pa/send_message")
    monkeypatch.setattr(NotifyWhatsApp, "notify_url", f"{server.url}/{{fb_ver}}/{{phone_id}}")
    return channels_of(
        Settings.model_validate(
            {
                "telegram_url": f"tgram://110201543:{TOKEN}AAHdqTcvCH1vGWJxfSeofSAs0K5PALD",
                "viber_url": f"viber://{TOKEN}?from=Dieu%20phoi",
                "whatsapp_url": "whatsapp://EAABi0ixZA9bimat@106540352242922",
                "zalo_token": TOKEN,
                "zalo_api": server.url,
            }
        )
    )


@pytest.mark.parametrize(
    ("channel", "yes"),
    [
        ("telegram", {"ok": True, "result": {}}),
        ("viber", {"status": 0, "status_message": "ok"}),
        ("whatsapp", {"messages": [{"id": "wamid.1"}]}),
        ("zalo", {"error": 0, "message": "Success", "data": {"message_id": "1"}}),
    ],
)
def test_one_message_goes_to_the_one_addressee(
    channels: Channels, server: WebServer, channel: str, yes: dict[str, object]
) -> None:
    server.says = json.dumps(yes)

    refusal = channels.hand_over(channel, TARGETS[channel], LETTER)

    assert refusal is None
    (posted,) = server.posted
    written = json.dumps(posted, ensure_ascii=False)
    assert TARGETS[channel] in written
    assert LETTER.subject in written
    assert LINK in written


def test_zalo_is_spoken_to_in_its_own_form(channels: Channels, server: WebServer) -> None:
    server.says = json.dumps({"error": 0, "message": "Success", "data": {}})

    channels.hand_over("zalo", TARGETS["zalo"], LETTER)

    assert server.paths == ["/v3.0/oa/message/cs"]
    (headers,) = server.headers
    assert {name.lower(): value for name, value in headers.items()}["access_token"] == TOKEN
    (posted,) = server.posted
    assert posted.keys() == {"recipient", "message"}
    assert posted["recipient"] == {"user_id": TARGETS["zalo"]}
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
        ("zalo", 200, ["not", "its", "form"], "error=200", False),
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

    refusal = channels.hand_over(channel, TARGETS[channel], LETTER)

    assert refusal is not None
    assert reason in refusal.reason
    assert refusal.for_good is for_good
    _tells_nothing(refusal, TARGETS[channel])


@pytest.mark.parametrize("channel", ["telegram", "viber", "whatsapp", "zalo"])
@pytest.mark.parametrize(
    "reply",
    [
        # gone without a word
        b"",
        # gone in the middle of its yes
        b'HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{"error": 0, "status": 0, "ok": tr',
    ],
)
def test_half_an_answer_may_be_tried_again(
    channels: Channels, monkeypatch: pytest.MonkeyPatch, channel: str, reply: bytes
) -> None:
    with raw_server(reply) as gone:
        monkeypatch.setattr(NotifyTelegram, "notify_url", f"{gone.url}/bot")
        monkeypatch.setattr(NotifyViber, "notify_url", gone.url)
        monkeypatch.setattr(NotifyWhatsApp, "notify_url", gone.url)
        settings = {"zalo_token": TOKEN, "zalo_api": gone.url}
        zalo = channels_of(Settings.model_validate(settings))
        refusal = (zalo if channel == "zalo" else channels).hand_over(
            channel, TARGETS[channel], LETTER
        )

    assert refusal is not None
    assert not refusal.for_good
    _tells_nothing(refusal, TARGETS[channel])


def test_a_zalo_that_nobody_answers_may_be_tried_again() -> None:
    settings = {"zalo_token": TOKEN, "zalo_api": f"http://127.0.0.1:{free_port()}"}

    refusal = channels_of(Settings.model_validate(settings)).hand_over(
        "zalo", TARGETS["zalo"], LETTER
    )

    assert refusal == Refusal("Failed to send Zalo notification: ConnectError.")


@pytest.mark.parametrize("given", [{}, {"demo": True}, {"sms_url": "https://sms.example.vn"}])
def test_the_settings_name_the_channels_that_there_are(given: dict[str, object]) -> None:
    settings = Settings.model_validate(given)

    assert settings.channels == channels_of(settings).addresses.keys()


def _tells_nothing(refusal: Refusal, target: str) -> None:
    for secret in (target, target.lstrip("+"), TOKEN, LINK, "EAABi0ixZA9bimat", "kh0ngduoclo"):
        assert secret not in refusal.reason
