"""What many plays of a pathway come to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from statistics import median

from domain.simulation.plays import Listed, Play, Told

Days = float


@dataclass(frozen=True, slots=True)
class Tally:
    """`ends` by end, None for those that came to none. Days are of those that came to one.

    `slowest` has for each step the median days from the asking to the answer, the longest first;
    `nobody` how often the directory had no agency for a step; `told` how many messages of a kind.
    """

    journeys: int
    ends: Mapping[str | None, int]
    median_days: Days | None
    longest_days: Days | None
    slowest: Mapping[str, Days]
    nobody: Mapping[str, int]
    told: Mapping[str, int]


@dataclass(slots=True)
class _Counting:
    """Counts one play after the other, so that none need be kept."""

    ends: Counter[str | None] = field(default_factory=Counter)
    days: list[Days] = field(default_factory=list)
    by_step: dict[str, list[Days]] = field(default_factory=dict)
    nobody: Counter[str] = field(default_factory=Counter)
    told: Counter[str] = field(default_factory=Counter)

    def add(self, play: Play) -> None:
        self.ends[play.end.id if play.end else None] += 1
        if play.end is not None:
            self.days.append(_days(play.last_at - play.began_at))
        for request in play.state.requests.values():
            if request.answered_at is not None:
                taken = _days(request.answered_at - request.asked.at)
                self.by_step.setdefault(request.key.step, []).append(taken)
        for one in play.happenings:
            if isinstance(one, Told):
                self.told[one.kind] += 1
            elif isinstance(one, Listed) and one.reason == "nobody":
                self.nobody[one.about.partition("[")[0]] += 1

    def tally(self) -> Tally:
        medians = {step: median(days) for step, days in self.by_step.items()}
        return Tally(
            journeys=self.ends.total(),
            ends=dict(self.ends.most_common()),
            median_days=median(self.days) if self.days else None,
            longest_days=max(self.days, default=None),
            slowest=dict(sorted(medians.items(), key=lambda one: -one[1])),
            nobody=dict(self.nobody.most_common()),
            told=dict(self.told),
        )


def tally(plays: Iterable[Play]) -> Tally:
    counting = _Counting()
    for play in plays:
        counting.add(play)
    return counting.tally()


def _days(stretch: timedelta) -> Days:
    return stretch / timedelta(days=1)
