"""Databases as an older release left them, with links that it sent."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import MetaData, insert

from domain.db.migrating import HERE
from domain.db.session import make_engine

LAST_REVISION = "0004"
MOMENTS = ("at", "since", "lease_until")


@dataclass(frozen=True, slots=True)
class Former:
    """`token` opens the link to `request`, which waits; its key is that of every bureau."""

    token: str
    request: str
    journey: str


@dataclass(frozen=True, slots=True)
class FormerJourney:
    """Under way: `verify` was answered and corrected, `shelter` was declined and waits for the
    lead, `papers` was given more time and passed on to another agency. Letters of the last two
    are queued or in hand. `stood` is step, status and agency of each request, `lead` the list.
    """

    journey: str
    requests: Mapping[str, str]
    tokens: Mapping[str, str]
    stood: list[tuple[str, str, str]]
    lead: list[str]


def restore_former_release(database_url: str) -> Former:
    kept = _restored(database_url, "former_release.json")
    return Former(kept["token"], kept["request"], kept["journey"])


def restore_former_journey(database_url: str) -> FormerJourney:
    kept = _restored(database_url, "former_journey.json")
    return FormerJourney(
        kept["journey"], kept["requests"], kept["tokens"],
        [(step, status, agency) for step, status, agency in kept["stood"]],
        [reference for reference, _ in kept["lead"]],
    )  # fmt: skip


def _restored(database_url: str, name: str) -> dict[str, Any]:
    kept: dict[str, Any] = json.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    engine, tables = make_engine(database_url), MetaData()
    with engine.execution_options(writes=True).begin() as connection:
        config = Config(attributes={"connection": connection})
        config.set_main_option("script_location", str(HERE))
        command.upgrade(config, LAST_REVISION)
        tables.reflect(connection)
        for table, rows in kept["rows"].items():
            for row in rows:
                connection.execute(insert(tables.tables[table]).values(_typed(row)))
    engine.dispose()
    return kept


def _typed(row: dict[str, Any]) -> dict[str, Any]:
    return {column: _value(column, value) for column, value in row.items()}


def _value(column: str, value: Any) -> object:  # noqa: ANN401 - as JSON has it
    if isinstance(value, dict):
        return bytes.fromhex(value["hex"])
    return datetime.fromisoformat(value) if value and column.endswith(MOMENTS) else value
