"""How many random examples are tried."""

from __future__ import annotations

import os


def tries(most: int) -> int:
    """All in the whole check, a fifth in every other run, which has not the minutes for more."""
    return most if os.environ.get("REQUIRE_ALL") == "1" else most // 5
