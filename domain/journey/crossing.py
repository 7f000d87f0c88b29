"""A journey on both sides of a move: what its old version makes of it, and what its new one would.

Nothing is asked while a journey is paused: both sides are seen as if it went on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from domain.journey.facts import Moved, RequestKey
from domain.journey.fold_and_plan import Plan, plan, standings
from domain.journey.folding import apply
from domain.journey.progress import Standing
from domain.journey.renaming import field_named, key_named, step_named
from domain.journey.state import State
from domain.pathway.template import Field, Pathway, Step


@dataclass(frozen=True)
class Crossing:
    """`state` is that before `fact`."""

    old: Pathway
    new: Pathway
    state: State
    fact: Moved

    @cached_property
    def before(self) -> State:
        return replace(self.state, paused=None)

    @cached_property
    def after(self) -> State:
        return apply(self.before, self.fact)

    @cached_property
    def did(self) -> Plan:
        """What the old version would have done now."""
        return plan(self.old, self.before, self.fact.at)

    @cached_property
    def will_do(self) -> Plan:
        return plan(self.new, self.after, self.fact.at)

    @cached_property
    def stood(self) -> dict[str, Standing]:
        return standings(self.old, self.before, self.fact.at)

    @cached_property
    def stands(self) -> dict[str, Standing]:
        return standings(self.new, self.after, self.fact.at)

    @property
    def newly_asked(self) -> tuple[RequestKey, ...]:
        known = {self.renamed(ask.key) for ask in self.did.asks}
        return tuple(ask.key for ask in self.will_do.asks if ask.key not in known)

    def name(self, step: str) -> str:
        """What the old step is called now."""
        return step_named(self.fact, step)

    def renamed(self, key: RequestKey) -> RequestKey:
        return key_named(self.fact, key)

    def form_named(self, step: Step, item: str | None) -> tuple[Field, ...]:
        """Of the old step, with the new version's names."""
        return tuple(
            field.model_copy(update={"id": field_named(self.fact, step.id, field.id)})
            for field in step.form_for(item)
        )

    def successor(self, step: str) -> Step | None:
        """What the old step is in the new version; None: it is there no more."""
        return self.new.by_id.get(self.name(step))

    @cached_property
    def begun(self) -> tuple[str, ...]:
        """By their old ids."""
        return begun_in(self.before)


def begun_in(state: State) -> tuple[str, ...]:
    """The steps that were asked or skipped: also those that an earlier version had."""
    skipped = sorted({step for step, _ in state.skipped})
    return tuple(dict.fromkeys([*state.by_step, *skipped]))
