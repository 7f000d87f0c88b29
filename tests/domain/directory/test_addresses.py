from __future__ import annotations

import pytest
from pydantic import ValidationError

from domain.directory.addresses import CHANNELS, Address
from domain.faults import faults_of


@pytest.mark.parametrize(
    ("channel", "target"),
    [
        # a telephone, as it is written here and abroad
        ("sms", "0912345678"),
        ("sms", "+84912345678"),
        ("whatsapp", "+84912345678"),
        # a person, and a group
        ("telegram", "123456789"),
        ("telegram", "-1001234567890"),
        ("viber", "xMm9gfZsQrWe4y0Vb+1/bA=="),
        ("zalo", "2512523625412515"),
        ("email", "truc.ban@haiphong.gov.vn"),
        ("mailbox", "cong_an@demo.invalid"),
        ("webhook", "https://agency.gov.vn/messages/3f9a?key=1"),
    ],
)
def test_each_channel_has_its_own_kind_of_address(channel: str, target: str) -> None:
    address = Address.model_validate({"channel": channel, "target": target})

    assert (address.channel, address.target) == (channel, target)
    assert channel in CHANNELS


@pytest.mark.parametrize(
    ("channel", "target", "problem"),
    [
        # WhatsApp has no numbers without a country
        ("whatsapp", "0912345678", "is not a phone number as WhatsApp knows it."),
        # a name is not where a bot can write
        ("telegram", "@truc_ban", "is not the number of a Telegram chat."),
        # a telephone number is what nearly everybody tries first
        ("zalo", "+84912345678", "is not an id of a Zalo user."),
        ("zalo", "0912345678", "is not an id of a Zalo user."),
        ("viber", "+84 912 345 678", "is not an id of a Viber user."),
        # of another channel
        ("sms", "lan@example.vn", "is not a phone number."),
        ("email", "0912345678", "is not a mail address."),
    ],
)
def test_what_is_no_address_there_is_told(channel: str, target: str, problem: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Address.model_validate({"channel": channel, "target": target})

    (fault,) = faults_of(caught.value)
    assert fault.problem.in_("en") == f"“{target}” {problem}"


def test_a_channel_that_nobody_has_is_told_by_itself() -> None:
    with pytest.raises(ValidationError) as caught:
        Address.model_validate({"channel": "fax", "target": "0912345678"})

    (fault,) = faults_of(caught.value)
    assert fault.place == "channel"
