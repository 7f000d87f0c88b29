"""Where this site's Prefect is, and how commands that need it are set up to ask it."""

from __future__ import annotations

import os
from urllib.parse import urlsplit

import httpx

from deployments.holding import holder_of
from domain.errors import ReferralError
from domain.texts import say
from tasks.prefect_settings import CLIENT_SETTINGS
from tasks.settings import Settings

USUAL_ADDRESS = "http://127.0.0.1:4200/api"

QUICKLY = {"PREFECT_API_REQUEST_TIMEOUT": "10", "PREFECT_CLIENT_MAX_RETRIES": "1"}
"""For whoever has done its work already and would only like Prefect to know: the sweep mends."""


class NoAddress(ReferralError):
    """Nothing on the web is called like this."""


def prefect_address(settings: Settings) -> str:
    """`PREFECT_API_URL`, else where `referral up` runs it now, else the usual place."""
    holder = holder_of(settings.data_dir)
    return os.environ.get("PREFECT_API_URL") or (holder.prefect if holder else USUAL_ADDRESS)


def as_api(address: str) -> str:
    """The address of its API, also where that of its pages was given. Raises NoAddress."""
    parts = urlsplit(address)
    if parts.scheme not in ("http", "https") or not parts.netloc:
        raise NoAddress(
            say(
                "“{address}” is not an address. Write it like this: http://127.0.0.1:4200",
                address=address,
            )
        )
    return address if parts.path.strip("/") else f"{parts.scheme}://{parts.netloc}/api"


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
