from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.db.tables import DutyRound
from domain.db.upserts import insert_into
from domain.duties import Place, Round


class Duties:
    """Which rounds were asked, and by which journey."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def claim(self, wanted: Round) -> bool:
        """True for the one caller who is to open it. Others wait for that one's transaction."""
        claimed = self._session.scalar(
            insert_into(self._session, DutyRound)
            .values(**_key(wanted))
            .on_conflict_do_nothing()
            .returning(DutyRound.begins)
        )
        return claimed is not None

    def open(self, wanted: Round, journey: str) -> None:
        self._session.get_one(DutyRound, _key(wanted)).journey = journey

    def of(self, pathway: str, duty: str) -> Sequence[DutyRound]:
        """The oldest first."""
        return self._session.scalars(
            select(DutyRound)
            .where(DutyRound.pathway == pathway, DutyRound.duty == duty)
            .order_by(DutyRound.begins, DutyRound.area, DutyRound.agency)
        ).all()

    def of_journey(self, journey: str) -> Round:
        row = self._session.scalars(select(DutyRound).where(DutyRound.journey == journey)).one()
        return round_of(row)


def _key(wanted: Round) -> dict[str, str | date]:
    return {
        "pathway": wanted.pathway,
        "duty": wanted.duty,
        "area": wanted.place.area or "",
        "agency": wanted.place.agency or "",
        "begins": wanted.begins,
    }


def round_of(row: DutyRound) -> Round:
    return Round(row.pathway, row.duty, Place(row.area or None, row.agency or None), row.begins)
