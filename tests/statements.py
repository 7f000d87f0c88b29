"""Each statement is compiled once, for all the databases that a test process opens.

SQLAlchemy keeps what it compiled with each engine, and nearly each test opens a database of its
own: a quarter of their time went into compiling the same again.
"""

from __future__ import annotations

from sqlalchemy import Connection, Engine, event
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite
from sqlalchemy.util import LRUCache

COMPILED: LRUCache[object, object] = LRUCache(2000)


class AnySQLite(SQLiteDialect_pysqlite):
    """SQLite's, and equal to that of any other engine: the dialect is part of what is looked up."""

    supports_statement_cache = True

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AnySQLite)

    def __hash__(self) -> int:
        return hash(AnySQLite)


def compile_once() -> None:
    registry.register("sqlite", __name__, AnySQLite.__name__)
    event.listen(Engine, "engine_connect", _share)


def _share(connection: Connection) -> None:
    connection.execution_options(compiled_cache=COMPILED)
