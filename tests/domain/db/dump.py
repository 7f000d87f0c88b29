from __future__ import annotations

from sqlalchemy import select

from domain.db.session import Store
from domain.db.tables import Base

Dump = dict[str, list[tuple[object, ...]]]


def dump_of(store: Store) -> Dump:
    """Every row of every table, in an order that does not change by itself."""
    with store.engine.connect() as connection:
        return {
            table.name: sorted(map(tuple, connection.execute(select(table))), key=repr)
            for table in Base.metadata.sorted_tables
        }
