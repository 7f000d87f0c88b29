"""A time of day as administrators write it: `07:30`."""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import BeforeValidator

from domain.faults import Wrong
from domain.texts import say

_TIME = re.compile(r"([01]?[0-9]|2[0-3]):([0-5][0-9])")


def _time_of_day(written: object) -> str:
    match = _TIME.fullmatch(written) if isinstance(written, str) else None
    if match is None:
        raise Wrong(
            say("“{written}” is not a time of day.", written=str(written)),
            say("Write hours and minutes, from 00:00 to 23:59, for example: 07:30."),
        )
    return f"{int(match[1]):02}:{match[2]}"


TimeOfDay = Annotated[str, BeforeValidator(_time_of_day)]
