"""`referral up` where a site keeps both databases in PostgreSQL."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import psycopg
import pytest

from tests.deployments.machine import START_SECONDS, Machine, said_until
from tests.patience import eventually
from tests.postgres import PostgresServer

PASSWORD = "mat-khau-9f3a"


@pytest.mark.postgres
@pytest.mark.timeout(300)
def test_both_databases_are_in_postgresql(tmp_path: Path, postgres: PostgresServer) -> None:
    ours, theirs = postgres.fresh_database(), postgres.fresh_database()
    named = {"REFERRAL_DATABASE_URL": ours, "REFERRAL_PREFECT_DATABASE_URL": theirs}
    written = {name: _as_somebody_writes_it(url) for name, url in named.items()}
    machine = Machine(tmp_path, settings={"REFERRAL_LANGUAGE": "en", **written})

    with machine.up() as process:
        said = said_until(process, "Ctrl-C")
        letters = eventually(
            lambda: found if len(found := machine.mailbox()) == 2 else None, within=START_SECONDS
        )
        tables = _tables(ours), _tables(theirs)
        os.killpg(process.pid, signal.SIGINT)
        end = (process.wait(timeout=60), machine.processes())

    assert [letter["channel"] for letter in letters] == ["mailbox", "mailbox"]
    assert ("journeys" in tables[0], "flow_run" in tables[0]) == (True, False)
    assert ("journeys" in tables[1], "flow_run" in tables[1]) == (False, True)
    assert end == (0, [])
    assert list(machine.data.rglob("*.sqlite")) == list(machine.data.rglob("*.db")) == []
    logs = "".join(log.read_text("utf-8") for log in (machine.data / "logs").iterdir())
    assert PASSWORD not in said + logs


def _as_somebody_writes_it(url: str) -> str:
    """Without a driver, and with a password, which this server does not ask for."""
    return url.replace("postgresql+psycopg://postgres@", f"postgresql://postgres:{PASSWORD}@")


def _tables(url: str) -> set[str]:
    with psycopg.connect(url.replace("+psycopg", "")) as connection:
        wanted = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
        return {name for (name,) in connection.execute(wanted)}
