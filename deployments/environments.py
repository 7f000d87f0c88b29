"""What each process that `referral up` starts is told, whatever folder it runs in."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import SecretStr

from deployments.ports import HOST
from deployments.prefect_access import QUICKLY
from tasks.prefect_settings import CLIENT_SETTINGS, SERVER_SETTINGS
from tasks.settings import Settings

_SERVERS_OWN = {"REFERRAL_PREFECT_DATABASE_URL"}


def of_worker(settings: Settings, prefect: str) -> dict[str, str]:
    """`prefect` is the address of its API."""
    home = settings.data_dir.resolve() / "prefect"
    near = ",".join(filter(None, [HOST, os.environ.get("no_proxy") or os.environ.get("NO_PROXY")]))
    return {
        **{name: value for name, value in os.environ.items() if name.upper() not in _SERVERS_OWN},
        **CLIENT_SETTINGS,
        **dict(_said(settings)),
        "PREFECT_API_URL": prefect,
        "PREFECT_HOME": str(home),
        # A proxy that this machine's owner set would look for our own processes elsewhere.
        "NO_PROXY": near,
        "no_proxy": near,
    }


def of_server(settings: Settings, prefect: str) -> dict[str, str]:
    """The only one that is told where Prefect's database is, and its password with that."""
    database = settings.prefect_database
    kept = {"PREFECT_SERVER_DATABASE_CONNECTION_URL": _for_asyncpg(database)} if database else {}
    return {**of_worker(settings, prefect), **SERVER_SETTINGS, **kept}


def of_pages(settings: Settings, prefect: str) -> dict[str, str]:
    return {**of_worker(settings, prefect), **QUICKLY}


def _said(settings: Settings) -> Iterator[tuple[str, str]]:
    """Outright, since a process that runs elsewhere does not find referral.toml."""
    for name in Settings.model_fields:
        variable, value = f"REFERRAL_{name.upper()}", getattr(settings, name)
        if isinstance(value, SecretStr):
            value = value.get_secret_value()
        if isinstance(value, Path):
            value = value.resolve()
        if value is not None and variable not in _SERVERS_OWN:
            yield variable, str(value)


def _for_asyncpg(url: str) -> str:
    """Prefect's driver, and its name for what is `sslmode` to all others."""
    return re.sub(r"([?&])sslmode=", r"\1ssl=", url).replace("+psycopg:", "+asyncpg:", 1)
