"""A script that grows while it is played: whoever tries a pathway says what comes next. Pure.

Each time all of it is played again from the start; the script says nothing but what was said so
far.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from domain.clock import day_in
from domain.journey.carrying import Wait, unit_name
from domain.journey.facts import Accepted, Answered, AnyFact, Proposed, RequestKey, Skipped
from domain.simulation.plays import Listed, Play
from domain.simulation.scripts import NOTHING, Script, Taking, Turn

A_MINUTE = timedelta(minutes=1)


def answered(script: Script, play: Play, key: RequestKey, turn: Turn) -> Script:
    """That is what comes of the request now, at the moment until which it was played. Raises
    KeyError for one that was not made.
    """
    after = _since(play.state.requests[key].asked.at, play.last_at)
    turn = turn.model_copy(update={"after": after})
    return _with_turn(script, unit_name(key), _asked(play, unit_name(key)).index(key), turn)


def left_out(script: Script, play: Play, wait: Wait) -> Script:
    """The lead lets the journey go on without what stands on its list. Raises KeyError for what
    does not.
    """
    if wait not in play.waits:
        raise KeyError(wait)
    turn = Turn(says="skipped", after=_since(_listed_at(play, *wait, play.last_at), play.last_at))
    return _with_turn(script, wait[0], len(_asked(play, wait[0])), turn)


def confirmed(script: Script, play: Play, key: RequestKey) -> Script:
    """The lead has somebody else at the agency confirm the answer. Raises KeyError where nobody is
    to.
    """
    unit = unit_name(key)
    wait = (unit, "second_person")
    if wait not in play.waits:
        raise KeyError(wait)
    after = _since(_listed_at(play, *wait, play.last_at), play.last_at)
    number = _asked(play, unit).index(key)
    turn = (script.steps.get(unit) or script.steps[key.step])[number]
    return _with_turn(script, unit, number, turn.model_copy(update={"confirmed": after}))


def script_of(play: Play, script: Script) -> Script:
    """What was said in a play, by whomever: the same again, whatever chance would say now. Of
    `script` it keeps all that is no answer.
    """
    turns: dict[str, dict[RequestKey | None, Turn]] = {}
    for key in play.state.requests:
        turns.setdefault(unit_name(key), {})[key] = NOTHING
    for fact in play.facts:
        _note(fact, play, turns)
    steps = {unit: tuple(said.values()) for unit, said in turns.items()}
    return script.model_copy(update={"steps": steps, "otherwise": "silent", "lead": None})


def _note(fact: AnyFact, play: Play, turns: dict[str, dict[RequestKey | None, Turn]]) -> None:
    match fact:
        case Answered(proposed_by=None) | Proposed():
            of_unit = turns[unit_name(fact.key)]
            of_unit[fact.key] = of_unit[fact.key].model_copy(update=_said(fact, play))
        case Answered():
            unit = unit_name(fact.key)
            since = _listed_at(play, unit, "second_person", fact.at, _proposed_at(play, fact.key))
            after = {"confirmed": _since(since, fact.at)}
            turns[unit][fact.key] = turns[unit][fact.key].model_copy(update=after)
        case Accepted():
            of_unit = turns[unit_name(fact.key)]
            asked = play.state.requests[fact.key].asked
            taking = Taking(
                after=fact.at - asked.at, within=fact.until - day_in(asked.zone, fact.at)
            )
            of_unit[fact.key] = of_unit[fact.key].model_copy(update={"takes_on": taking})
        case Skipped():
            unit = unit_name(RequestKey(fact.step, fact.item))
            turns.setdefault(unit, {})[None] = Turn(
                says="skipped", after=_since(_listed_at(play, unit, None, fact.at), fact.at)
            )
        case _:
            pass


def _said(fact: Answered | Proposed, play: Play) -> dict[str, object]:
    return {
        "says": fact.verdict,
        "because": fact.reason,
        "after": _since(play.state.requests[fact.key].asked.at, fact.at),
        "answer": {name: value for name, value in fact.values.items() if value is not None},
    }


def _proposed_at(play: Play, key: RequestKey) -> datetime:
    return max(fact.at for fact in play.facts if isinstance(fact, Proposed) and fact.key == key)


def _listed_at(
    play: Play, unit: str, reason: str | None, before: datetime, otherwise: datetime | None = None
) -> datetime:
    """When it came on the lead's list, for that reason or whichever."""
    at = (
        one.at
        for one in play.happenings
        if isinstance(one, Listed) and one.about == unit and reason in (None, one.reason)
    )
    return max((moment for moment in at if moment <= before), default=otherwise or before)


def _asked(play: Play, unit: str) -> list[RequestKey]:
    return [key for key in play.state.requests if unit_name(key) == unit]


def _with_turn(script: Script, unit: str, number: int, turn: Turn) -> Script:
    """The `number`-th time, counted from 0; nobody has said anything where nothing is said."""
    step = unit.partition("[")[0]
    known = list(script.steps.get(unit) or script.steps.get(step) or ())
    known += [NOTHING] * (number - len(known))
    turns = (*known[:number], turn, *known[number + 1 :])
    return script.model_copy(update={"steps": {**script.steps, unit: turns}})


def _since(first: datetime, last: datetime) -> timedelta:
    """In whole minutes, not too early."""
    return -(-(last - first) // A_MINUTE) * A_MINUTE
