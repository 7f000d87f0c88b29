from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from domain.db.tables import Chore
from domain.db.upserts import insert_into


class Chores:
    """What is to be done once in a while, by one process of however many there are."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def claim(self, name: str, every: timedelta, database_now: datetime) -> bool:
        """True for who is to do it now; False when it was done, or begun, less than that ago."""
        claimed = self._session.scalar(
            insert_into(self._session, Chore)
            .values(name=name, begun_at=database_now)
            .on_conflict_do_update(
                index_elements=["name"],
                set_={"begun_at": database_now},
                where=Chore.begun_at <= database_now - every,
            )
            .returning(Chore.name)
        )
        return claimed is not None
