"""One run of `benchmarks.wake`: what is done with each way, and what came out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.filters import FlowRunFilter, FlowRunFilterId

from benchmarks.measuring import (
    PATIENCE,
    SETTLES_WITHIN,
    Answered,
    Spent,
    by_the_clock,
    idle,
    let_pass,
    one_at_a_time,
)
from benchmarks.processes import Processes, memory
from benchmarks.report import say
from benchmarks.site import LENGTHS, until
from benchmarks.ways import Way


@dataclass(slots=True)
class Measured:
    """`memory`: of all processes in bytes, by how many journeys wait. `task_runs`: by steps."""

    idle: Spent = field(default_factory=lambda: Spent(1.0, {}))
    memory: dict[int, int] = field(default_factory=dict)
    singly: list[Answered] = field(default_factory=list)
    by_the_clock: list[Answered] = field(default_factory=list)
    task_runs: dict[int, int] = field(default_factory=dict)


@dataclass(slots=True)
class Bench:
    ways: Sequence[Way]
    steps: int
    measured: dict[str, Measured] = field(default_factory=dict)
    _waiting: dict[str, list[str]] = field(default_factory=dict)

    def have_waiting(self, count: int) -> None:
        """So many journeys, for each way, wait for an answer."""
        for way, measured in self._turns():
            say(f"{way.name}: {count} journeys are to wait")
            waiting = self._waiting.setdefault(way.name, [])
            waiting += _begun(way, count - len(waiting), self.steps)
            let_pass(SETTLES_WITHIN)
            measured.memory[count] = memory(Processes.now().pids(way.parts()))

    def rest(self, seconds: float) -> None:
        for way, measured in self._turns():
            say(f"{way.name}: {seconds:g} s without an answer")
            measured.idle = idle(way, seconds)

    def one_at_a_time(self) -> None:
        for way, measured in self._turns():
            say(f"{way.name}: one answer at a time")
            [journey] = _begun(way, 1, self.steps)
            measured.singly.append(one_at_a_time(way, [journey] * (self.steps - 1)))

    def by_the_clock(self, per_second: float) -> None:
        """For each of those that wait one answer, which must not be its last."""
        for way, measured in self._turns():
            say(f"{way.name}: {per_second:g} answers a second")
            measured.by_the_clock.append(by_the_clock(way, self._waiting[way.name], per_second))

    def count_task_runs(self) -> None:
        with get_client(sync_client=True) as client:
            for way, measured in self._turns():
                for steps in (length for length in LENGTHS if length <= self.steps):
                    say(f"{way.name}: the task runs of {steps} steps")
                    measured.task_runs[steps] = _task_runs(client, way, steps)

    def _turns(self) -> Iterator[tuple[Way, Measured]]:
        """Each way in turn. What works for the other goes on; it is part of what idling costs."""
        for way in self.ways:
            yield way, self.measured.setdefault(way.name, Measured())


def _begun(way: Way, count: int, steps: int) -> list[str]:
    journeys = [way.open(steps) for _ in range(count)]
    for journey in journeys:
        _await_notice(way, journey, 1)
    return journeys


def _await_notice(way: Way, journey: str, number: int) -> None:
    if way.letters.wait_for(journey, number, within=PATIENCE) is None:
        raise TimeoutError(f"{way.name}: notice {number} of {journey} did not come.")


def _task_runs(client: SyncPrefectClient, way: Way, steps: int) -> int:
    journey = way.open(steps)
    for number in range(1, steps + 1):
        _await_notice(way, journey, number)
        way.answer(journey)
    wanted = FlowRunFilter(id=FlowRunFilterId(any_=[way.run_of(journey)]))

    def is_over() -> bool:
        run = client.read_flow_run(way.run_of(journey))
        return run.state is not None and run.state.is_final()

    until(is_over, within=PATIENCE)
    return len(client.read_task_runs(flow_run_filter=wanted, limit=200))
