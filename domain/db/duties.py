from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from domain.db.tables import DutyRound, Journey
from domain.db.upserts import insert_into
from domain.duties.frequency import Span
from domain.duties.recurring import Place, Round


class Duties:
    """Which rounds were asked, and by which journey."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def claim(self, wanted: Round) -> bool:
        """True for the one caller who is to open it. Others wait for that one's transaction."""
        span = wanted.span
        claimed = self._session.scalar(
            insert_into(self._session, DutyRound)
            .values(
                **_key(wanted),
                covers_from=span.first if span is not None else None,
                covers_to=span.last if span is not None else None,
            )
            .on_conflict_do_nothing()
            .returning(DutyRound.begins)
        )
        return claimed is not None

    def open(self, wanted: Round, journey: str) -> None:
        self._session.get_one(DutyRound, _key(wanted)).journey = journey

    def every(self) -> Sequence[tuple[Round, Journey]]:
        """With the journey of each; the oldest first."""
        return self._found(select(DutyRound, Journey))

    def of(self, pathway: str, duty: str) -> Sequence[tuple[Round, Journey]]:
        """With the journey of each; the oldest first."""
        theirs = (DutyRound.pathway == pathway, DutyRound.duty == duty)
        return self._found(select(DutyRound, Journey).where(*theirs))

    def _found(self, wanted: Select[tuple[DutyRound, Journey]]) -> Sequence[tuple[Round, Journey]]:
        rows = self._session.execute(
            wanted.join(Journey, Journey.id == DutyRound.journey).order_by(
                DutyRound.begins, DutyRound.area, DutyRound.agency
            )
        ).all()
        return [(_round(row), journey) for row, journey in rows]

    def last_journey(self, wanted: Round) -> str | None:
        """Of the rounds before in the same place."""
        key = _key(wanted)
        del key["begins"]
        return self._session.scalar(
            select(DutyRound.journey)
            .filter_by(**key)
            .where(DutyRound.journey.is_not(None))
            .order_by(DutyRound.begins.desc())
            .limit(1)
        )

    def of_journey(self, journey: str) -> Round:
        rows = self._session.scalars(select(DutyRound).where(DutyRound.journey == journey))
        return _round(rows.one())


def _key(wanted: Round) -> dict[str, str | date]:
    return {
        "pathway": wanted.pathway,
        "duty": wanted.duty,
        "area": wanted.place.area or "",
        "agency": wanted.place.agency or "",
        "begins": wanted.begins,
    }


def _round(row: DutyRound) -> Round:
    first, last = row.covers_from, row.covers_to
    return Round(
        pathway=row.pathway,
        duty=row.duty,
        place=Place(row.area or None, row.agency or None),
        begins=row.begins,
        span=Span(first, last) if first is not None and last is not None else None,
    )
