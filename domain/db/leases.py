from __future__ import annotations

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update
from sqlalchemy.orm import Session

from domain.db.tables import RunLease
from domain.db.upserts import insert_into

LEASE = timedelta(seconds=30)
"""How long a flow run that does not say so any more is taken to be alive."""


class Leases:
    """Which flow runs have a process at work on them. All moments are the database's."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def take(self, flow_run: str, token: str, database_now: datetime) -> None:
        """Whoever held it before holds it no more."""
        held = {"token": token, "until": database_now + LEASE}
        self._session.execute(
            insert_into(self._session, RunLease)
            .values(flow_run=flow_run, **held)
            .on_conflict_do_update(index_elements=["flow_run"], set_=held)
        )

    def watch(self, flow_run: str, database_now: datetime) -> None:
        """A lease that nobody renews, unless there is one: the owner has that long to take it."""
        self._session.execute(
            insert_into(self._session, RunLease)
            .values(flow_run=flow_run, token="", until=database_now + LEASE)
            .on_conflict_do_nothing()
        )

    def renew(self, flow_run: str, token: str, database_now: datetime) -> None:
        self._session.execute(
            update(RunLease)
            .where(RunLease.flow_run == flow_run, RunLease.token == token)
            .values(until=database_now + LEASE)
        )

    def release(self, flow_run: str, token: str) -> None:
        self._session.execute(
            delete(RunLease).where(RunLease.flow_run == flow_run, RunLease.token == token)
        )

    def until(self, flow_run: str) -> datetime | None:
        return self._session.scalar(select(RunLease.until).where(RunLease.flow_run == flow_run))

    def end(self, flow_run: str, database_now: datetime) -> bool:
        """Take it from an owner who let it run out; False while it is held."""
        self._session.execute(
            delete(RunLease).where(RunLease.flow_run == flow_run, RunLease.until < database_now)
        )
        return self.until(flow_run) is None

    def forget(self, database_now: datetime, at_work: Collection[str]) -> None:
        """Of runs that are not at work: those that nobody took, and what ran out long ago."""
        stale = or_(RunLease.token == "", RunLease.until < database_now - LEASE)
        self._session.execute(delete(RunLease).where(stale, RunLease.flow_run.not_in(at_work)))
