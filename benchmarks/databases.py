"""SQLite in the site's folder, or a PostgreSQL server of its own for Prefect's rows and ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal

import psycopg

from benchmarks.processes import Part, Processes
from tests.postgres import running_postgres

Kind = Literal["sqlite", "postgresql"]


@dataclass(frozen=True, slots=True)
class Databases:
    settings: dict[str, str]
    parts: tuple[Part, ...]


@contextmanager
def databases(kind: Kind) -> Iterator[Databases]:
    if kind == "sqlite":
        yield Databases({}, ())
        return
    with running_postgres() as server:
        ours, prefect = server.fresh_database(), server.fresh_database()
        settings = {"REFERRAL_DATABASE_URL": ours, "REFERRAL_PREFECT_DATABASE_URL": prefect}
        yield Databases(settings, (Part("PostgreSQL", _server_process(ours)),))


def _server_process(url: str) -> int:
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        backend = connection.info.backend_pid
        return Processes.now().by_pid[backend].parent
