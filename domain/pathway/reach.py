"""Who and what can be reached at all, from each entry."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from domain.faults import Fault
from domain.pathway.places import Place, fault_at, placed_steps
from domain.pathway.template import Pathway
from domain.pathway.trials import Trial
from domain.texts import say

Trials = dict[Place, Trial]
"""What came of the conditions, by their place. One that is missing is taken to hold somehow."""


def reach_faults(pathway: Pathway, trials: Trials) -> Iterator[Fault]:
    reached = {entry.id: _reached(pathway, entry.id, trials) for entry in pathway.entries}
    if not reached:
        yield fault_at(
            ("entries",),
            say("There is no entry, so nobody could come in."),
            say("Add at least one entry."),
        )
        return
    yield from _idle_entries(reached)
    yield from _unreached_steps(pathway, reached)
    yield from _unreached_ends(pathway, trials, reached)
    yield from _hasty_ends(pathway, trials)


def _reached(pathway: Pathway, entry: str, trials: Trials) -> frozenset[str]:
    """The steps that can be asked when a person comes in there."""
    reached: set[str] = set()
    waiting = dict(placed_steps(pathway))
    while now := [
        place
        for place, step in waiting.items()
        if _lets_through(pathway, step.after, reached)
        and _may_hold(trials.get((*place, "when")), entry, reached)
    ]:
        reached |= {waiting.pop(place).id for place in now}
    return frozenset(reached)


def _lets_through(
    pathway: Pathway, after: tuple[str, ...], reached: set[str] | frozenset[str]
) -> bool:
    known = [name for name in after if name in pathway.by_id]
    return not known or any(name in reached for name in known)


def _may_hold(trial: Trial | None, entry: str, steps: set[str] | frozenset[str]) -> bool:
    return trial is None or not trial.complete or trial.can_hold_within(entry, steps)


def _idle_entries(reached: Mapping[str, frozenset[str]]) -> Iterator[Fault]:
    for entry, steps in reached.items():
        if not steps:
            yield fault_at(
                ("entries", entry),
                say("Nobody is asked anything when a person comes in this way."),
                say("Let a first step hold for this entry, or take the entry out."),
            )


def _unreached_steps(pathway: Pathway, reached: Mapping[str, frozenset[str]]) -> Iterator[Fault]:
    """Those alone whose own condition is the cause, not what comes after them.

    Of a part only what its entry leads to is asked; the rest is no mistake.
    """
    somewhere = frozenset().union(*reached.values())
    own = ((place, step) for place, step in placed_steps(pathway) if step.part is None)
    for place, step in own:
        if step.id not in somewhere and _lets_through(pathway, step.after, somewhere):
            yield fault_at(
                (*place, "when"),
                say("This can never hold, so the step is never asked."),
                say(
                    "Check it against the entries, and against when the steps before it are asked."
                ),
            )


def _unreached_ends(
    pathway: Pathway, trials: Trials, reached: Mapping[str, frozenset[str]]
) -> Iterator[Fault]:
    for end in pathway.ends:
        trial = trials.get(("ends", end.id, "when"))
        if not any(
            _lets_through(pathway, end.after, steps) and _may_hold(trial, entry, steps)
            for entry, steps in reached.items()
        ):
            yield fault_at(
                ("ends", end.id),
                say("This end can never be reached."),
                say("Check its “when” and “after” against the entries and the steps."),
            )


def _hasty_ends(pathway: Pathway, trials: Trials) -> Iterator[Fault]:
    for end in pathway.ends:
        trial = trials.get(("ends", end.id, "when"))
        at_the_start = trial is not None and any(
            trial.can_hold_within(entry.id, ()) for entry in pathway.entries
        )
        if end.at_once and not end.after and at_the_start:
            yield fault_at(
                ("ends", end.id, "when"),
                say("This already holds at the start: the journey would end before it began."),
                say("Compare with what an answer says, or add “after”."),
            )
