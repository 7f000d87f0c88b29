"""One `referral up` to a data folder: two Prefect servers on one database would lose runs."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from pathlib import Path

from domain.errors import ReferralError
from domain.texts import say
from tasks.settings import Settings

FILE = "up.json"


class AlreadyUp(ReferralError):
    """Another `referral up` holds the folder."""


@dataclass(frozen=True, slots=True)
class Holder:
    """What commands in other terminals need to know of it. `prefect`: the address of its API.

    `base_url` and `demo` may have come from its options, and stand in no setting then.
    """

    pid: int
    prefect: str
    base_url: str
    demo: bool


def holder_of(data_dir: Path) -> Holder | None:
    """Who holds the folder; or who held it when it was killed."""
    with suppress(OSError, ValueError, TypeError):
        return Holder(**json.loads((data_dir / FILE).read_text(encoding="utf-8")))
    return None


def as_held(settings: Settings) -> Settings:
    """As whoever holds the folder has them, where no setting says otherwise."""
    holder = holder_of(settings.data_dir)
    if holder is None:
        return settings
    held = {"base_url": holder.base_url, "demo": holder.demo}
    unsaid = held.keys() - settings.model_fields_set
    return settings.model_copy(update={name: held[name] for name in unsaid})


@contextmanager
def holding(settings: Settings, *, prefect: str) -> Iterator[None]:
    """Raises AlreadyUp."""
    data_dir = settings.data_dir
    holder = Holder(os.getpid(), prefect, settings.base_url, settings.demo)
    with os.fdopen(os.open(data_dir / FILE, os.O_RDWR | os.O_CREAT, 0o600), "r+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise _already_up(data_dir) from None
        _write(file.fileno(), json.dumps(asdict(holder)))
        try:
            yield
        finally:
            _write(file.fileno(), "")


def _already_up(data_dir: Path) -> AlreadyUp:
    holder = holder_of(data_dir)
    return AlreadyUp(
        say(
            "`referral up` runs on {folder} already (process {pid}). End that one first, or name "
            "another folder with REFERRAL_DATA_DIR.",
            folder=str(data_dir), pid=str(holder.pid if holder else "?"),
        )
    )  # fmt: skip


def _write(handle: int, text: str) -> None:
    os.ftruncate(handle, 0)
    os.pwrite(handle, text.encode(), 0)
