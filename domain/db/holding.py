from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import func, select
from sqlalchemy.orm import Session


def hold(session: Session, names: Iterable[str]) -> None:
    """Nobody else holds these until the transaction ends (SQLite holds the whole database).

    Always in one order, so that two never wait for each other.
    """
    if session.get_bind().dialect.name == "postgresql":
        for name in sorted(names):
            session.execute(select(func.pg_advisory_xact_lock(func.hashtext(name))))
