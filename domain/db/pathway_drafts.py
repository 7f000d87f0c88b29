from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from domain.db.pathway_tables import PathwayDraft, PathwayRevision, PathwayTrial
from domain.db.upserts import insert_into


class PathwayDrafts:
    """Pathways that are being edited, one draft for each key."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def held(self, key: str) -> PathwayDraft:
        """As it is now, until the transaction ends: who saves and who publishes wait for another.

        Where there was never one, it has no revision yet.
        """
        self._session.execute(
            insert_into(self._session, PathwayDraft)
            .values(key=key, newest=0)
            .on_conflict_do_nothing(index_elements=["key"])
        )
        held = select(PathwayDraft).where(PathwayDraft.key == key).with_for_update()
        return self._session.scalars(held.execution_options(populate_existing=True)).one()

    def every(self) -> Sequence[tuple[PathwayDraft, PathwayRevision]]:
        """By key, each with its newest revision."""
        found = self._session.execute(
            select(PathwayDraft, PathwayRevision)
            .join(
                PathwayRevision,
                (PathwayRevision.key == PathwayDraft.key)
                & (PathwayRevision.revision == PathwayDraft.newest),
            )
            .order_by(PathwayDraft.key)
        )
        return [(draft, revision) for draft, revision in found]

    def find(self, key: str) -> PathwayDraft | None:
        return self._session.get(PathwayDraft, key, populate_existing=True)

    def revision(self, key: str, number: int) -> PathwayRevision | None:
        return self._session.get(PathwayRevision, (key, number))

    def first(self, key: str) -> PathwayRevision | None:
        """As the draft was begun; the numbers go on from those of the one before it."""
        oldest = select(PathwayRevision).where(PathwayRevision.key == key)
        return self._session.scalar(oldest.order_by(PathwayRevision.revision).limit(1))

    def add(
        self, held: PathwayDraft, body: str, at: datetime, by: str, same_as: int | None = None
    ) -> PathwayRevision:
        """What was proposed is no more what the draft says."""
        held.newest += 1
        held.proposed_at = held.proposed_by = None
        revision = PathwayRevision(
            key=held.key, revision=held.newest, body=body, saved_at=at, saved_by=by,
            same_as=same_as,
        )  # fmt: skip
        self._session.add(revision)
        self._session.flush()
        return revision

    def forget(self, held: PathwayDraft) -> None:
        held.proposed_at = held.proposed_by = held.removed = None
        self._session.execute(delete(PathwayRevision).where(PathwayRevision.key == held.key))
        self._session.execute(delete(PathwayTrial).where(PathwayTrial.pathway == held.key))
