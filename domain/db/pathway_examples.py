from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from domain.db.pathway_tables import PathwayExample


class PathwayExamples:
    """Runs of pathways that were kept under a name."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, pathway: str) -> Sequence[PathwayExample]:
        """By name."""
        return self._session.scalars(
            select(PathwayExample)
            .where(PathwayExample.pathway == pathway)
            .order_by(PathwayExample.name)
        ).all()

    def number(self, pathway: str) -> int:
        kept = select(func.count()).where(PathwayExample.pathway == pathway)
        return self._session.scalars(kept).one()

    def find(self, pathway: str, name: str) -> PathwayExample | None:
        return self._session.get(PathwayExample, (pathway, name))

    def keep(self, example: PathwayExample) -> None:
        """In the place of the one of that name."""
        self._session.merge(example)
        self._session.flush()

    def forget(self, pathway: str, name: str) -> None:
        self._session.execute(
            delete(PathwayExample).where(
                PathwayExample.pathway == pathway, PathwayExample.name == name
            )
        )
