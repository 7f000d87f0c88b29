"""What is wrong in a file that an administrator wrote: where, and what to do about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from domain.errors import ReferralError
from domain.explaining import Explanation, explained
from domain.texts import Message, Value

_INWARD = " › "


class Wrong(ValueError):
    """Raised by a validator of ours: what is wrong, and what to do. `faults_of` passes it on."""

    def __init__(self, problem: Message, mend: Message) -> None:
        super().__init__(problem.in_("en"))
        self.problem = problem
        self.mend = mend


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong. `place` reads from the outside in, as `place_of` writes it."""

    place: str
    problem: Message
    mend: Message

    @property
    def message(self) -> Message:
        parts: dict[str, Value] = {"place": self.place, "problem": self.problem, "mend": self.mend}
        return Message("{place}: {problem} {mend}" if self.place else "{problem} {mend}", parts)


class Faults(ReferralError):
    """Not to be taken as it is written. `faults` has all that is wrong, each on its own."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        lines = {f"line_{n}": fault.message for n, fault in enumerate(faults)}
        super().__init__(Message("\n".join(f"{{{name}}}" for name in lines), lines))
        self.faults = tuple(faults)


def place_of(*parts: str) -> str:
    return _INWARD.join(parts)


def parts_of(place: str) -> list[str]:
    """What `place_of` put together."""
    return place.split(_INWARD)


def faults_of(error: ValidationError, data: object = None) -> tuple[Fault, ...]:
    """All that Pydantic found, in plain words.

    With the input as `data`, a place names the ids of list items; without, their positions,
    counted from 1.
    """
    found = error.errors(include_url=False)
    traces = [_traced(details, data) for details in found if not _echoes_its_entries(details)]
    return tuple(
        Fault(place_of(*trace.place), *_explained(trace.details))
        for trace in _without_rejected_alternatives(traces)
    )


def _echoes_its_entries(details: ErrorDetails) -> bool:
    # A list that is long enough is called too short as well when an entry of it is wrong.
    return details["type"] == "too_short" and len(details["input"]) >= details["ctx"]["min_length"]


@dataclass(frozen=True, slots=True)
class _Trace:
    """An error with its place in the file and, behind a union, the alternative that was tried."""

    details: ErrorDetails
    place: tuple[str, ...]
    fork: tuple[str, ...] | None
    alternative: str


def _traced(details: ErrorDetails, data: object) -> _Trace:
    place: list[str] = []
    fork, alternative = None, ""
    here = data
    loc = details["loc"]
    for index, part in enumerate(loc):
        names_what_is_missing = details["type"] == "missing" and index == len(loc) - 1
        if data is None or names_what_is_missing or isinstance(part, int) or _has(here, part):
            here = _inside(here, part)
            place.append(_name_of(here, part))
        elif part != "[key]" and fork is None:
            fork, alternative = tuple(place), part
    return _Trace(details, tuple(place), fork, alternative)


def _has(here: object, part: str) -> bool:
    return isinstance(here, dict) and part in here


def _inside(here: object, part: str | int) -> object:
    if isinstance(here, dict):
        return here.get(part)
    if isinstance(here, list | tuple) and isinstance(part, int):
        return here[part]
    return None


def _name_of(item: object, part: str | int) -> str:
    if isinstance(part, str):
        return part
    named = item.get("id") if isinstance(item, dict) else None
    return named if isinstance(named, str) and named else str(part + 1)


def _without_rejected_alternatives(traces: Iterable[_Trace]) -> Iterator[_Trace]:
    # Where several kinds of value are allowed, Pydantic complains once for each of them. The one
    # that it got furthest into is what the author meant.
    for fork, together in groupby(traces, key=lambda trace: trace.fork):
        if fork is None:
            yield from together
            continue
        tried: dict[str, list[_Trace]] = {}
        for trace in together:
            tried.setdefault(trace.alternative, []).append(trace)
        yield from max(tried.values(), key=lambda t: (max(len(e.place) for e in t), -len(t)))


def _explained(details: ErrorDetails) -> Explanation:
    reason = details.get("ctx", {}).get("error")
    return (reason.problem, reason.mend) if isinstance(reason, Wrong) else explained(details)
