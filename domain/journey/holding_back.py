"""From when a step may be asked that lets some time pass first, as for reflection. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, tzinfo
from zoneinfo import ZoneInfo

from domain.journey.state import Request, State
from domain.pathway.rounds import nth
from domain.pathway.template import FieldPath, Step
from domain.values import Values


def asked_from(step: Step, state: State, answers: Mapping[str, Values]) -> datetime | None:
    """None: there is nothing to wait for. Given that the step's turn has come.

    Counted in the time zone of the agency whose answer it is counted from. Where `since` was not
    given, that is no reason to ask early: it is counted from when the turn came.
    """
    held_back = step.not_before
    if held_back is None:
        return None
    bounds = [_named_day(held_back.until, state, answers)]
    if held_back.period is not None:
        begun = _named_day(held_back.since, state, answers) or _turn(step, state)
        bounds.append(nth(begun, held_back.period, 1))
    return max((bound.astimezone(UTC) for bound in bounds if bound is not None), default=None)


def _named_day(
    path: FieldPath | None, state: State, answers: Mapping[str, Values]
) -> datetime | None:
    """The beginning of the day that was answered, if one was."""
    step, _, field = (path or "").partition(".")
    given = answers.get(step, {}).get(field)
    if not isinstance(given, str):
        return None
    return datetime.combine(date.fromisoformat(given), time.min, _zone(state.by_step[step]))


def _turn(step: Step, state: State) -> datetime:
    """When the last of what it comes after was done, or skipped by a person."""
    assert state.opened is not None  # noqa: S101 - a journey is opened by its first fact
    earlier = [each for name in step.after for each in state.by_step.get(name, ())]
    done = [each.answered_at for each in earlier if each.status == "done" and each.answered_at]
    skipped = [at for (name, _), at in state.skipped.items() if name in step.after]
    return max([*done, *skipped], default=state.opened.at).astimezone(_zone(earlier))


def _zone(requests: Sequence[Request]) -> tzinfo:
    return ZoneInfo(requests[-1].asked.zone) if requests else UTC
