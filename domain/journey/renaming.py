"""What was told by the names of one version, as the next version names it. Pure.

A move may give steps and fields of answers other names. From then on all that happened is told by
the new ones, as if it had been so from the beginning.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace
from typing import TypeVar

from domain.journey.facts import AnyFact, Dated, Moved, RequestKey, Skipped
from domain.journey.state import Request

T = TypeVar("T")


def step_named(move: Moved, step: str) -> str:
    return move.steps.get(step, step)


def key_named(move: Moved, key: RequestKey) -> RequestKey:
    return key._replace(step=step_named(move, key.step))


def field_named(move: Moved, step: str, field: str) -> str:
    """`step` is the old one."""
    return move.fields.get(f"{step}.{field}", field)


def path_named(move: Moved, path: str) -> str:
    """Of `step.field`, as conditions name it."""
    step, _, field = path.partition(".")
    return f"{step_named(move, step)}.{field_named(move, step, field)}"


def fields_named(move: Moved, step: str, by_field: Mapping[str, T]) -> dict[str, T]:
    """What stands under each field of an answer to the old step."""
    return {field_named(move, step, field): each for field, each in by_field.items()}


def fact_named(move: Moved, fact: AnyFact) -> AnyFact:
    """A fact from before the move."""
    if isinstance(fact, Skipped):
        return fact.model_copy(update={"step": step_named(move, fact.step)})
    key: RequestKey | None = getattr(fact, "key", None)
    if key is None:
        return fact
    update: dict[str, object] = {"key": key_named(move, key)}
    values: Mapping[str, object] | None = getattr(fact, "values", None)
    if values is not None:
        update["values"] = fields_named(move, key.step, values)
    return fact.model_copy(update=update)


def told_anew(facts: Iterable[AnyFact]) -> list[AnyFact]:
    """Each as the version names it by which the journey goes now."""
    told: list[AnyFact] = []
    for fact in facts:
        if isinstance(fact, Moved):
            told = [fact_named(fact, each) for each in told]
        told.append(fact)
    return told


def request_named(move: Moved, request: Request) -> Request:
    """With all that was said of it."""
    told = {each.name: _named(move, getattr(request, each.name)) for each in fields(request)}
    return replace(request, **told)  # type: ignore[arg-type]  # by name, above


def _named(move: Moved, what: object) -> object:
    match what:
        case RequestKey():
            return key_named(move, what)
        case tuple():
            return tuple(_named(move, each) for each in what)
        case Dated():
            return fact_named(move, what)  # type: ignore[arg-type]  # a request holds facts alone
        case _:
            return what
