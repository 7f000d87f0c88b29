"""How long something may take, as a policy writes it: a time (“7 days”), or a share (“50%”)."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Literal, get_args

from domain.texts import Message, say

TimeUnit = Literal["minutes", "hours", "days"]
Unit = Literal["percent", TimeUnit]
TIME_UNITS: tuple[TimeUnit, ...] = get_args(TimeUnit)
UNITS: tuple[Unit, ...] = ("percent", *TIME_UNITS)
MOST = 9999

_NUMBER = "[1-9][0-9]{0,3}"
TIME = re.compile(rf"{_NUMBER} ?(minute|hour|day)s?")
SHARE = re.compile(rf"{_NUMBER} ?%")
_ONE: Mapping[Unit, Message] = {
    "minutes": say("1 minute"), "hours": say("1 hour"), "days": say("1 day"),
}  # fmt: skip


def amount_and_unit(written: str) -> tuple[int, Unit]:
    """Of what is one."""
    (amount,) = re.findall(r"[0-9]+", written)
    unit: Unit = next((one for one in TIME_UNITS if one.removesuffix("s") in written), "percent")
    return int(amount), unit


def written(amount: int, unit: Unit) -> str:
    if unit == "percent":
        return f"{amount}%"
    return f"{amount} {unit if amount > 1 else unit.removesuffix('s')}"


def time_of(written: str) -> timedelta:
    """Of what is no share."""
    amount, unit = amount_and_unit(written)
    return timedelta(**{unit: amount})


def in_words(written: str) -> Message:
    amount, unit = amount_and_unit(written)
    if amount == 1 and unit in _ONE:
        return _ONE[unit]
    match unit:
        case "percent":
            return say("{n}%", n=str(amount))
        case "minutes":
            return say("{n} minutes", n=amount)
        case "hours":
            return say("{n} hours", n=amount)
        case "days":
            return say("{n} days", n=amount)
