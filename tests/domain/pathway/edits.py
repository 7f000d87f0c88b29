"""Every small change that a pathway may be given, found by looking at its model."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from types import NoneType
from typing import Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel

from domain.pathway.template import Pathway
from tests.strategies import label, named

Model = TypeVar("Model", bound=BaseModel)

RICH = Pathway.model_validate(
    {
        "schema": 1,
        "key": "rich",
        "title": label("Rich"),
        "about": label("Says all that can be said"),
        "describes": label("Since 2020"),
        "no_new_after": "2030-12-31",
        "area": "hai_phong",
        "lead": "labour",
        "roles": [named(role) | {"source": "Art. 1"} for role in ("labour", "police", "health")],
        "entries": [named("rescue") | {"status": "suspected", "source": "Art. 2"}, named("list")],
        "stages": [
            named("first")
            | {
                "source": "Art. 3",
                "steps": [
                    named("meet")
                    | {
                        "role": "labour",
                        "form": [
                            {
                                "id": "needs",
                                "label": label("Needs"),
                                "kind": "choices",
                                "options": [
                                    {"id": "food", "label": label("Food"), "status": "identified"},
                                    {"id": "law", "label": label("Law")},
                                ],
                            },
                            {"id": "place", "label": label("Place"), "kind": "area"},
                            {"id": "day", "label": label("Day"), "kind": "date", "ahead": True},
                        ],
                    },
                    named("help")
                    | {
                        "source": "Art. 4",
                        "ask": label("Please help"),
                        "role": "labour",
                        "asked_by": "police",
                        "with": ["health"],
                        "jointly": ["police"],
                        "after": ["meet", "own"],
                        "when": "entry == 'rescue'",
                        "not_before": {
                            "period": {"months": 1, "days": 3},
                            "since": "meet.day",
                            "until": "meet.day",
                        },
                        "foreach": "meet.needs",
                        "role_by_item": {"food": "health", "law": "police"},
                        "area": "meet.place",
                        "repeat": {
                            "every": {"months": 1, "days": 3}, "until": "help.over", "times": 3,
                        },
                        "limit": {"amount": 3, "unit": "working_days", "source": "Art. 5"},
                        "status": "being_identified",
                        "dated_by": "day",
                        "form": [
                            {"id": "over", "label": label("Over"), "kind": "yes_no"},
                            {"id": "day", "label": label("Day"), "kind": "date"},
                        ],
                        "shares": [
                            {"field": "full_name", "why": label("To find them")},
                            {"field": "papers", "why": label("To check them")},
                        ],
                        "part": "law/1",
                    },
                ],
            },
            named("second") | {"steps": []},
        ],
        "parts": [
            {
                "id": "own",
                "origin": "design",
                "source": "Art. 6",
                "use": "law",
                "version": 1,
                "entry": "rescue",
                "after": ["meet"],
                "when": "entry == 'list'",
                "roles": {"theirs": "police", "others": "health"},
            }
        ],
        "ends": [
            named("over")
            | {
                "source": "Art. 7",
                "outcome": "handed_over",
                "after": ["help"],
                "when": "entry == 'rescue'",
                "hands_over": {"area": "meet.place", "pathway": "next", "entry": "rescue"},
            },
            named("finished") | {"outcome": "completed"},
        ],
        "duties": [
            named("yearly")
            | {
                "source": "Art. 8",
                "ask": label("Please list"),
                "role": "labour",
                "asked_by": "police",
                "with": ["health"],
                "every": {"months": 12},
                "limit": {"amount": 3, "unit": "hours", "source": "Art. 9"},
                "form": [{"id": "count", "label": label("Count"), "kind": "whole_number"}],
            }
        ],
    }
)  # fmt: skip
"""No sound pathway, but one with every field of every model given."""


def edits(part: Model) -> Iterator[tuple[str, Model]]:
    """Each with one field of one part changed, added or taken away, and the name of that field."""
    for name, field in type(part).model_fields.items():
        for changed, other in _others(getattr(part, name), field.annotation):
            where = changed or f"{type(part).__name__}.{name}"
            yield where, part.model_copy(update={name: other})


def fields_of(model: type[BaseModel]) -> set[str]:
    """Its own, and those of all that stands in it; what must be given is changed from inside."""
    found = set()
    for name, field in model.model_fields.items():
        if field.annotation not in _models(field.annotation):
            found.add(f"{model.__name__}.{name}")
        for inner in _models(field.annotation):
            found |= fields_of(inner)
    return found


def _others(value: object, annotation: object) -> Iterator[tuple[str, object]]:
    if value is not None and NoneType in get_args(annotation):
        yield "", None
    match value:
        case BaseModel():
            yield from edits(value)
        case tuple():
            yield from _other_rows(value, annotation)
        case dict():
            for key in value:
                yield "", {name: each for name, each in value.items() if name != key}
                yield "", value | {key: f"{value[key]}_x"}
        case _:
            yield from (("", other) for other in _other_values(value, _choices(annotation)))


def _other_rows(rows: tuple[object, ...], annotation: object) -> Iterator[tuple[str, object]]:
    for at, row in enumerate(rows):
        yield "", rows[:at] + rows[at + 1 :]
        for where, other in _others(row, annotation):
            if other is not None:
                yield where, (*rows[:at], other, *rows[at + 1 :])
    if len(rows) > 1:
        yield "", rows[::-1]


def _other_values(value: object, choices: tuple[object, ...]) -> tuple[object, ...]:
    match value:
        case _ if choices:
            return tuple(choice for choice in choices if choice != value)
        case bool():
            return (not value,)
        case int():
            return (value + 1,)
        case str():
            return (f"{value}_x",)
        case date():
            return (value + timedelta(days=1),)
    return ()


def _choices(annotation: object) -> tuple[object, ...]:
    if get_origin(annotation) is Literal:
        return get_args(annotation)
    return tuple(choice for inner in get_args(annotation) for choice in _choices(inner))


def _models(annotation: object) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for inner in get_args(annotation) for model in _models(inner)]
