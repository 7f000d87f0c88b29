"""The office of this process, made once from its settings."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from domain.casework.administration.signing_in import Door
from domain.casework.office import Office
from domain.clock import Clock, FileClock, SystemClock
from domain.db.session import Store
from domain.seals.links import LinkSigner
from domain.seals.reading_codes import CodeKeeper
from domain.seals.sealing import Sealer
from domain.users.passwords import PasswordHasher
from domain.users.sessions import SessionSigner
from tasks.key_folder import FolderOfKeys, make_first_key
from tasks.settings import Settings

PURPOSES = ("links", "fields", "identity", "sessions")


@cache
def the_settings() -> Settings:
    return Settings()


@cache
def the_office() -> Office:
    """Raises NoKeys: keys are made by `make_keys`, never in passing."""
    settings = the_settings()
    identity = FolderOfKeys(settings.keys_dir / "identity")
    return Office(
        store=Store(settings.database),
        clock=_clock(settings),
        links=LinkSigner(FolderOfKeys(settings.keys_dir / "links")),
        sealer=Sealer(FolderOfKeys(settings.keys_dir / "fields")),
        identity=Sealer(identity),
        codes=CodeKeeper(identity),
        base_url=settings.base_url.rstrip("/"),
        language=settings.language,
        zone=settings.zone,
        join_within=settings.join_within,
        whom_to_call=settings.whom_to_call,
        two_to_publish=settings.two_to_publish,
    )


def the_door() -> Door:
    """Where users sign in. Raises NoKeys."""
    keys = FolderOfKeys(the_settings().keys_dir / "sessions")
    return Door(the_office(), PasswordHasher(), SessionSigner(keys))


def make_keys(folder: Path) -> None:
    """A first key for each purpose, where there is none. Only the owner may read them."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    for purpose in PURPOSES:
        make_first_key(folder / purpose)


def _clock(settings: Settings) -> Clock:
    return FileClock(settings.clock_file) if settings.clock_file else SystemClock()
