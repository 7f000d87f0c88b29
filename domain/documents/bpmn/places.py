"""Where the nodes of a process stand: in columns from left to right, in rows within their lanes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from graphlib import TopologicalSorter

from domain.documents.bpmn.process import Flow, Node, NodeKind, Process
from domain.documents.diagram.contents import Arrow, Key
from domain.documents.diagram.grid import Cell, Grid
from domain.documents.diagram.layout import without_idle_points
from domain.documents.diagram.routing import Channel, Routing, Way, routing
from domain.documents.diagram.sheet import Point, Rectangle

HEADING = 30
"""The strip at the left of a pool or a lane, with its name."""
_TASK = (150, 80)
_GATEWAY = (44, 44)
_EVENT = (36, 36)
_SIZES: Mapping[NodeKind, tuple[float, float]] = {
    "startEvent": _EVENT,
    "userTask": _TASK,
    "endEvent": _EVENT,
    "intermediateCatchEvent": _EVENT,
    "exclusiveGateway": _GATEWAY,
    "inclusiveGateway": _GATEWAY,
    "parallelGateway": _GATEWAY,
}
_ROW = 90
_GAP = 34
_SPACING = 8
_LOWER = 30
LABEL = 200
"""Room for the words of a condition, left of what it leads to."""
_TIMER = 30
_INDENT = 16
_DROP = 14
_LATE = 24
_BELOW = 60
"""Room for the timer of a task, and for what it leads to."""


@dataclass(frozen=True, slots=True)
class Places:
    pool: Rectangle
    lanes: Mapping[str, Rectangle]
    nodes: Mapping[str, Rectangle]
    flows: Mapping[str, tuple[Point, ...]]


def placed(process: Process, roles: Sequence[str]) -> Places:
    """The lanes in the order of `roles`; those in which nothing stands are left out."""
    columns = _columns(process)
    rows = _Rows(process, columns, roles)
    cells = {_key(node.id): Cell(rows.of[node.id], columns[node.id]) for node in process.nodes}
    grid = Grid(cells, (), (0,), rows.number, max(columns.values()) + 1)
    arrows = [Arrow(_key(flow.source), _key(flow.target)) for flow in process.flows]
    return _Placing(process, grid, routing(grid, arrows), rows).places()


def timer_of(task: Rectangle) -> Rectangle:
    """On its lower edge."""
    return Rectangle(task.x + _INDENT, task.bottom - _TIMER / 2, _TIMER, _TIMER)


def late_of(timer: Rectangle) -> Rectangle:
    """Below it."""
    x = timer.x + (timer.width - _LATE) / 2
    return Rectangle(x, timer.bottom + _DROP, _LATE, _LATE)


def _key(node: str) -> Key:
    """To the routing, every node is a box like a step's."""
    return "step", node


def _columns(process: Process) -> dict[str, int]:
    """Each behind all that leads to it."""
    sources: dict[str, list[str]] = {node.id: [] for node in process.nodes}
    for flow in process.flows:
        sources[flow.target].append(flow.source)
    columns: dict[str, int] = {}
    for node in TopologicalSorter(sources).static_order():
        columns[node] = 1 + max((columns[source] for source in sources[node]), default=-1)
    return columns


class _Rows:
    """`of` each node, counted through all lanes; `first` of each lane."""

    def __init__(self, process: Process, columns: Mapping[str, int], roles: Sequence[str]) -> None:
        self.of: dict[str, int] = {}
        self.first: dict[str, int] = {}
        self.number = 0
        sources = {flow.target: flow.source for flow in reversed(process.flows)}
        for role in roles:
            nodes = [node for node in process.nodes if node.lane == role]
            if nodes:
                self.first[role] = self.number
                self._fill(sorted(nodes, key=lambda node: columns[node.id]), columns, sources)

    def _fill(
        self, nodes: Iterable[Node], columns: Mapping[str, int], sources: Mapping[str, str]
    ) -> None:
        """In the row of what leads to it, if there is room, else in the first that has some."""
        top, taken = self.number, set()
        for node in nodes:
            column = columns[node.id]
            row = self.of.get(sources.get(node.id, ""), -1)
            if row < top or (row, column) in taken:
                row = next(n for n in range(top, top + len(columns)) if (n, column) not in taken)
            taken.add((row, column))
            self.of[node.id] = row
            self.number = max(self.number, row + 1)


class _Placing:
    def __init__(self, process: Process, grid: Grid, paths: Routing, rows: _Rows) -> None:
        self.process, self.grid, self.paths, self.rows = process, grid, paths, rows
        self.lefts, self.gutters, self.widths = self._across()
        self.levels, self.tops = self._down()

    def places(self) -> Places:
        nodes = {node.id: self._node(node) for node in self.process.nodes}
        right = self.lefts[-1] + self.widths[-1] + self._breadth(("upright", self.grid.columns), 30)
        bottom = self.levels[-1] + self._breadth(("level", self.grid.rows), _GAP)
        ways = zip(self.process.flows, self.paths.ways, strict=True)
        return Places(
            Rectangle(0, 0, right, bottom),
            dict(self._lanes(right, bottom)),
            nodes,
            {
                flow.id: tuple(without_idle_points(self._points(flow, way, nodes)))
                for flow, way in ways
            },
        )

    def _across(self) -> tuple[list[float], list[float], list[float]]:
        """Where each column begins, how wide the gutter before it is, and how wide it is itself."""
        widths = [0.0] * self.grid.columns
        named = {flow.target for flow in self.process.flows if flow.name}
        labelled = set()
        for node in self.process.nodes:
            column = self.grid.cells[_key(node.id)].column
            widths[column] = max(widths[column], _SIZES[node.kind][0])
            if node.id in named:
                labelled.add(column)
        lefts, gutters, x = [], [], 2.0 * HEADING
        for column, width in enumerate(widths):
            gutter = self._breadth(("upright", column), 30) + (LABEL if column in labelled else 0)
            gutters.append(gutter)
            lefts.append(x + gutter)
            x += gutter + width
        return lefts, gutters, widths

    def _down(self) -> tuple[list[float], list[float]]:
        levels, tops, y = [], [], 0.0
        timed = {self.rows.of[node.id] for node in self.process.nodes if node.timer}
        for row in range(self.grid.rows):
            levels.append(y)
            tops.append(y + self._breadth(("level", row), _GAP))
            y = tops[-1] + _ROW + (_BELOW if row in timed else 0)
        return [*levels, y], tops

    def _breadth(self, channel: Channel, least: float) -> float:
        return max(least, (self.paths.number(channel) + 2) * _SPACING)

    def _lanes(self, right: float, bottom: float) -> Iterator[tuple[str, Rectangle]]:
        begins = [*self.rows.first.values(), None]
        for (role, first), after in zip(self.rows.first.items(), begins[1:], strict=True):
            top = self.levels[first]
            end = bottom if after is None else self.levels[after]
            yield role, Rectangle(HEADING, top, right - HEADING, end - top)

    def _node(self, node: Node) -> Rectangle:
        cell, (width, height) = self.grid.cells[_key(node.id)], _SIZES[node.kind]
        x = self.lefts[cell.column] + (self.widths[cell.column] - width) / 2
        return Rectangle(x, self.tops[cell.row] + (_ROW - height) / 2, width, height)

    def _points(self, flow: Flow, way: Way, nodes: Mapping[str, Rectangle]) -> Iterator[Point]:
        start, finish = nodes[flow.source], nodes[flow.target]
        x, y = start.right, start.y + start.height / 2
        if way.arrow.start in self.paths.lowered:
            y += _LOWER
            if y > start.bottom:
                x = start.x + start.width / 2
                yield x, start.bottom
        yield x, y
        for channel in way.channels:
            track = self._track(channel, way.arrow.start)
            x, y = (track, y) if channel[0] == "upright" else (x, track)
            yield x, y
        y = finish.y + finish.height / 2
        yield x, y
        yield finish.x, y

    def _track(self, channel: Channel, key: Key) -> float:
        """Its x where it is upright, its y where it is level."""
        direction, number = channel
        track = (self.paths.tracks[channel][key] + 1) * _SPACING
        if direction == "level":
            return self.levels[number] + track
        left = self.lefts[number] - self.gutters[number] if number < len(self.lefts) else None
        return (self.lefts[-1] + self.widths[-1] if left is None else left) + track
