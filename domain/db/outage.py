"""When PostgreSQL restarts, or is gone: noticed at once, and told apart from what is our fault."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from sqlalchemy import Engine, ExceptionContext, create_engine, event
from sqlalchemy.engine import make_url

from domain.errors import ReferralError
from domain.texts import say

LOCK_NOT_AVAILABLE = "55P03"
CONNECTING: Mapping[str, str | int] = MappingProxyType(
    {
        # Somebody waits before a page; the system's own patience is two minutes.
        "connect_timeout": 5,
        # A machine that vanished without a word is noticed within half a minute.
        "keepalives_idle": 15,
        "tcp_user_timeout": 30_000,
        # As long as SQLite lets a writer wait for another one. And a process that vanished in the
        # middle of a transaction keeps no journey locked: ours never wait for a network in one.
        # No limit for statements: an audit reads everything.
        "options": "-c lock_timeout=30s -c idle_in_transaction_session_timeout=60s",
    }
)


class DatabaseAway(ReferralError):
    """It does not answer, or has cut a transaction off. What was to be committed may have been."""


def postgres_engine(url: str, **more: Any) -> Engine:  # noqa: ANN401 - as SQLAlchemy takes it
    """Its transactions raise DatabaseAway. What the URL says about connecting goes first."""
    said = make_url(url).query
    engine = create_engine(
        url,
        connect_args={name: value for name, value in CONNECTING.items() if name not in said},
        # A connection from before a restart is replaced before a transaction begins on it.
        pool_pre_ping=True,
        **more,
    )
    event.listen(engine, "handle_error", _on_error)
    return engine


def _on_error(context: ExceptionContext) -> None:
    if context.is_pre_ping or context.sqlalchemy_exception is None:
        return
    waited_too_long = getattr(context.original_exception, "sqlstate", "") == LOCK_NOT_AVAILABLE
    if context.is_disconnect or context.connection is None or waited_too_long:
        raise DatabaseAway(
            say(
                "The database does not answer. Please see whether it runs, and whether"
                " REFERRAL_DATABASE_URL is right; then look what was recorded, and try again."
            )
        )
