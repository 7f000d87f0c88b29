"""Whom anybody may call where somebody is in danger: a country's own numbers."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from pydantic import TypeAdapter

from domain.faults import Wrong
from domain.frozen import Frozen
from domain.reading import read_yaml
from domain.texts import Label, say
from domain.written import Text

_ONE = re.compile(r"(?P<number>\+?[0-9]{3,15})\s+(?P<vi>[^/]+?)(?:\s*/\s*(?P<en>[^/]+?))?")


class EmergencyNumber(Frozen):
    """`source` names who says so."""

    number: str
    title: Label
    source: Text


@cache
def shipped_numbers() -> tuple[EmergencyNumber, ...]:
    """Of Vietnam: those that were checked."""
    data = read_yaml(Path(__file__).with_name("emergency.yaml"))
    return TypeAdapter(tuple[EmergencyNumber, ...]).validate_python(data)


def numbers_of(written: str) -> tuple[EmergencyNumber, ...]:
    """As an administrator writes them: `NUMBER name / name in English; …`. Raises Wrong."""
    return tuple(_read(each.strip()) for each in written.split(";") if each.strip())


def _read(one: str) -> EmergencyNumber:
    match = _ONE.fullmatch(one)
    if match is None:
        raise Wrong(
            say("“{text}” is not a number with the name of who answers.", text=one),
            say("Write the number, then a name, such as: 111 Tổng đài / Hotline."),
        )
    title = Label(vi=match["vi"], en=match["en"] or match["vi"])
    return EmergencyNumber(number=match["number"], title=title, source="REFERRAL_EMERGENCY_NUMBERS")
