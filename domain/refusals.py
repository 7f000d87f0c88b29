"""Our own words for why a message was not taken. They are kept in English beside a provider's."""

from __future__ import annotations

from domain.addresses import CHANNELS
from domain.case_words import CHANNEL_NAMES
from domain.texts import Label, Message, say

TOO_SLOW = say("It took too long to send it.")
MAY_HAVE_COME = say("It may have come all the same.")
UNEXPLAINED = say("The provider refused it and did not say why.")
RENEW_TOKEN = say(
    "Zalo takes our access token no more. Put a new one into REFERRAL_ZALO_TOKEN, and start the"
    " worker again."
)


def not_set_up(channel: str) -> Message:
    return say("The channel {channel} is not set up here.", channel=_name(channel))


def unusable_on(channel: str) -> Message:
    return say("The address cannot be used on {channel}.", channel=_name(channel))


def in_words(reason: str) -> Label:
    """What is ours of a reason that was kept, in its reader's language; a provider speaks its own.

    `reason` is not empty.
    """
    of_channels = (say_so(each) for say_so in (not_set_up, unusable_on) for each in CHANNELS)
    told = reason
    for ours in (TOO_SLOW, MAY_HAVE_COME, UNEXPLAINED, RENEW_TOKEN, *of_channels):
        told = told.replace(ours.in_("en"), ours.in_("vi"))
    return Label(vi=told, en=reason)


def _name(channel: str) -> Message | str:
    return CHANNEL_NAMES.get(channel, channel)
