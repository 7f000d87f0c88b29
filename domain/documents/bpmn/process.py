"""A pathway as a process of BPMN: its nodes, each in the lane of a role, and the flows between.

What does not apply is a way that is not taken, and an inclusive gateway waits for no such way. So
it lets through what a journey does: once all before it is settled and something of it is done.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from domain.days.deadlines import LimitUnit
from domain.documents.diagram.contents import Box, Contents, Key, contents_of
from domain.pathway.condition_words import in_words
from domain.pathway.conditions import read_condition
from domain.pathway.template import End, Entry, NotBefore, Pathway, Stated, Step
from domain.pathway.wording import ORIGINS, deadline_words, not_before_words
from domain.texts import Label, Language, say

NodeKind = Literal[
    "startEvent", "intermediateCatchEvent", "userTask", "endEvent", "exclusiveGateway",
    "inclusiveGateway", "parallelGateway",
]  # fmt: skip
_SETTLED = "settled"
_DECIDED = "decided"
_DURATIONS: Mapping[LimitUnit, str] = {"hours": "PT{}H", "calendar_days": "P{}D"}
_Target: TypeAlias = Step | End


@dataclass(frozen=True, slots=True)
class Timer:
    """After how long a task is late, as ISO 8601 writes it."""

    after: str
    name: str


@dataclass(frozen=True, slots=True)
class Node:
    """`lane`: the role. `step`: whose task it is; `at_once`: an end that waits for nothing;
    `held_back`: by what an event lets time pass.
    """

    id: str
    kind: NodeKind
    lane: str
    name: str = ""
    documentation: tuple[str, ...] = ()
    step: Step | None = None
    at_once: bool = False
    timer: Timer | None = None
    held_back: NotBefore | None = None


@dataclass(frozen=True, slots=True)
class Flow:
    """`otherwise`: taken where no condition holds."""

    source: str
    target: str
    name: str = ""
    condition: str | None = None
    otherwise: bool = False

    @property
    def id(self) -> str:
        return f"flow-{self.source}-to-{self.target}"


@dataclass(frozen=True, slots=True)
class Process:
    nodes: tuple[Node, ...]
    flows: tuple[Flow, ...]


def process_of(pathway: Pathway, language: Language) -> Process:
    """Of a sound pathway without parts (`domain.pathway.parts.whole`)."""
    building = _Building(pathway, language, contents_of(pathway, language))
    building.build()
    return Process(tuple(building.nodes), tuple(building.flows))


def node_id(key: Key) -> str:
    return "-".join(key)


class _Building:
    def __init__(self, pathway: Pathway, language: Language, contents: Contents) -> None:
        self.pathway, self.language = pathway, language
        self.boxes = {box.key: box for group in contents.groups for box in group.boxes}
        self.before: dict[Key, list[Key]] = defaultdict(list)
        for arrow in contents.arrows:
            self.before[arrow.finish].append(arrow.start)
        self.nodes: list[Node] = []
        self.flows: list[Flow] = []

    def build(self) -> None:
        self.nodes += map(self._entry, self.pathway.entries)
        for step in self.pathway.in_order:
            self._step(step)
        early = [end for end in self.pathway.ends if end.at_once]
        self.nodes += map(self._end, early)
        self._ways([*self.pathway.in_order, *early])
        self._decision([end for end in self.pathway.ends if not end.at_once])

    def _entry(self, entry: Entry) -> Node:
        key: Key = ("entry", entry.id)
        lane = next(
            (step.role for step in self.pathway.in_order if key in self.before["step", step.id]),
            self.pathway.lead,
        )
        return Node(node_id(key), "startEvent", lane, *self._told(key, entry.title))

    def _step(self, step: Step) -> None:
        key: Key = ("step", step.id)
        name, documentation = self._told(key, step.title, step.ask)
        timer = self._timer(step)
        task = Node(node_id(key), "userTask", step.role, name, documentation, step, timer=timer)
        self._held_back(step)
        if not step.jointly:
            self.nodes.append(task)
            return
        shares = [
            Node(f"{task.id}-{role}", "userTask", role, name, documentation)
            for role in step.jointly
        ]
        opens = Node(_asking(step), "parallelGateway", step.role)
        closes = Node(_exit(step), "parallelGateway", step.role)
        self.nodes += [opens, task, *shares, closes]
        for one in (task, *shares):
            self.flows += [Flow(opens.id, one.id), Flow(one.id, closes.id)]

    def _held_back(self, step: Step) -> None:
        if step.not_before is None:
            return
        words = say("Not before: {when}", when=not_before_words(step.not_before, self.pathway))
        name = words.in_(self.language)
        event = Node(
            _entrance(step), "intermediateCatchEvent", step.role, name, held_back=step.not_before
        )
        self.nodes.append(event)
        self.flows.append(Flow(event.id, _asking(step)))

    def _timer(self, step: Step) -> Timer | None:
        """None for working days: how long they take, only a calendar knows."""
        limit = step.limit
        if limit is None or not limit.amount or limit.unit not in _DURATIONS:
            return None
        words = say("Deadline: {limit}", limit=deadline_words(step))
        return Timer(_DURATIONS[limit.unit].format(limit.amount), words.in_(self.language))

    def _end(self, end: End) -> Node:
        key: Key = ("end", end.id)
        told = self._told(key, end.title)
        return Node(node_id(key), "endEvent", self.pathway.lead, *told, at_once=end.at_once)

    def _told(
        self, key: Key, title: Label, ask: Label | None = None
    ) -> tuple[str, tuple[str, ...]]:
        """The title, and what else is to be known: first the title in the other languages."""
        others = [title.in_(one) for one in get_args(Language) if one != self.language]
        asked = [ask.in_(self.language)] if ask is not None else []
        box = self.boxes[key]
        lines = [line.text for line in box.lines if line.manner != "title"]
        return title.in_(self.language), (*others, *asked, *lines, self._origin(key, box))

    def _origin(self, key: Key, box: Box) -> str:
        origin, source = ORIGINS[box.origin].in_(self.language), self._stated(key).source
        return f"{origin}: {source}" if source is not None else origin

    def _stated(self, key: Key) -> Stated:
        match key:
            case ("entry", name):
                return self.pathway.entry(name)
            case ("end", name):
                return self.pathway.end(name)
            case (_, name):
                return self.pathway.by_id[name]

    def _ways(self, targets: Sequence[_Target]) -> None:
        conditional: dict[str, list[_Target]] = defaultdict(list)
        for target in targets:
            source = self._source(target)
            if target.when is not None and not self._begins(target):
                conditional[source].append(target)
            else:
                self.flows.append(Flow(source, _entrance(target)))
        for source, chosen in conditional.items():
            self._choice(source, chosen)

    def _begins(self, target: _Target) -> bool:
        """What it looks at is the entry alone: only those from which it comes lead to it."""
        return isinstance(target, Step) and not target.after

    def _source(self, target: _Target) -> str:
        """What is before it: where that is more than one, the gateway in which they meet."""
        earlier = [self._outlet(key) for key in self._earlier(target)]
        if len(earlier) == 1:
            return earlier[0]
        kind: NodeKind = "exclusiveGateway" if self._begins(target) else "inclusiveGateway"
        meeting = Node(f"before-{_name(target)}", kind, self._lane(target))
        self.nodes.append(meeting)
        self.flows += [Flow(one, meeting.id) for one in earlier]
        return meeting.id

    def _earlier(self, target: _Target) -> Sequence[Key]:
        if target.after or isinstance(target, Step) or target.when is None:
            return self.before[_key(target)]
        looked_at = dict.fromkeys(step for step, _ in read_condition(target.when).paths)
        return [("step", step) for step in looked_at]

    def _outlet(self, key: Key) -> str:
        kind, name = key
        return _exit(self.pathway.by_id[name]) if kind == "step" else node_id(key)

    def _choice(self, source: str, targets: Sequence[_Target]) -> None:
        kind: NodeKind = "inclusiveGateway" if len(targets) > 1 else "exclusiveGateway"
        lane = next(node.lane for node in self.nodes if node.id == source)
        choice = Node(f"after-{source}", kind, lane)
        self.nodes.append(choice)
        self.flows.append(Flow(source, choice.id))
        for target in targets:
            self.flows.append(self._if(choice.id, _entrance(target), target.when or "true"))
        self.flows.append(Flow(choice.id, _SETTLED, otherwise=True))

    def _decision(self, ends: Sequence[End]) -> None:
        """Once no step is open any more: the first end that fits."""
        followed = {flow.source for flow in self.flows}
        last = [node for node in self.nodes if node.kind != "endEvent" and node.id not in followed]
        self.flows += [Flow(node.id, _SETTLED) for node in last]
        name = say("Once every step is done or skipped").in_(self.language)
        settled = Node(_SETTLED, "inclusiveGateway", self.pathway.lead, name)
        decided = Node(_DECIDED, "exclusiveGateway", self.pathway.lead)
        self.nodes += [settled, decided, *map(self._end, ends)]
        self.flows.append(Flow(settled.id, decided.id))
        self.flows += [self._to_end(end) for end in ends]

    def _to_end(self, end: End) -> Flow:
        target = node_id(("end", end.id))
        done = " || ".join(f"{step} != null" for step in end.after)
        wanted = [part for part in (done, end.when) if part]
        if not wanted:
            return Flow(_DECIDED, target, otherwise=True)
        condition = wanted[0] if len(wanted) == 1 else " && ".join(f"({one})" for one in wanted)
        if end.when is not None:
            return self._if(_DECIDED, target, end.when, condition)
        titles = "; ".join(self.pathway.title_of(step).in_(self.language) for step in end.after)
        after = say("After: {steps}", steps=titles)
        return Flow(_DECIDED, target, after.in_(self.language), condition)

    def _if(self, source: str, target: str, when: str, condition: str | None = None) -> Flow:
        words = say("If {condition}", condition=in_words(when, self.pathway))
        return Flow(source, target, words.in_(self.language), condition or when)

    def _lane(self, target: _Target) -> str:
        return target.role if isinstance(target, Step) else self.pathway.lead


def _key(target: _Target) -> Key:
    return ("step", target.id) if isinstance(target, Step) else ("end", target.id)


def _name(target: _Target) -> str:
    return node_id(_key(target))


def _entrance(target: _Target) -> str:
    """Of a step that is held back, the event that lets time pass."""
    if isinstance(target, End):
        return _name(target)
    return _asking(target) if target.not_before is None else f"holds-{_name(target)}"


def _asking(step: Step) -> str:
    """Of a step that is asked jointly, the gateway that asks all of them."""
    return f"opens-{_name(step)}" if step.jointly else _name(step)


def _exit(step: Step) -> str:
    return f"closes-{_name(step)}" if step.jointly else _name(step)
