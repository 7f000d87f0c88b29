"""Our own words for why a message was not taken. They are kept in English beside a provider's."""

from __future__ import annotations

from itertools import product

from domain.directory.addresses import CHANNEL_NAMES, CHANNELS
from domain.texts import Label, Message, say

TOO_SLOW = say("It took too long to send it.")
MAY_HAVE_COME = say("It may have come all the same.")
UNEXPLAINED = say("The provider refused it and did not say why.")
RENEW_TOKEN = say(
    "Zalo takes our access token no more. Put a new one into REFERRAL_ZALO_TOKEN, and start the"
    " worker again."
)


def not_set_up(channel: str) -> Message:
    return _not_set_up(_name(channel))


def unusable_on(channel: str) -> Message:
    return _unusable_on(_name(channel))


def in_words(reason: str) -> Label:
    """What is ours of a reason that was kept, in its reader's language; a provider speaks its own.

    `reason` is not empty.
    """
    told = reason
    for ours in (TOO_SLOW, MAY_HAVE_COME, UNEXPLAINED, RENEW_TOKEN):
        told = told.replace(ours.in_("en"), ours.in_("vi"))
    for of_channel, channel in product((_not_set_up, _unusable_on), CHANNELS):
        vi = of_channel(_name(channel)).in_("vi")
        # An earlier release kept the channel's id in the place of its name.
        for named in (_name(channel), channel):
            told = told.replace(of_channel(named).in_("en"), vi)
    return Label(vi=told, en=reason)


def _not_set_up(named: Message | str) -> Message:
    return say("The channel {channel} is not set up here.", channel=named)


def _unusable_on(named: Message | str) -> Message:
    return say("The address cannot be used on {channel}.", channel=named)


def _name(channel: str) -> Message | str:
    return CHANNEL_NAMES.get(channel, channel)
