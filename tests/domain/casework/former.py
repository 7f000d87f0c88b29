"""A database as an older release left it, with a link that it sent."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, insert

from domain.db.migrating import HERE
from domain.db.session import make_engine

_KEPT = Path(__file__).with_name("former_release.json")
LAST_REVISION = "0004"


@dataclass(frozen=True, slots=True)
class Former:
    """`token` opens the link to `request`, which waits; its key is that of every bureau."""

    token: str
    request: str
    journey: str


def restore_former_release(database_url: str) -> Former:
    kept = json.loads(_KEPT.read_text(encoding="utf-8"))
    engine, tables = make_engine(database_url), MetaData()
    with engine.execution_options(writes=True).begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(HERE))
        command.upgrade(config, LAST_REVISION)
        tables.reflect(connection)
        for name, rows in kept["rows"].items():
            for row in rows:
                connection.execute(insert(tables.tables[name]).values(_typed(row)))
    engine.dispose()
    return Former(kept["token"], kept["request"], kept["journey"])


def _typed(row: dict[str, Any]) -> dict[str, Any]:
    return {column: _value(column, value) for column, value in row.items()}


def _value(column: str, value: Any) -> object:  # noqa: ANN401 - as JSON has it
    if isinstance(value, dict):
        return bytes.fromhex(value["hex"])
    return datetime.fromisoformat(value) if column.endswith("at") else value
