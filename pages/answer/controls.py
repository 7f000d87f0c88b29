"""How each kind of field is asked for, with what every browser has built in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from domain.areas.area_map import Areas
from domain.pathway.template import Field, FieldKind
from domain.texts import Label, Message, say

Control = Literal["radio", "checkbox", "select", "textarea", "digits", "date", "line", "file"]

MOST_RADIOS = 7
"""More choices than this are a list to open, or the page becomes too long for a phone."""

_CONTROLS: Mapping[FieldKind, Control] = {
    "text": "line",
    "long_text": "textarea",
    "date": "date",
    "yes_no": "radio",
    "choices": "checkbox",
    "whole_number": "digits",
    "money": "digits",
    "area": "select",
    "file": "file",
}


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: Label | Message


def control_of(field: Field) -> Control:
    if field.kind == "choice":
        return "radio" if len(field.options) <= MOST_RADIOS else "select"
    return _CONTROLS[field.kind]


def choices_of(field: Field, areas: Areas) -> tuple[Choice, ...]:
    """What can be picked. Without a script a radio cannot be undone: hence 'Left empty'."""
    listed = _listed(field, areas)
    if control_of(field) == "radio" and not field.required:
        return (*listed, Choice("", say("Left empty")))
    return listed


def _listed(field: Field, areas: Areas) -> tuple[Choice, ...]:
    match field.kind:
        case "yes_no":
            return (Choice("yes", say("Yes")), Choice("no", say("No")))
        case "area":
            return tuple(Choice(area, title) for area, title in areas.choices())
        case _:
            return tuple(Choice(option.id, option.label) for option in field.options)
