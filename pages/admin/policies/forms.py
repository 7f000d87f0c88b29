"""The forms of a policy: which places of it each of them is about."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from domain.pathway.places import Place
from domain.pathway.template import Duty, Pathway, Step
from domain.policy.province_policy import (
    LADDERS,
    MOST_RUNGS,
    TIMES,
    LadderName,
    Policy,
    TimeName,
)
from domain.policy.stretches import TIME_UNITS, UNITS
from domain.texts import Message, say
from domain.workbook.tables import Column
from pages.admin.directory.controls import Option
from pages.entrance.typed import Typed

LADDER_TITLES: Mapping[LadderName, Message] = {
    "with_limit": say("Where there is a deadline"),
    "without_limit": say("Where there is none"),
    "at_once": say("What is to be done at once"),
}
_TIMES: Mapping[TimeName, Message] = {
    "next_channel_after": say("How long a link may stay unopened before the next channel is tried"),
    "promises_within": say("How far away the day may be that an agency promises"),
}
SOURCED_TITLES: Mapping[str, Message] = dict([*LADDER_TITLES.items(), *_TIMES.items()])
_WHO = say("Who decided it: the document and its number")


@dataclass(frozen=True, slots=True)
class Form:
    """`places`: what is put anew when it is kept. `options`: of its choices, by control. `more`:
    where the next row would begin; empty where there can be none.
    """

    title: Message
    columns: tuple[Column, ...]
    places: tuple[Place, ...]
    hint: Message | None = None
    more: str = ""
    options: Mapping[str, tuple[Option, ...]] = field(default_factory=dict)


def about_form(areas: tuple[Option, ...]) -> Form:
    days = (
        Column(("valid_from",), say("First day"), "date", needed=True),
        Column(("valid_to",), say("Last day"), "date"),
    )
    own = (*_titles(), Column(("area",), say("Area (empty: everywhere)")), *days)
    times = [column for name in TIMES for column in _time(name)]
    places: list[Place] = [("title",), ("area",), ("valid_from",), ("valid_to",)]
    places += [place for name in TIMES for place in ((name,), ("sources", name))]
    return Form(say("What it is for"), (*own, *times), tuple(places), options={"area": areas})


def new_form(areas: tuple[Option, ...]) -> Form:
    whole = about_form(areas)
    columns = tuple(one for one in whole.columns if one.path[0] in ("title", "area", "valid_from"))
    return Form(say("Add a policy"), columns, (), options=whole.options)


def lead_form(pathway: Pathway, roles: tuple[Option, ...]) -> Form:
    place = ("leads", pathway.key)
    column = Column(place, say("Who leads (empty: as the pathway says)"))
    title = say("Who leads: {pathway}", pathway=pathway.title)
    return Form(title, (column,), (place,), options={".".join(place): roles})


def limit_form(pathway: Pathway, step: Step | Duty) -> Form:
    place = ("limits", pathway.key, step.id)
    columns = (
        Column((*place, "limit", "amount"), say("How many"), "number"),
        Column((*place, "limit", "unit"), say("Unit"), choices=_LIMIT_UNITS),
        Column((*place, "source"), _WHO),
        Column((*place, "origin"), say("Where it comes from"), choices=_ORIGINS),
    )
    hint = say("All empty: as the pathway says.")
    return Form(say("Deadline: {step}", step=step.title), columns, (place,), hint)


def ladder_form(name: LadderName, rows: int) -> Form:
    shown = min(rows, MOST_RUNGS)
    rungs = [column for n in range(1, shown + 1) for column in _rung(name, str(n))]
    source = Column(("sources", name), _WHO)
    hint = say(
        "In the order of time, counted from the asking. A line that is emptied goes out; all empty:"
        " as the program has it."
    )
    columns, places = (*rungs, source), ((name,), ("sources", name))
    more = f"{name}.{shown + 1}.at.amount" if shown < MOST_RUNGS else ""
    return Form(LADDER_TITLES[name], columns, places, hint, more)


def rows_of(name: LadderName, policy: Policy) -> int:
    """What is written in it, and an empty one."""
    return (len(getattr(policy, name)) if name in policy.model_fields_set else 0) + 1


def rows_typed(name: LadderName, typed: Typed) -> int:
    places = [place.split(".") for place in typed.texts]
    return sum(place[:1] == [name] and place[-1] == "amount" for place in places)


def ladder_named(text: str) -> LadderName | None:
    return next((name for name in LADDERS if name == text), None)


def _titles() -> tuple[Column, ...]:
    return (
        Column(("title", "vi"), say("Name in Vietnamese"), needed=True),
        Column(("title", "en"), say("Name in English")),
    )


def _rung(name: LadderName, number: str) -> tuple[Column, ...]:
    units = UNITS if name == "with_limit" else TIME_UNITS
    return (
        Column((name, number, "at", "amount"), say("{n}. After how many", n=number), "number"),
        Column((name, number, "at", "unit"), say("{n}. Unit", n=number), choices=units),
        Column((name, number, "tell"), say("{n}. Then", n=number), choices=_TELLS),
    )


def _time(name: TimeName) -> tuple[Column, ...]:
    return (
        Column((name, "amount"), _TIMES[name], "number"),
        Column((name, "unit"), say("Unit"), choices=TIME_UNITS),
        Column(("sources", name), _WHO),
    )


_LIMIT_UNITS = ("working_days", "calendar_days", "hours", "at_once")
_ORIGINS = ("province", "law", "design")
_TELLS = ("agency", "above", "lead")
