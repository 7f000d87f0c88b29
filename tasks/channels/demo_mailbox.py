"""The demo's mailbox: an Apprise plugin like any other, so that the demo sends for real."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import quote, unquote

from apprise.decorators import notify

from domain.db.tables import MailboxMessage
from tasks.wiring import the_office


def address(target: str) -> str:
    return f"mailbox://{quote(target, safe='')}"


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
