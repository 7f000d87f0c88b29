from __future__ import annotations

import time
from collections.abc import Callable
from threading import Event
from typing import TypeVar

T = TypeVar("T")


def eventually(look: Callable[[], T | None], *, within: float = 30) -> T:
    """What `look` finds, once it finds something. Raises TimeoutError after `within` seconds."""
    deadline = time.monotonic() + within
    while time.monotonic() < deadline:
        found = look()
        if found:
            return found
        Event().wait(0.05)
    raise TimeoutError(f"Not within {within} seconds.")
