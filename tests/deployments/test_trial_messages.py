"""`referral directory test-message`: whether somebody can be reached, before anything is asked."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from deployments.holding import holding
from tasks.settings import Settings
from tests.deployments.commanding import Site, site
from tests.web_server import WebServer, web_server

DIRECTORY = """
agencies:
  - id: cong_an
    title: {vi: Công an (mẫu), en: Police (sample)}
    contacts:
      - id: lan
        name: Lan
        channels:
          - {channel: zalo, target: "2512523625412515"}
          - {channel: sms, target: "0912345678"}
assignments: []
"""


@pytest.fixture
def gateway() -> Iterator[WebServer]:
    with web_server() as server:
        yield server


@pytest.fixture
def place(tmp_path: Path, gateway: WebServer) -> Iterator[Site]:
    with site(tmp_path / "site", REFERRAL_SMS_URL=gateway.url) as place:
        place.done("db", "upgrade")
        (tmp_path / "d.yaml").write_text(DIRECTORY, encoding="utf-8")
        place.done("directory", "load", tmp_path / "d.yaml", "--by", "lan")
        yield place


def test_it_says_that_it_is_a_test_and_has_neither_link_nor_case(
    place: Site, gateway: WebServer
) -> None:
    said = place.done("directory", "test-message", "lan", "--channel", "sms")

    assert "The provider of SMS took the message. Please ask Lan whether it came." in said.out
    (posted,) = gateway.posted
    assert posted == {
        "to": "0912345678",
        "text": "Kính gửi: Công an (mẫu)\n\nĐây chỉ là tin nhắn thử để kiểm tra cách liên hệ."
        " Cơ quan không cần làm gì.",
    }


def test_what_the_provider_said_is_shown(place: Site, gateway: WebServer) -> None:
    gateway.answers = 503

    said = place.referral("directory", "test-message", "lan", "--channel", "sms")

    assert said.code == 1
    assert "It did not go through: Failed to send JSON" in said.err
    assert "error=503" in said.err


def test_without_a_channel_it_is_the_first_that_they_have(place: Site) -> None:
    said = place.referral("directory", "test-message", "lan", "--json")

    assert said.code == 1
    assert said.data == {
        "contact": "lan",
        "channel": "zalo",
        "taken": False,
        "refusal": "The channel Zalo is not set up here.",
    }


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["minh"], "The directory has no contact “minh”."),
        (["lan", "--channel", "email"], "Lan has no address on e-mail."),
    ],
)
def test_whom_it_cannot_go_to_is_told(place: Site, words: list[str], problem: str) -> None:
    said = place.referral("directory", "test-message", *words)

    assert said.code == 1
    assert problem in said.err


def test_doctor_names_the_channels_that_are_not_set_up(place: Site) -> None:
    findings = {line["check"]: line for line in place.referral("doctor", "--json").data}

    assert findings["channels"]["ok"]
    assert findings["channels"]["about"] == "Contacts have channels that are not set up: zalo."


def test_a_refusal_of_our_own_is_told_in_the_language_of_the_site(tmp_path: Path) -> None:
    (tmp_path / "d.yaml").write_text(DIRECTORY, encoding="utf-8")
    with site(tmp_path / "site", REFERRAL_LANGUAGE="vi") as place:
        place.done("db", "upgrade")
        place.done("directory", "load", tmp_path / "d.yaml")
        said = place.referral("directory", "test-message", "lan")

    assert said.err == "Tin chưa gửi được: Kênh Zalo chưa được thiết lập ở đây.\n"


def test_a_command_beside_a_demo_reaches_its_mailbox(demo: Site) -> None:
    away = demo.referral("directory", "test-message", "dung")
    with holding(Settings(demo=True), prefect="http://127.0.0.1:9/api"):
        demo.done("directory", "test-message", "dung")

    with demo.office.store.reading() as books:
        letters = [letter.subject for letter in books.mailbox.messages()]
    assert away.code == 1
    assert letters == ["Tin nhắn thử"]
