"""Where a contact is reached: on which channel, and under which address there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from ipaddress import ip_address
from typing import Annotated, Literal, get_args
from urllib.parse import urlsplit

from pydantic import Field, ValidationInfo, field_validator

from domain.faults import Wrong
from domain.frozen import Frozen
from domain.texts import Message, say

Channel = Literal["email", "sms", "zalo", "telegram", "viber", "whatsapp", "webhook", "mailbox"]
CHANNELS: tuple[Channel, ...] = get_args(Channel)
CHANNEL_NAMES: Mapping[str, Message] = {
    "email": say("e-mail"),
    "sms": say("SMS"),
    "zalo": say("Zalo"),
    "telegram": say("Telegram"),
    "viber": say("Viber"),
    "whatsapp": say("WhatsApp"),
    "webhook": say("the agency's own system"),
    "mailbox": say("the demo's mailbox"),
}

LONGEST_MAIL_ADDRESS = 254

# What browsers take as an e-mail address, with at least one full stop behind the @.
_NAME = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_MAIL_ADDRESS = re.compile(rf"[A-Za-z0-9.!#$%&'*+/=?^_`{{|}}~-]{{1,64}}@{_NAME}(?:\.{_NAME})+")
_PHONE_NUMBER = re.compile(r"(?:\+[1-9]|0)[0-9]{7,13}")
_PHONE_NUMBER_ABROAD = re.compile(r"\+[1-9][0-9]{7,13}")
# No name and password in front: they would be shown wherever the host is.
_WEB_ADDRESS = re.compile(
    rf"https?://(?:{_NAME}(?:\.{_NAME})*|\[[0-9a-f:.]+\])(?::[0-9]{{1,5}})?(?:[/?][!\"$-~]*)?"
)
# A group's id begins with -, a person's with a digit.
_TELEGRAM_CHAT = re.compile(r"-?[1-9][0-9]{3,19}")
_VIBER_USER = re.compile(r"[A-Za-z0-9+/]{8,64}={0,2}")
_ZALO_USER = re.compile(r"[1-9][0-9]{9,24}")


class Address(Frozen):
    """What `target` is depends on the channel: each has its own way to name somebody."""

    channel: Channel
    target: Annotated[str, Field(max_length=1000)]

    @field_validator("target")
    @classmethod
    def _reachable(cls, target: str, others: ValidationInfo) -> str:
        # Without a channel that we know there is nothing to hold it against, and that is told.
        if (channel := others.data.get("channel")) is not None:
            _CHECKS[channel](target)
        return target


def _check_phone_number(target: str) -> None:
    if not _PHONE_NUMBER.fullmatch(target):
        raise Wrong(
            say("“{target}” is not a phone number.", target=target),
            say("Write digits alone, for example: 0912345678 or +84912345678."),
        )


def _check_phone_number_abroad(target: str) -> None:
    if not _PHONE_NUMBER_ABROAD.fullmatch(target):
        raise Wrong(
            say("“{target}” is not a phone number as WhatsApp knows it.", target=target),
            say("Write it with the country in front, for example: +84912345678."),
        )


def _check_mail_address(target: str) -> None:
    if len(target) > LONGEST_MAIL_ADDRESS or not _MAIL_ADDRESS.fullmatch(target):
        raise Wrong(
            say("“{target}” is not a mail address.", target=target),
            say("Write it in the form name@agency.gov.vn, without spaces or accents."),
        )


def _check_telegram_chat(target: str) -> None:
    if not _TELEGRAM_CHAT.fullmatch(target):
        raise Wrong(
            say("“{target}” is not the number of a Telegram chat.", target=target),
            say("Write the number that the bot sees once it was written to: 123456789."),
        )


def _check_viber_user(target: str) -> None:
    if not _VIBER_USER.fullmatch(target):
        raise Wrong(
            say("“{target}” is not an id of a Viber user.", target=target),
            say("Write the id that the bot sees once it was written to; it often ends in ==."),
        )


def _check_zalo_user(target: str) -> None:
    if not _ZALO_USER.fullmatch(target):
        raise Wrong(
            say("“{target}” is not an id of a Zalo user.", target=target),
            say(
                "Write the id that the Official Account has of who follows it, digits alone; a"
                " phone number is none."
            ),
        )


def _check_web_address(target: str) -> None:
    # What is wrong is told without the address: whoever knows it can write there.
    if not _WEB_ADDRESS.fullmatch(target) or not _has_a_port_that_is_one(target):
        raise Wrong(
            say("This is not a web address that messages can be sent to."),
            say(
                "Write all of it, with neither spaces nor accents, and no name or password in"
                " front, for example: https://agency.gov.vn/messages/3f9a."
            ),
        )
    if target.startswith("http:") and not is_this_machine(urlsplit(target).hostname or ""):
        raise Wrong(
            say("A message holds a link, which others could read on the way."),
            say(
                "Write https. Plain http is for this machine alone, such as http://127.0.0.1:8080/."
            ),
        )


_CHECKS: Mapping[Channel, Callable[[str], None]] = {
    "email": _check_mail_address,
    "mailbox": _check_mail_address,
    "sms": _check_phone_number,
    "whatsapp": _check_phone_number_abroad,
    "telegram": _check_telegram_chat,
    "viber": _check_viber_user,
    "zalo": _check_zalo_user,
    "webhook": _check_web_address,
}


def _has_a_port_that_is_one(target: str) -> bool:
    try:
        return urlsplit(target).port != 0
    except ValueError:
        return False


def is_this_machine(host: str) -> bool:
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
