from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect

from domain.db.migrating import is_current, upgrade
from domain.db.session import Store, make_engine
from domain.db.tables import Base
from tests.domain.db.rows import JOURNEY, open_journey


def test_migrations_make_the_tables_that_the_code_uses(store: Store) -> None:
    with store.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})

        assert compare_metadata(context, Base.metadata) == []


def test_keys_have_the_names_by_which_a_migration_can_find_them(store: Store) -> None:
    found = inspect(store.engine)

    named = {table: found.get_pk_constraint(table)["name"] for table in Base.metadata.tables}
    assert named == {table.name: table.primary_key.name for table in Base.metadata.sorted_tables}


def test_a_database_is_brought_up_to_date_once(database_url: str) -> None:
    before = is_current(database_url)
    upgrade(database_url)
    store = Store(database_url)
    open_journey(store)
    upgrade(database_url)

    with store.reading() as books:
        assert books.journeys.find(JOURNEY) is not None
    store.close()
    assert (before, is_current(database_url)) == (False, True)


def test_a_migration_that_breaks_leaves_nothing_behind(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'referral.sqlite'}"
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE lead_items (something_else TEXT)")

    with pytest.raises(Exception, match="lead_items"):
        upgrade(url)

    assert inspect(engine).get_table_names() == ["lead_items"]
    engine.dispose()
