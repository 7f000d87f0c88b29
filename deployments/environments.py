"""What each process that `referral up` starts is told, whatever folder it runs in."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from pydantic import SecretStr

from deployments.ports import HOST
from deployments.prefect_access import QUICKLY
from tasks.prefect_settings import CLIENT_SETTINGS, SERVER_SETTINGS
from tasks.settings import Settings


def of_worker(settings: Settings, prefect: str) -> dict[str, str]:
    """`prefect` is the address of its API."""
    home = settings.data_dir.resolve() / "prefect"
    near = ",".join(filter(None, [HOST, os.environ.get("no_proxy") or os.environ.get("NO_PROXY")]))
    return {
        **os.environ,
        **CLIENT_SETTINGS,
        **dict(_said(settings)),
        "PREFECT_API_URL": prefect,
        "PREFECT_HOME": str(home),
        # A proxy that this machine's owner set would look for our own processes elsewhere.
        "NO_PROXY": near,
        "no_proxy": near,
    }


def of_server(settings: Settings, prefect: str) -> dict[str, str]:
    return {**of_worker(settings, prefect), **SERVER_SETTINGS}


def of_pages(settings: Settings, prefect: str) -> dict[str, str]:
    return {**of_worker(settings, prefect), **QUICKLY}


def _said(settings: Settings) -> Iterator[tuple[str, str]]:
    """Outright, since a process that runs elsewhere does not find referral.toml."""
    for name in Settings.model_fields:
        value = getattr(settings, name)
        if isinstance(value, SecretStr):
            value = value.get_secret_value()
        if isinstance(value, Path):
            value = value.resolve()
        if value is not None:
            yield f"REFERRAL_{name.upper()}", str(value)
