"""Walking a pathway from an entry to an end: who is asked answers, as the test says.

One agency for each role. What a test does not say is answered with as little as the form takes.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.journey.facts import RequestKey, Verdict
from domain.journey.fold_and_plan import standings
from domain.journey.progress import Standing
from domain.pathway.template import FREE_TEXT, Field, FieldKind, Pathway
from domain.values import Value, Values
from tests.domain.world import World

Says = Mapping[str, Values | Sequence[Values]]
"""By step: what is answered, each time it is asked or (a list) time after time."""

_LEAST: Mapping[FieldKind, Value] = {
    "date": "2026-02-02",
    "yes_no": False,
    "choices": (),
    "whole_number": 1,
    "money": 1000,
    "area": "hai_phong",
}


@dataclass(slots=True)
class Walk:
    world: World

    @property
    def asked(self) -> list[str]:
        """What was asked, in order, each once: `noi_o`, `dich_vu[y_te]`."""
        return list(dict.fromkeys(_name(key) for key in self.world.state.requests))

    @property
    def waiting(self) -> list[str]:
        return [_name(request.key) for request in self.world.state.waiting]

    @property
    def skipped(self) -> set[str]:
        """The steps that the rule of readiness left out."""
        world = self.world
        found = standings(world.pathway, world.state, world.now)
        return {step for step, standing in found.items() if standing is Standing.SKIPPED}

    @property
    def end(self) -> str | None:
        closed = self.world.state.closed
        return closed.end if closed else None

    def role_asked(self, name: str) -> str:
        return self.world.state.requests[self.last_key(name)].asked.role

    def answer(self, name: str, **says: Value) -> None:
        key = self._waiting(name)
        form = self.world.pathway.by_id[key.step].form_for(key.item)
        self.world.answer(key, "done", _filled(form, says))
        self.world.settle()

    def refuse(self, name: str, verdict: Verdict) -> None:
        """The agency does not do it. Nobody else has the role, so it waits for the lead."""
        self.world.answer(self._waiting(name), verdict)
        self.world.settle()

    def ask_again(self, name: str) -> None:
        key = self.last_key(name)
        self.world.ask(key._replace(attempt=key.attempt + 1))
        self.world.settle()

    def skip(self, name: str) -> None:
        key = self._waiting(name)
        self.world.skip(key.step, key.item)
        self.world.settle()

    def next_round(self) -> None:
        """Go to the day on which somebody is asked again, past all reminders before it."""
        before = self.waiting
        while self.waiting == before:
            again = self.world.look().look_again_at
            assert again is not None, f"nothing more is ever asked; there wait {before}"
            self.world.now = again
            self.world.settle()

    def _waiting(self, name: str) -> RequestKey:
        assert name in self.waiting, f"{name} is not asked; there wait {self.waiting}"
        return self.last_key(name)

    def last_key(self, name: str) -> RequestKey:
        return max(key for key in self.world.state.requests if _name(key) == name)


def begin(pathway: Pathway, entry: str) -> Walk:
    """The journey has been opened, and its first requests are made."""
    world = World(pathway, {role.id: (f"agency_{role.id}",) for role in pathway.roles})
    world.open(entry)
    world.settle()
    return Walk(world)


def walk_through(
    pathway: Pathway, entry: str, says: Says, skips: frozenset[str] = frozenset()
) -> Walk:
    """To an end; of `skips` the coordinator skips each. Raises AssertionError if it does not come
    to one in fifty rounds.
    """
    walk = begin(pathway, entry)
    for _ in range(50):
        if walk.end is not None:
            return walk
        if not walk.waiting:
            walk.next_round()
        for name in walk.waiting:
            if name not in walk.waiting:  # withdrawn by what was said since
                continue
            if name in skips:
                walk.skip(name)
            else:
                walk.answer(name, **_said(walk, name, says))
    raise AssertionError(f"no end; there wait {walk.waiting}")


def _said(walk: Walk, name: str, says: Says) -> Values:
    said = says.get(name, {})
    if isinstance(said, Mapping):
        return said
    return said[walk.last_key(name).occurrence - 1]


def _name(key: RequestKey) -> str:
    return key.step if key.item is None else f"{key.step}[{key.item}]"


def _filled(form: Sequence[Field], says: Values) -> dict[str, Value]:
    """Free text is never among the values: it is sealed and kept apart."""
    fields = {field.id: field for field in form if field.kind not in FREE_TEXT}
    assert says.keys() <= fields.keys(), f"no fields: {says.keys() - fields.keys()}"
    for name, value in says.items():
        options = {option.id for option in fields[name].options}
        chosen = value if isinstance(value, tuple) else (value,)
        assert not options or options.issuperset(chosen), f"{name} has no option {value}"
    return {name: says.get(name, _least(field)) for name, field in fields.items()}


def _least(field: Field) -> Value:
    if not field.required and field.kind != "choices":
        return None
    return field.options[0].id if field.kind == "choice" else _LEAST[field.kind]
