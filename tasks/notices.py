"""Sending one notice: claimed, handed over, and its outcome kept."""

from __future__ import annotations

import time
from collections.abc import Iterable
from functools import cache

from domain.casework.letters import delivering
from domain.casework.office import Office
from tasks.attempts import Attempts
from tasks.channels.sending import Channels
from tasks.channels.setting_up import channels_of
from tasks.discretion import effect
from tasks.wiring import the_office, the_settings

LONGEST_SECONDS = 45.0


@effect("{label}")
def send_notice(notice_id: str, label: str) -> str:  # noqa: ARG001 - the graph shows the label
    """'handed over', 'refused', or 'not ours' when it is sent already or held by another."""
    return deliver(notice_id)


def deliver_for_a_while(attempts: Attempts, notice_ids: Iterable[str]) -> None:
    """As many as go within the minute of a sweep; its next one goes on with the rest."""
    until = time.monotonic() + LONGEST_SECONDS
    for notice_id in notice_ids:
        if time.monotonic() < until:
            attempts.make(deliver, notice_id)


def deliver(notice_id: str) -> str:
    return deliver_by(the_channels(), the_office(), notice_id)


def deliver_by(channels: Channels, office: Office, notice_id: str) -> str:
    claimed = delivering.claim(office, notice_id)
    if claimed is None:
        return "not ours"
    refusal = channels.hand_over(
        claimed.channel,
        claimed.target,
        claimed.letter,
        still_ours=lambda: delivering.renew(office, claimed),
    )
    if refusal is None:
        delivering.handed_over(office, claimed)
        return "handed over"
    delivering.refused(office, claimed, refusal)
    return "refused"


@cache
def the_channels() -> Channels:
    return channels_of(the_settings())
