"""Where a database is, whoever is to read it and however that is written."""

from __future__ import annotations

from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

HERE = "localhost"
NEAR = {HERE, "127.0.0.1", "::1"}
POSTGRES_PORT = "5432"


def is_same_database(one: str, other: str) -> bool:
    """Whether both URLs name one database of one PostgreSQL. What is no URL names none."""
    place = _place(one)
    return place is not None and place == _place(other)


def _place(url: str) -> tuple[str, str, str, str | None] | None:
    try:
        parts = make_url(url)
    except (ArgumentError, ValueError):
        return None
    host = str(parts.query.get("host") or parts.host or HERE)
    near = host in NEAR or host.startswith("/")
    port = str(parts.query.get("port") or parts.port or POSTGRES_PORT)
    return parts.get_backend_name(), HERE if near else host, port, parts.database
