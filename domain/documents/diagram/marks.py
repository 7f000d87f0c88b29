"""How far a journey is, on the diagram of its pathway: a colour, and always the word as well."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from domain.texts import Message, say

Mark = Literal["done", "waiting", "overdue", "ahead", "skipped", "passed"]


@dataclass(frozen=True, slots=True)
class Look:
    """`fill` of the box, which dark letters stand on; `ink` of the word's own ground."""

    word: Message
    fill: str
    ink: str


LOOKS: Mapping[Mark, Look] = {
    "done": Look(say("is done"), "#dcefdf", "#1d5b2b"),
    "waiting": Look(say("is waiting"), "#fdf0c8", "#6b4a00"),
    "overdue": Look(say("is overdue"), "#fbdcd6", "#8f1f10"),
    "ahead": Look(say("is ahead"), "#fff", "#4d4d4d"),
    "skipped": Look(say("is skipped"), "#e4e4e4", "#4d4d4d"),
    "passed": Look(say("does not apply"), "#f4f4f4", "#4d4d4d"),
}
