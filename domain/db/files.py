from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.orm import Session

from domain.db.tables import File, Journey


@dataclass(frozen=True, slots=True)
class FileLine:
    """What is known of a file without its content."""

    id: str
    field: str
    kind: str
    size: int


class Files:
    """The files of answers, and those that stand in drafts so far."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, file: File) -> None:
        self._session.add(file)
        self._session.flush()

    def find(self, file_id: str) -> File | None:
        return self._session.get(File, file_id)

    def about(self, ids: Collection[str]) -> Sequence[FileLine]:
        return self._lines(File.id.in_(ids)) if ids else ()

    def of_draft(self, link_id: str) -> Sequence[FileLine]:
        return self._lines(File.draft == link_id)

    def rows_of_draft(self, link_id: str) -> Sequence[File]:
        return self._session.scalars(select(File).where(File.draft == link_id)).all()

    def forget_of_draft(self, link_id: str, field: str) -> None:
        self._session.execute(delete(File).where(File.draft == link_id, File.field == field))

    def record(self, file_id: str, number: int) -> None:
        """It stands in an answer from now on, and in no draft."""
        self._session.execute(
            update(File).where(File.id == file_id).values(draft=None, number=number)
        )

    def next_number(self, case_code: str) -> int:
        last = self._session.scalar(
            select(func.max(File.number))
            .join(Journey, Journey.id == File.journey)
            .where(Journey.case_code == case_code)
        )
        return (last or 0) + 1

    def _lines(self, which: ColumnElement[bool]) -> Sequence[FileLine]:
        rows = self._session.execute(
            select(File.id, File.field, File.kind, File.size).where(which).order_by(File.field)
        )
        return [FileLine(*row) for row in rows]
