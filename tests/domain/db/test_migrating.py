from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import MetaData, insert, inspect

from domain.db.migrating import HERE, is_current, upgrade
from domain.db.session import Store, make_engine
from domain.db.tables import Base
from domain.journey.facts import Opened
from domain.trail.chain import NOTHING_BEFORE, next_line, payload_digest
from tests.domain.db.rows import JOURNEY, NOW, open_journey

OPENED = Opened(at=NOW, entry="rescue", area=None)


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


def test_a_database_of_the_first_release_keeps_its_journeys(database_url: str) -> None:
    make_first_tables(database_url)
    write_first_rows(database_url)
    before = is_current(database_url)

    upgrade(database_url)

    store = Store(database_url)
    with store.reading() as books:
        row = books.journeys.find(JOURNEY)
        assert row is not None
        assert (row.opened_at, row.lost_runs, row.looked_at_until) == (NOW, 0, None)
        assert [each.fact for each in books.trails.facts(JOURNEY)] == [OPENED]
        assert books.trails.first_broken(row) is None
        assert books.site_id()
    store.close()
    assert (before, is_current(database_url)) == (False, True)


def make_first_tables(url: str) -> None:
    engine = make_engine(url)
    with engine.execution_options(writes=True).begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(HERE))
        command.upgrade(config, "0001")
    engine.dispose()


def write_first_rows(url: str) -> None:
    """A journey that was opened, as the first release wrote it."""
    body = '{"entry": "rescue", "area": null}'
    digest = payload_digest(b"salt", body, None)
    line = next_line(NOTHING_BEFORE, JOURNEY, 1, "opened", NOW, "user:lan", digest)
    code = JOURNEY.partition("/")[0]
    rows: dict[str, dict[str, object]] = {
        "cases": {"code": code, "opened_at": NOW},
        "journeys": {
            "id": JOURNEY, "case_code": code, "number": 1, "pathway": "small", "version": 1,
            "entry": "rescue", "status": "open", "opened_at": NOW, "generation": 1,
            "wanted_seq": 1, "seen_seq": 0, "told_seq": 0, "last_seq": 1,
            "last_digest": line.digest,
        },
        "events": asdict(line),
        "event_payloads": {"journey": JOURNEY, "seq": 1, "salt": b"salt", "body": body},
    }  # fmt: skip
    engine, tables = make_engine(url), MetaData()
    with engine.execution_options(writes=True).begin() as connection:
        tables.reflect(connection)
        for name, values in rows.items():
            connection.execute(insert(tables.tables[name]).values(values))
    engine.dispose()


def test_a_migration_that_breaks_leaves_nothing_behind(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'referral.sqlite'}"
    engine = make_engine(url)
    with engine.begin() as connection:
        connection.exec_driver_sql("CREATE TABLE lead_items (something_else TEXT)")

    with pytest.raises(Exception, match="lead_items"):
        upgrade(url)

    assert inspect(engine).get_table_names() == ["lead_items"]
    engine.dispose()
