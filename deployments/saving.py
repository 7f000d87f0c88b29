"""Writing what may be read by nobody else to this machine."""

from __future__ import annotations

import os
from pathlib import Path

from domain.errors import ReferralError
from domain.texts import say

OURS_ALONE = 0o600


class CannotSave(ReferralError):
    """It cannot be written there, or something is there already."""


def save(content: bytes, name: str, to: Path) -> Path:
    """To `to`, or under `name` in the folder `to`. Raises CannotSave; nothing is written over."""
    file = to / name if to.is_dir() else to
    try:
        with os.fdopen(
            os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OURS_ALONE), "wb"
        ) as out:
            out.write(content)
    except FileExistsError:
        raise CannotSave(
            say("{file} is there already. Choose another name, or delete it first.", file=str(file))
        ) from None
    except OSError as error:
        raise CannotSave(say("{file} cannot be written.", file=str(file))) from error
    return file
