from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.db.tables import Journey, LeadItem


class Leads:
    """The lead's list: what waits for nobody else."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def put(self, journey: str, about: str, reason: str, at: datetime) -> bool:
        """Put it on the list; False when it stands there already."""
        item = self._session.get(LeadItem, (journey, about, reason))
        if item is not None and item.settled_at is None:
            return False
        if item is None:
            item = LeadItem(journey=journey, about=about, reason=reason)
            self._session.add(item)
        item.since, item.settled_at = at, None
        self._session.flush()
        return True

    def open(self, journey: str | None = None) -> Sequence[LeadItem]:
        """Whom to call outlives the journey."""
        stands = or_(Journey.status == "open", LeadItem.reason == "taken_back")
        statement = (
            select(LeadItem)
            .join(Journey, Journey.id == LeadItem.journey)
            .where(LeadItem.settled_at.is_(None), stands)
            .order_by(LeadItem.since, LeadItem.about)
        )
        if journey is not None:
            statement = statement.where(LeadItem.journey == journey)
        return self._session.scalars(statement).all()
