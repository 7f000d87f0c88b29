"""Bringing a database to the tables of this release."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from domain.db.session import make_engine

HERE = Path(__file__).parent / "migrations"


def upgrade(url: str) -> None:
    """To the newest tables; a database that has them is left as it is."""
    engine = make_engine(url)
    try:
        with engine.execution_options(writes=True).begin() as connection:
            command.upgrade(_config(connection=connection), "head")
    finally:
        engine.dispose()


def is_current(url: str) -> bool:
    engine = make_engine(url)
    try:
        with engine.connect() as connection:
            heads = MigrationContext.configure(connection).get_current_heads()
    finally:
        engine.dispose()
    return set(heads) == set(ScriptDirectory.from_config(_config()).get_heads())


def _config(**attributes: object) -> Config:
    config = Config(attributes=attributes)
    config.set_main_option("script_location", str(HERE))
    return config
