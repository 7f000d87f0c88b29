"""How arrows run: between columns and between rows, never through a cell.

An upright channel runs left of each column and right of the last, a level one above each
row and below the last. All arrows that leave one box share one track of a channel, and
nobody else's runs on it.

Places are counted in quarters of a cell: a channel stands at 4 n, the cell n in the middle
between it and the next.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Literal, TypeAlias

from domain.documents.diagram.contents import Arrow, Key
from domain.documents.diagram.grid import Cell, Grid

Direction = Literal["upright", "level"]
Channel: TypeAlias = tuple[Direction, int]
_Turn: TypeAlias = tuple[int, int]
"""A place along a channel, and what is there: a place across it."""

QUARTERS = 4
MIDDLE = 2
LOWER = 3
_LOAD = 0.4
_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Way:
    """The channels that an arrow runs through, one after the other; none: straight on.

    `from_above`: it comes down on the box from the last of them.
    """

    arrow: Arrow
    channels: tuple[Channel, ...]
    from_above: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """What the arrows of one box take of one channel, and where they branch off to each side.

    `before` is left or above, `behind` right or below.
    """

    before: frozenset[int]
    behind: frozenset[int]
    first: int
    last: int

    @classmethod
    def along(cls, channel: Channel, turns: Iterable[_Turn]) -> Run:
        known = set(turns)
        places = [place for place, _ in known]
        before = frozenset(place for place, side in known if side < channel[1] * QUARTERS)
        behind = frozenset(place for place, side in known if side > channel[1] * QUARTERS)
        return cls(before, behind, min(places), max(places))

    def meets(self, other: Run) -> bool:
        return self.first <= other.last and other.first <= self.last

    def crossings_before(self, other: Run) -> int:
        """How often they cross when this one runs on the track before the other's."""
        mine = sum(other.first <= place <= other.last for place in self.behind)
        return mine + sum(self.first <= place <= self.last for place in other.before)


@dataclass(frozen=True, slots=True)
class Routing:
    """`tracks`: for each channel, on which of its tracks the arrows of a box run.

    `lowered`: boxes whose arrows leave below where others' arrows come in beside them.
    """

    ways: tuple[Way, ...]
    tracks: Mapping[Channel, Mapping[Key, int]]
    lowered: frozenset[Key]

    def number(self, channel: Channel) -> int:
        return 1 + max(self.tracks.get(channel, {}).values(), default=-1)


def routing(grid: Grid, arrows: Sequence[Arrow]) -> Routing:
    pathfinder = _Pathfinder(grid)
    ways = tuple(pathfinder.way(arrow) for arrow in arrows)
    lowered = frozenset(_lowered(grid, ways))
    runs = _runs(grid, ways, lowered)
    return Routing(ways, {channel: _tracks(found) for channel, found in runs.items()}, lowered)


class _Pathfinder:
    def __init__(self, grid: Grid) -> None:
        self.grid = grid
        self.taken = {cell: key for key, cell in grid.cells.items()}
        self.users: dict[int, set[Key]] = defaultdict(set)

    def way(self, arrow: Arrow) -> Way:
        start, finish = self.grid.cells[arrow.start], self.grid.cells[arrow.finish]
        if self._right_below(start, finish):
            return Way(arrow, (), from_above=True)
        outside: Channel = ("upright", start.column + 1)
        if finish.column == start.column + 1:
            return Way(arrow, (outside,))
        if finish.column == start.column and finish.row not in self.grid.starts:
            self.users[finish.row].add(arrow.start)
            return Way(arrow, (outside, ("level", finish.row)), from_above=True)
        between = self._level(arrow.start, start, finish)
        self.users[between].add(arrow.start)
        return Way(arrow, (outside, ("level", between), ("upright", finish.column)))

    def _right_below(self, start: Cell, finish: Cell) -> bool:
        below = finish == Cell(start.row + 1, start.column)
        return below and finish.row not in self.grid.starts

    def _level(self, source: Key, start: Cell, finish: Cell) -> int:
        """The channel with the shortest way, rather an empty one or one's own."""
        leaves, arrives = (cell.row * QUARTERS + MIDDLE for cell in (start, finish))

        def cost(row: int) -> tuple[float, int]:
            place = row * QUARTERS
            way = abs(place - leaves) + abs(place - arrives)
            own = source in self.users[row]
            load = len(self.users[row]) - own
            return way / QUARTERS + _LOAD * load - own, row

        return min(range(1, self.grid.rows + 1), key=cost)


def _lowered(grid: Grid, ways: Sequence[Way]) -> Iterator[Key]:
    """Whose arrows turn off right where another box's arrows come in on the same height."""
    entered: dict[Cell, set[Key]] = defaultdict(set)
    for way in ways:
        if not way.from_above:
            entered[grid.cells[way.arrow.finish]].add(way.arrow.start)
    for way in ways:
        start, finish = grid.cells[way.arrow.start], grid.cells[way.arrow.finish]
        beside = Cell(start.row, start.column + 1)
        if way.channels and finish != beside and entered[beside] - {way.arrow.start}:
            yield way.arrow.start


def _runs(
    grid: Grid, ways: Sequence[Way], lowered: frozenset[Key]
) -> dict[Channel, dict[Key, Run]]:
    turns: dict[Channel, dict[Key, list[_Turn]]] = defaultdict(lambda: defaultdict(list))
    for way in ways:
        source = way.arrow.start
        for channel, came_from, goes_to in _hops(grid, way, source in lowered):
            turns[channel][source] += [came_from, goes_to]
    return {
        channel: {key: Run.along(channel, found) for key, found in users.items()}
        for channel, users in turns.items()
    }


def _hops(grid: Grid, way: Way, low: bool) -> Iterator[tuple[Channel, _Turn, _Turn]]:  # noqa: FBT001
    """For each channel of the way, where it is entered and where it is left."""
    start, finish = grid.cells[way.arrow.start], grid.cells[way.arrow.finish]
    leaves = start.row * QUARTERS + (LOWER if low else MIDDLE), start.column * QUARTERS + MIDDLE
    arrives = finish.row * QUARTERS + MIDDLE, finish.column * QUARTERS + MIDDLE
    if way.from_above:
        arrives = arrives[1], arrives[0]
    numbers = [number * QUARTERS for _, number in way.channels]
    for at, channel in enumerate(way.channels):
        came = leaves
        if at:
            came = numbers[at - 1], numbers[at - 2] if at > 1 else leaves[0]
        goes = arrives
        if at + 1 < len(numbers):
            goes = numbers[at + 1], numbers[at + 2] if at + 2 < len(numbers) else arrives[0]
        yield channel, came, goes


def _tracks(runs: Mapping[Key, Run]) -> dict[Key, int]:
    """Tracks in an order in which few arrows cross; runs that do not meet may share one."""
    tracks = dict.fromkeys(runs, 0)
    bent = [key for key, run in runs.items() if run.first < run.last]
    placed: list[Key] = []
    for key in _in_order(bent, runs):
        beside = [tracks[other] for other in placed if runs[key].meets(runs[other])]
        tracks[key] = 1 + max(beside, default=-1)
        placed.append(key)
    return tracks


def _in_order(keys: Sequence[Key], runs: Mapping[Key, Run]) -> list[Key]:
    gains = {
        (one, other): runs[other].crossings_before(runs[one])
        - runs[one].crossings_before(runs[other])
        for one, other in permutations(keys, 2)
        if runs[one].meets(runs[other])
    }
    order: list[Key] = []
    for _ in range(_ROUNDS):
        for key in keys:
            if key in order:
                order.remove(key)
            order.insert(_best_place(key, order, gains), key)
    return order


def _best_place(key: Key, order: Sequence[Key], gains: Mapping[tuple[Key, Key], int]) -> int:
    """Where the fewest crossings are, with those already in order.

    `gains` says how many crossings fewer there are with the first before the second.
    """
    more, best, fewest = 0, 0, 0
    for place, other in enumerate(order, 1):
        more += gains.get((key, other), 0)
        if more < fewest:
            best, fewest = place, more
    return best
