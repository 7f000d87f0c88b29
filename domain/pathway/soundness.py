"""Whether everybody who comes in can be brought to an end.

What is looked at here is what the model alone cannot see: names that lead nowhere, steps that
wait for one another, conditions that have no answer, and what nobody would ever be asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from domain.faults import Fault
from domain.pathway.condition_faults import View, condition_faults
from domain.pathway.duty_faults import duty_faults
from domain.pathway.person_faults import person_faults
from domain.pathway.places import Place, fault_at, placed_duties, placed_parts, placed_steps
from domain.pathway.reach import Trials, reach_faults
from domain.pathway.step_faults import (
    form_faults,
    hand_over_faults,
    item_faults,
    not_before_faults,
    repeat_faults,
    role_faults,
    second_person_faults,
    share_faults,
    unknown_role,
)
from domain.pathway.template import Duty, Pathway, Step
from domain.texts import say

MOST_STEPS = 200
RESERVED = frozenset({
    "entry", "as", "break", "const", "continue", "else", "false", "for", "function", "if", "import",
    "in", "let", "loop", "namespace", "null", "package", "return", "true", "var", "void", "while",
})  # fmt: skip
"""`entry`, and what CEL keeps for itself: no condition could name such a step or field."""


def faults(pathway: Pathway) -> tuple[Fault, ...]:
    """All that is wrong at once, each with its place and its mend; none: it may be published."""
    if not 0 < len(pathway.steps) <= MOST_STEPS:
        return (_size_fault(pathway),)
    found = [*_id_faults(pathway), *_source_faults(pathway), *_order_faults(pathway)]
    found += unknown_role(pathway, pathway.lead, ("lead",))
    trials: Trials = {}
    earlier = _steps_before(pathway)
    for place, step in placed_steps(pathway):
        found += role_faults(pathway, step, place)
        found += form_faults(step.form, place)
        found += second_person_faults(step, place)
        found += share_faults(pathway, step, place)
        found += repeat_faults(pathway, step, place)
        view = View.of_step(pathway, step, earlier)
        found += item_faults(view, step, place)
        found += not_before_faults(view, step, place)
        found += condition_faults(step.when, (*place, "when"), view, trials)
    found += _end_faults(pathway, trials)
    found += person_faults(pathway)
    for place, duty in placed_duties(pathway):
        found += duty_faults(pathway, duty, place)
    found += reach_faults(pathway, trials)
    return tuple(found)


def _size_fault(pathway: Pathway) -> Fault:
    if not pathway.steps:
        return fault_at(
            ("stages",), say("There is no step."), say("Add a stage with at least one step.")
        )
    return fault_at(
        ("stages",),
        say("There are {n} steps.", n=len(pathway.steps)),
        say("Use at most {most}, so that people can still read it.", most=MOST_STEPS),
    )


def _id_faults(pathway: Pathway) -> Iterator[Fault]:
    parts = [place for place, _ in placed_parts(pathway)]
    for kind in ("roles", "entries", "stages", "ends"):
        yield from _twice(place for place in parts if place[0] == kind and len(place) == 2)  # noqa: PLR2004 - kind and id
    asked: list[tuple[Place, Step | Duty]] = [*placed_steps(pathway), *placed_duties(pathway)]
    # A policy names steps and duties alike.
    yield from _twice(place for place, _ in asked)
    for place, one in asked:
        fields = [(*place, "form", field.id) for field in one.form]
        yield from _reserved([place, *fields])
        yield from _twice(fields)
        for field in one.form:
            options = ((*place, "form", field.id, "options", o.id) for o in field.options)
            yield from _twice(options)


def _twice(places: Iterable[Place]) -> Iterator[Fault]:
    """Steps are told apart by their own id, whatever stage they stand in."""
    seen: set[str] = set()
    for place in places:
        if place[-1] in seen:
            yield fault_at(
                place,
                say("“{id}” stands here more than once.", id=place[-1]),
                say("Give each of them an id of its own."),
            )
        seen.add(place[-1])


def _reserved(places: Iterable[Place]) -> Iterator[Fault]:
    for place in places:
        if place[-1] in RESERVED:
            yield fault_at(
                place,
                say("“{id}” has a meaning of its own in conditions.", id=place[-1]),
                say("Choose another id."),
            )


def _source_faults(pathway: Pathway) -> Iterator[Fault]:
    for place, part in placed_parts(pathway):
        if part.origin == "law" and not part.source:
            yield fault_at((*place, "source"), *_NO_SOURCE)
    for place, step in placed_steps(pathway):
        if not step.source:
            for field in step.form:
                if field.origin == "law":
                    yield fault_at((*place, "source"), *_NO_SOURCE)


_NO_SOURCE = (
    say("This is said to come from the law, but not from which one."),
    say("Name the law and its article under “source”, or write origin: design."),
)


def _order_faults(pathway: Pathway) -> Iterator[Fault]:
    known = {step.id for step in pathway.steps}
    after_of = [(place, step.after) for place, step in placed_steps(pathway)]
    after_of += [(("ends", end.id), end.after) for end in pathway.ends]
    for place, after in after_of:
        for name in after:
            if name not in known:
                yield fault_at(
                    (*place, "after"),
                    say("There is no step “{step}”.", step=name),
                    say("Check how it is spelt, or take it out of “after”."),
                )
    places = {step.id: place for place, step in placed_steps(pathway)}
    for ring in _rings(pathway):
        yield fault_at(
            (*places[ring[0]], "after"),
            say("These steps wait for one another: {ring}.", ring=" → ".join(ring)),
            say("Take one of them out of “after” of the next."),
        )


def _rings(pathway: Pathway) -> Iterator[list[str]]:
    """Each begins and ends with the same step."""
    graph = {
        step.id: {name for name in step.after if name in pathway.by_id} for step in pathway.steps
    }
    while True:
        try:
            TopologicalSorter(graph).prepare()
        except CycleError as error:
            ring: list[str] = error.args[1]
            yield ring
            graph = {name: after - set(ring) for name, after in graph.items() if name not in ring}
        else:
            return


def _steps_before(pathway: Pathway) -> dict[str, frozenset[str]]:
    """As `Pathway.ancestors`, for a pathway whose order may be broken."""
    return {step.id: frozenset(_before(pathway, step)) for step in pathway.steps}


def _before(pathway: Pathway, step: Step) -> set[str]:
    seen: set[str] = set()
    to_see = list(step.after)
    while to_see:
        name = to_see.pop()
        if name in pathway.by_id and name not in seen:
            seen.add(name)
            to_see += pathway.by_id[name].after
    return seen


def _end_faults(pathway: Pathway, trials: Trials) -> Iterator[Fault]:
    if not pathway.ends:
        yield fault_at(
            ("ends",),
            say("There is no end, so no journey could finish."),
            say("Add an end without “when” and “after”: it takes everybody who is left."),
        )
    view = View.of_end(pathway)
    for end in pathway.ends:
        place = ("ends", end.id)
        last = end is pathway.ends[-1]
        conditional = bool(end.after or end.when is not None)
        if last and (conditional or end.at_once):
            yield fault_at(
                place,
                say("The last end has to take everybody who is left."),
                say("Take out “after”, “when” and “at_once”, or add an end without them below."),
            )
        if not last and not conditional:
            yield fault_at(
                place,
                say("This end takes everybody; none of those below is ever reached."),
                say("Add “when” or “after”, or put this end last."),
            )
        yield from condition_faults(end.when, (*place, "when"), view, trials)
        yield from hand_over_faults(view, end, place)
