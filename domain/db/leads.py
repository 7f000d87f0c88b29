from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.db.tables import Journey, LeadItem


def unit_renamed(about: str, name: Callable[[str], str]) -> str:
    """Of `step` or `step[item]`."""
    step, bracket, item = about.partition("[")
    return f"{name(step)}{bracket}{item}"


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

    def rename_steps(self, journey: str, name: Callable[[str], str]) -> None:
        """Of two lines that come to have one name, that which stands open stays."""
        rows = self._session.scalars(select(LeadItem).where(LeadItem.journey == journey)).all()
        kept = {
            (unit_renamed(row.about, name), row.reason): (row.since, row.settled_at)
            for row in sorted(rows, key=lambda row: row.settled_at is None)
        }
        for row in rows:
            self._session.delete(row)
        self._session.flush()
        for (about, reason), (since, settled_at) in kept.items():
            self._session.add(
                LeadItem(
                    journey=journey, about=about, reason=reason, since=since, settled_at=settled_at
                )
            )
        self._session.flush()

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
