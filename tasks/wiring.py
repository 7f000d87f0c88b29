"""The office of this process, made once from its settings."""

from __future__ import annotations

import os
import secrets
from functools import cache
from pathlib import Path

from domain.casework.office import Office
from domain.clock import Clock, FileClock, SystemClock
from domain.db.session import Store
from domain.errors import ReferralError
from domain.links import LinkSigner
from domain.sealing import KEY_BYTES, KeyRing, Sealer
from domain.texts import say
from tasks.settings import Settings

PURPOSES = ("links", "fields")


class NoKeys(ReferralError):
    """The folder of keys is missing or empty."""


@cache
def the_settings() -> Settings:
    return Settings()


@cache
def the_office() -> Office:
    """Raises NoKeys: keys are made by `make_keys`, never in passing."""
    settings = the_settings()
    return Office(
        store=Store(settings.database),
        clock=_clock(settings),
        links=LinkSigner(read_keys(settings.keys_dir / "links")),
        sealer=Sealer(read_keys(settings.keys_dir / "fields")),
        base_url=settings.base_url.rstrip("/"),
        language=settings.language,
        zone=settings.zone,
    )


def make_keys(folder: Path) -> None:
    """A first key for each purpose, where there is none. Only the owner may read them."""
    for purpose in PURPOSES:
        place = folder / purpose
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        for each in (folder, place):
            each.chmod(0o700)
        if not any(place.glob("*.key")):
            path = place / "0001.key"
            handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(secrets.token_bytes(KEY_BYTES))


def read_keys(folder: Path) -> KeyRing:
    """The keys of one purpose, by file name, the last name newest. Raises NoKeys."""
    files = sorted(folder.glob("*.key"), reverse=True)
    if not files:
        raise NoKeys(
            say(
                "There are no keys in {folder}. For a new site `referral up` makes them; beside a"
                " database that was in use, put the keys that belong to it.",
                folder=str(folder),
            )
        )
    return KeyRing({file.stem: file.read_bytes() for file in files})


def _clock(settings: Settings) -> Clock:
    return FileClock(settings.clock_file) if settings.clock_file else SystemClock()
