"""Where this site's Prefect is, and how commands that need it are set up to ask it."""

from __future__ import annotations

import os

import httpx

from deployments.holding import holder_of
from tasks.prefect_settings import CLIENT_SETTINGS
from tasks.settings import Settings

USUAL_ADDRESS = "http://127.0.0.1:4200/api"

QUICKLY = {"PREFECT_API_REQUEST_TIMEOUT": "10", "PREFECT_CLIENT_MAX_RETRIES": "1"}
"""For whoever has done its work already and would only like Prefect to know: the sweep mends."""


def prefect_address(settings: Settings) -> str:
    """`PREFECT_API_URL`, else where `referral up` runs it now, else the usual place."""
    holder = holder_of(settings.data_dir)
    return os.environ.get("PREFECT_API_URL") or (holder.prefect if holder else USUAL_ADDRESS)


def prefect_answers(address: str) -> bool:
    try:
        return httpx.get(f"{address}/health", timeout=3, trust_env=False).is_success
    except httpx.HTTPError:
        return False


def set_up_prefect(settings: Settings, address: str) -> None:
    """Before Prefect is imported, which is when it reads its settings."""
    home = str(settings.data_dir.resolve() / "prefect")
    wanted = {**CLIENT_SETTINGS, **QUICKLY, "PREFECT_API_URL": address, "PREFECT_HOME": home}
    for name, value in wanted.items():
        os.environ.setdefault(name, value)
