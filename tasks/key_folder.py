"""The keys of one purpose as they lie in a folder: one that is added counts at once everywhere."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from domain.errors import ReferralError
from domain.seals.sealing import KEY_BYTES, KeyRing
from domain.texts import say

FIRST = "0001"


class NoKeys(ReferralError):
    """The folder of keys is missing or empty."""


class KeyAdded(ReferralError):
    """Two made a new key of one purpose at once."""


class FolderOfKeys:
    """Keys by file name, the last name newest. Raises NoKeys where there are none."""

    def __init__(self, folder: Path, purpose: str | None = None) -> None:
        self._folder = folder
        self._purpose = purpose
        self._known = self._read()

    @property
    def ids(self) -> tuple[str, ...]:
        return self._now().ids

    @property
    def newest_id(self) -> str:
        return self._now().newest_id

    def key(self, key_id: str) -> bytes:
        return self._now().key(key_id)

    def for_purpose(self, purpose: str) -> FolderOfKeys:
        return FolderOfKeys(self._folder, purpose)

    def _now(self) -> KeyRing:
        if _files(self._folder) != self._known[0]:
            self._known = self._read()
        return self._known[1]

    def _read(self) -> tuple[list[Path], KeyRing]:
        files = _files(self._folder)
        if not files:
            raise NoKeys(
                say(
                    "There are no keys in {folder}. For a new site `referral up` makes them; beside"
                    " a database that was in use, put the keys that belong to it. Perhaps this"
                    " command runs in another folder: then name the site's in REFERRAL_DATA_DIR.",
                    folder=str(self._folder),
                )
            )
        ring = KeyRing({file.stem: file.read_bytes() for file in files})
        return files, ring.for_purpose(self._purpose) if self._purpose else ring


def make_first_key(folder: Path) -> None:
    """Where there is none. Only the owner may read it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    folder.chmod(0o700)
    if not _files(folder):
        _write(folder, FIRST)


def add_key(folder: Path) -> str:
    """Its id. It is the newest from now on, for every process, and survives a power cut.

    Raises NoKeys, and KeyAdded when somebody else adds one now.
    """
    key_id = _after(FolderOfKeys(folder).newest_id)
    try:
        _write(folder, key_id)
    except FileExistsError as error:
        raise KeyAdded(
            say("Somebody else has just made this key. `referral keys list` shows it.")
        ) from error
    return key_id


def _files(folder: Path) -> list[Path]:
    """The newest first."""
    return sorted(folder.glob("*.key"), reverse=True)


def _after(key_id: str) -> str:
    """A name that stands behind it in order."""
    return f"{int(key_id) + 1:0{len(key_id)}}" if key_id.isdecimal() else f"{key_id}_1"


def _write(folder: Path, key_id: str) -> None:
    """Under its name only when it is whole: others read the folder at any time.

    What a killed process leaves half done is in nobody's way. Raises FileExistsError.
    """
    half = folder / f".{secrets.token_hex(8)}.new"
    handle = os.open(half, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as file:
        file.write(secrets.token_bytes(KEY_BYTES))
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(half, folder / f"{key_id}.key")
    finally:
        half.unlink()
    _sync(folder)


def _sync(folder: Path) -> None:
    """What is sealed under a key is lost with it, and names are written later than files."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
