from __future__ import annotations

from sqlalchemy import delete
from sqlalchemy.orm import Session

from domain.db.pathway_tables import PathwayTrial


class PathwayTrials:
    """Drafts that are being tried. With the draft they all go."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, pathway: str, by: str) -> PathwayTrial | None:
        return self._session.get(PathwayTrial, (pathway, by))

    def put(self, trial: PathwayTrial) -> None:
        self._session.merge(trial)
        self._session.flush()

    def forget(self, pathway: str, by: str) -> None:
        self._session.execute(
            delete(PathwayTrial).where(PathwayTrial.pathway == pathway, PathwayTrial.tried_by == by)
        )
