from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from uuid import uuid4

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from domain.db.tables import Notice

LEASE = timedelta(seconds=60)
"""How long one process may take to hand a message over before another may try."""


class Notices:
    """One row for each message; a row is claimed by compare-and-set before it is sent."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def queue(self, notice: Notice) -> bool:
        """Add it unless it was already said; False when it was."""
        known = self._session.scalar(
            select(Notice.id).where(
                Notice.about == notice.about,
                Notice.kind == notice.kind,
                Notice.ordinal == notice.ordinal,
                Notice.contact == notice.contact,
                Notice.channel == notice.channel,
                Notice.resend == (notice.resend or 0),
            )
        )
        if known is not None:
            return False
        notice.id = uuid4().hex
        self._session.add(notice)
        self._session.flush()
        return True

    def find(self, notice_id: str) -> Notice | None:
        return self._session.get(Notice, notice_id)

    def of_journey(self, journey: str) -> Sequence[Notice]:
        return self._session.scalars(
            select(Notice).where(Notice.journey == journey).order_by(Notice.queued_at, Notice.id)
        ).all()

    def refused(self, journey: str) -> Sequence[Notice]:
        """Those that could not be delivered at last."""
        return self._session.scalars(
            select(Notice).where(Notice.journey == journey, Notice.status == "refused")
        ).all()

    def contacts_told(self, about: str) -> Sequence[str]:
        """Whoever a message about it reached, or may have reached."""
        return self._session.scalars(
            select(Notice.contact)
            .where(Notice.about == about, Notice.status.in_(("handed_over", "sending")))
            .distinct()
            .order_by(Notice.contact)
        ).all()

    def unsent(self, database_now: datetime, journey: str | None = None) -> Sequence[str]:
        """Queued, or claimed by somebody whose lease has run out."""
        statement = (
            select(Notice.id)
            .where(
                Notice.status.in_(("queued", "sending")),
                or_(Notice.lease_until.is_(None), Notice.lease_until < database_now),
            )
            .order_by(Notice.queued_at, Notice.id)
        )
        if journey is not None:
            statement = statement.where(Notice.journey == journey)
        return self._session.scalars(statement).all()

    def claim(self, notice_id: str, lease: str, database_now: datetime) -> bool:
        """Take it for sending; False when it was sent or somebody holds it."""
        result = self._session.execute(
            update(Notice)
            .where(
                Notice.id == notice_id,
                Notice.status.in_(("queued", "sending")),
                or_(Notice.lease_until.is_(None), Notice.lease_until < database_now),
            )
            .values(
                status="sending",
                lease=lease,
                lease_until=database_now + LEASE,
                tries=Notice.tries + 1,
            )
        )
        return bool(result.rowcount == 1)  # type: ignore[attr-defined]  # of an update

    def settle(self, notice_id: str, lease: str, **outcome: object) -> bool:
        """Record what became of it, if the lease is still ours."""
        result = self._session.execute(
            update(Notice)
            .where(Notice.id == notice_id, Notice.lease == lease)
            .values(lease=None, **outcome)
        )
        return bool(result.rowcount == 1)  # type: ignore[attr-defined]  # of an update
