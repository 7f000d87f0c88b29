"""Handing a message to its provider, one target at a time, so that each has its own outcome.

Apprise answers yes or no, and logs why. What it logs in the one call is kept as the reason of a
refusal; it goes nowhere else, since it may name an address (docs/decisions/0002).
"""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from io import StringIO
from threading import get_ident
from urllib.parse import quote, unquote, urlsplit

from apprise import Apprise, NotifyFormat
from apprise.decorators import notify
from apprise.plugins.base import NotifyBase
from apprise.plugins.custom_json import NotifyJSON

from domain.db.tables import MailboxMessage
from domain.notices import Letter
from domain.texts import say
from tasks.settings import Settings
from tasks.wiring import the_office

LONGEST_REASON = 500
CONNECT_SECONDS, ANSWER_SECONDS = 5, 15
_APPRISE, _URLLIB3 = logging.getLogger("apprise"), logging.getLogger("urllib3")
_OF_A_WEBHOOK = re.compile(r"(?m)^(?:Failed to send|A Connection error|Socket Exception).*")
_WEB_ADDRESS = re.compile(r"with url: \S+|\S*://\S+")


@dataclass(frozen=True, slots=True)
class Channels:
    """The ways out of this site; `addresses` gives Apprise's address of a channel's target."""

    addresses: Mapping[str, Callable[[str], str | NotifyBase]]

    def hand_over(self, channel: str, target: str, letter: Letter) -> str | None:
        """None when the provider took it, else why not."""
        if channel not in self.addresses:
            return say("The channel {channel} is not set up here.", channel=channel).in_("en")
        with _overheard() as log:
            sender = Apprise()
            if not sender.add(self.addresses[channel](target)):
                return say("The address cannot be used on {channel}.", channel=channel).in_("en")
            taken = sender.notify(
                title=letter.subject, body=letter.text, body_format=NotifyFormat.TEXT
            )
            return None if taken else _reason(channel, log.getvalue())


@contextmanager
def _overheard() -> Iterator[StringIO]:
    """What Apprise says in this thread: others may be sending at the same time."""
    for logger in (_APPRISE, _URLLIB3):  # Both name addresses.
        logger.propagate = False
    _APPRISE.setLevel(logging.DEBUG)
    written, thread = StringIO(), get_ident()
    handler = logging.StreamHandler(written)
    handler.addFilter(lambda record: record.thread == thread)
    _APPRISE.addHandler(handler)
    try:
        yield written
    finally:
        _APPRISE.removeHandler(handler)


def channels_of(settings: Settings) -> Channels:
    addresses: dict[str, Callable[[str], str | NotifyBase]] = {"webhook": _webhook}
    if settings.email_url is not None:
        server = settings.email_url.get_secret_value()
        addresses["email"] = lambda target: _email_address(server, target)
    if settings.demo:
        addresses["mailbox"] = lambda target: f"mailbox://{quote(target, safe='')}"
    return Channels(addresses)


def _email_address(server: str, target: str) -> str:
    mark = "&" if "?" in server else "?"
    return f"{server}{mark}to={quote(target)}&format=text"


def _webhook(target: str) -> NotifyJSON:
    """A POST of {subject, text}, nowhere but there: the letter's link is for nobody else."""
    address = urlsplit(target)
    return NotifyJSON(  # type: ignore[no-untyped-call]  # likewise
        secure=address.scheme == "https",
        host=address.netloc,
        fullpath=target.removeprefix(f"{address.scheme}://{address.netloc}"),
        redirect=False,
        cto=CONNECT_SECONDS,
        rto=ANSWER_SECONDS,
        # Its own names, and what they are to be called: "" leaves them out.
        payload={
            "title": "subject",
            "message": "text",
            "version": "",
            "attachments": "",
            "type": "",
        },
    )


def _reason(channel: str, log: str) -> str:
    if channel == "webhook":
        # Not what came back, which may repeat the letter, nor where in its host it was sent.
        told = [_WEB_ADDRESS.sub("…", line) for line in _OF_A_WEBHOOK.findall(log)]
    else:
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
