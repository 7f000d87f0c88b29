"""Handing a message to its provider, one target at a time, so that each has its own outcome.

Apprise answers yes or no, and logs why. The log of the one call is kept as the reason of a
refusal; it goes nowhere else, since it may name an address (docs/decisions/0002).
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from urllib.parse import quote, unquote

from apprise import Apprise, LogCapture, NotifyFormat
from apprise.decorators import notify

from domain.db.tables import MailboxMessage
from domain.notices import Letter
from domain.texts import say
from tasks.settings import Settings
from tasks.wiring import the_office

LONGEST_REASON = 500
_LOGGER = logging.getLogger("apprise")


@dataclass(frozen=True, slots=True)
class Channels:
    """The ways out of this site; `address` gives the Apprise address of a channel's target."""

    addresses: Mapping[str, Callable[[str], str]]

    def hand_over(self, channel: str, target: str, letter: Letter) -> str | None:
        """None when the provider took it, else why not."""
        if channel not in self.addresses:
            return say("The channel {channel} is not set up here.", channel=channel).in_("en")
        _LOGGER.propagate = False
        sender = Apprise()
        if not sender.add(self.addresses[channel](target)):
            return say("The address cannot be used on {channel}.", channel=channel).in_("en")
        with LogCapture(level=logging.DEBUG, fmt="%(message)s") as log:  # type: ignore[no-untyped-call]  # Apprise has no types
            taken = sender.notify(
                title=letter.subject, body=letter.text, body_format=NotifyFormat.TEXT
            )
            return None if taken else _reason(log.getvalue())


def channels_of(settings: Settings) -> Channels:
    addresses: dict[str, Callable[[str], str]] = {}
    if settings.email_url is not None:
        server = settings.email_url.get_secret_value()
        addresses["email"] = lambda target: _email_address(server, target)
    if settings.demo:
        addresses["mailbox"] = lambda target: f"mailbox://{quote(target, safe='')}"
    return Channels(addresses)


def _email_address(server: str, target: str) -> str:
    mark = "&" if "?" in server else "?"
    return f"{server}{mark}to={quote(target)}&format=text"


def _reason(log: str) -> str:
    told = [line for line in log.splitlines() if "xception" in line or "rror" in line]
    return " ".join(told)[:LONGEST_REASON] or "The provider refused it and did not say why."


# The demo's mailbox is an Apprise plugin like any other, so that the demo sends for real.
@notify(on="mailbox", name="Demo mailbox")  # type: ignore[no-untyped-call, untyped-decorator]  # likewise
def _deliver(
    body: str, title: str, _type: object, meta: Mapping[str, str], *_: object, **__: object
) -> bool:
    office = the_office()
    with office.store.writing() as books:
        books.mailbox.deliver(
            MailboxMessage(
                to=unquote(meta["host"]),
                channel="mailbox",
                subject=title,
                text=body,
                sent_at=office.clock.now(),
            )
        )
    return True
