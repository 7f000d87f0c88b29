from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from deployments.holding import as_held
from deployments.options import AsJson
from deployments.speaking import give, site_language, tell
from deployments.trial_messages import NotTaken, channels_at, try_out
from domain.directory.addresses import CHANNEL_NAMES, Channel
from domain.texts import say
from tasks.wiring import the_office, the_settings


def send_trial(
    contact: Annotated[
        str, Parameter(help=str(say("Their id, which `referral directory show` lists.")))
    ],
    /,
    *,
    channel: Annotated[
        Channel | None, Parameter(help=str(say("Without it: the first that they have.")))
    ] = None,
    as_json: AsJson = False,
) -> None:
    """It has no link and is about no case."""
    hand_over = channels_at(lambda: as_held(the_settings()))
    try:
        tried = try_out(the_office(), hand_over, contact, channel)
    except NotTaken as no:
        if as_json:
            _give(contact, no.channel, no.reason.in_(site_language()))
        raise
    if as_json:
        _give(contact, tried.channel, None)
        return
    tell(
        say(
            "The provider of {channel} took the message. Please ask {contact} whether it came.",
            channel=CHANNEL_NAMES[tried.channel], contact=tried.contact.name,
        )
    )  # fmt: skip


def _give(contact: str, channel: Channel, refusal: str | None) -> None:
    taken = refusal is None
    give({"contact": contact, "channel": channel, "taken": taken, "refusal": refusal})
