from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.db.tables import MailboxMessage


class Mailbox:
    """The demo's mailbox."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def deliver(self, message: MailboxMessage) -> None:
        self._session.add(message)

    def messages(self) -> Sequence[MailboxMessage]:
        return self._session.scalars(select(MailboxMessage).order_by(MailboxMessage.id)).all()
