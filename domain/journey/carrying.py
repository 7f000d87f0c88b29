"""What a plan comes to in the world: which facts it makes, who is told, what waits for the lead.

Pure. Casework writes it down and sends it; the simulation shows it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.journey.consenting import consent_ends, must_wait, without_consent
from domain.journey.depending import to_be_reviewed
from domain.journey.entering import CannotOpen, check_entry
from domain.journey.facts import Asked, RequestKey, Withdrawn
from domain.journey.fold_and_plan import Plan, ToAsk
from domain.journey.passing import newcomers, undecided
from domain.journey.seconding import left_unconfirmed, silence_ends, turned_down, unconfirmed
from domain.journey.state import Request, State
from domain.journey.telling import Telling, telling_of
from domain.journey.world import World, area_named, area_of
from domain.pathway.template import End, HandOver, Pathway

LOOK_FOR_AGENCY_AGAIN = timedelta(hours=1)
"""How soon the directory is asked again for what nobody could be asked (design)."""

Wait = tuple[str, str]
"""What waits for the lead, as `unit_name` says it, and the reason."""

LOOKED_FOR = frozenset({"nobody", "declined", "not_received", "split"})
LOOKED_UP_ALWAYS = frozenset(
    {"split", "new_colleague", "second_person", "not_confirmed", "left_unconfirmed"}
    | {"question", "more_time", "correction", "taken_back", "unsafe_after", "answered_before"}
    | {"code_locked", "answer_suspect"}
)
ENDED_BY_AN_ANSWER = frozenset({"no_answer", "not_delivered"})


@dataclass(frozen=True, slots=True)
class Due:
    """The facts that it is time for. `end` is reached, and reached alone."""

    withdrawn: tuple[Withdrawn, ...]
    asked: tuple[Asked, ...]
    end: End | None


@dataclass(frozen=True, slots=True)
class Attention:
    """What is to be said now, all that stands on the lead's list, and when to look again.

    `facts_due`: the journey has facts to write as well.
    """

    told: tuple[Telling, ...]
    waits: tuple[Wait, ...]
    look_again_at: datetime | None
    facts_due: bool


@dataclass(frozen=True, slots=True)
class Destination:
    """Where the case's next journey begins."""

    pathway: str
    entry: str
    area: str


def due(
    pathway: Pathway,
    state: State,
    world: World,
    todo: Plan,
    now: datetime,
    besides: Sequence[Wait] = (),
) -> Due:
    """`besides` as in `attention`."""
    gone = (*todo.withdrawals, *without_consent(pathway, state, world, now))
    found = (_asked(pathway, state, world, ask, now) for ask in todo.asks)
    held = _is_held(pathway, state, todo, besides)
    return Due(
        tuple(Withdrawn(at=now, key=key, by_plan=True) for key in dict.fromkeys(gone)),
        tuple(asked for asked in found if isinstance(asked, Asked)),
        pathway.end(todo.end) if todo.end and not held else None,
    )


def attention(
    pathway: Pathway,
    state: State,
    world: World,
    todo: Plan,
    now: datetime,
    listed: Sequence[Wait],
    besides: Sequence[Wait] = (),
) -> Attention:
    """Of a journey that is open. `listed` is what stands on the lead's list until now, `besides`
    what no fact tells.
    """
    split = undecided(state, world, now)
    alone = unconfirmed(pathway, state, world.directory, now)
    gone = without_consent(pathway, state, world, now)
    # Who has passed on what it had, or may not have it any more, is not to be reminded of it; nor
    # who has answered, and only lacks a second person, whom the lead is to find now.
    nudges = [
        (nudge, telling_of(nudge, state.requests[nudge.key], world))
        for nudge in todo.nudges
        if nudge.key not in (*split, *alone, *gone)
    ]
    stuck = [
        (unit_name(ask.key), asked)
        for ask in todo.asks
        if isinstance(asked := _asked(pathway, state, world, ask, now), str)
    ]
    held = _is_held(pathway, state, todo, besides)
    silent = silence_ends(state, now)
    ends = not held and _can_end(pathway, state, world, todo, now)
    if state.paused is not None or state.stopped is not None:
        waits = _as_it_was(state, listed)
        waits += [wait for wait in _dangers(state) if wait not in waits]
        waits += [wait for wait in besides if wait[1] in LOOKED_UP_ALWAYS]
    else:
        waits = list(stuck)
        waits += [(todo.end, "not_received")] if todo.end and not ends and not held else []
        waits += [(unit_name(key), _why_undecided(state, key)) for key in todo.undecided]
        waits += besides
        waits += [(place, "unclear") for place in todo.unclear]
    waits += [(unit_name(key), "split") for key in split]
    waits += [(unit_name(key), "new_colleague") for key in newcomers(state)]
    waits += [(unit_name(key), "second_person") for key in alone]
    waits += [(unit_name(key), "not_confirmed") for key in turned_down(state)]
    waits += [(unit_name(key), "left_unconfirmed") for key in left_unconfirmed(state)]
    waits += [(unit_name(key), "answered_before") for key in to_be_reviewed(pathway, state)]
    waits += _for_the_lead_to_settle(state)
    waits += [(unit_name(nudge.key), "no_answer") for nudge, told in nudges if told is None]
    return Attention(
        tuple(told for _, told in nudges if told is not None),
        tuple(waits),
        _look_again(todo, waits, (consent_ends(pathway, state, world, now), *silent), now),
        len(stuck) < len(todo.asks)
        or ends
        or state.gone_for_good(now)
        or bool(todo.withdrawals or gone),
    )


def destination(state: State, world: World, way: HandOver, now: datetime) -> Destination | None:
    """Where the person goes on. None: the area's policy names no pathway that receives from
    elsewhere, or the one that is named takes nobody in.
    """
    area = area_named(way.area, state)
    receiving = world.policy(area, now).receives
    pathway = way.pathway or (receiving.pathway if receiving else None)
    entry = way.entry or (receiving.entry if receiving else None)
    if area is None or pathway is None or entry is None:
        return None
    found = world.pathway_in_use(pathway)
    if found is None:
        return None
    try:
        check_entry(found, entry, area, world.areas, world.day(now))
    except CannotOpen:
        return None
    return Destination(pathway, entry, area)


def unit_name(key: RequestKey) -> str:
    """`step` or `step[item]`: what the lead's list and the command line call it."""
    return f"{key.step}[{key.item}]" if key.item else key.step


def _asked(pathway: Pathway, state: State, world: World, ask: ToAsk, now: datetime) -> Asked | str:
    """The fact of asking it now, or the reason for which it waits for the lead."""
    step = pathway.by_id[ask.key.step]
    agency = world.next_agency(pathway, ask, area_of(step, state), now)
    if agency is None:
        return "declined" if ask.tried else "nobody"
    asked = world.asked(pathway, state, ask.key, agency, now)
    return "no_consent" if must_wait(step, asked) else asked


def _can_end(pathway: Pathway, state: State, world: World, todo: Plan, now: datetime) -> bool:
    if todo.end is None:
        return False
    way = pathway.end(todo.end).hands_over
    return way is None or destination(state, world, way, now) is not None


def _is_held(pathway: Pathway, state: State, todo: Plan, besides: Sequence[Wait]) -> bool:
    """A correction that nobody has settled may decide where the journey ends, and so may what has
    to be answered anew for it, or was answered by a stranger; what ends at once does not wait.
    """
    unsettled = any(each.is_being_corrected for each in state.requests.values())
    unsettled = unsettled or bool(to_be_reviewed(pathway, state))
    unsettled = unsettled or any(reason == "answer_suspect" for _, reason in besides)
    return unsettled and todo.end is not None and not pathway.end(todo.end).at_once


def _for_the_lead_to_settle(state: State) -> list[Wait]:
    """What agencies have asked the coordinator, and nobody has answered."""
    asked = [(r, "question") for r in state.waiting if r.question is not None]
    asked += [(r, "more_time") for r in state.waiting if r.time_wanted is not None]
    asked += [(r, _why_corrected(r)) for r in state.wanting_correction]
    # What two agencies answered under one name may both be to be corrected.
    return list(dict.fromkeys((unit_name(request.key), reason) for request, reason in asked))


def _why_corrected(request: Request) -> str:
    sent = request.correction_sent
    return "unsafe_after" if sent is not None and sent.reason == "unsafe" else "correction"


def _as_it_was(state: State, listed: Sequence[Wait]) -> list[Wait]:
    """While a journey rests nothing new comes on the list, and only an answer takes a line off."""
    waiting = {unit_name(request.key) for request in state.waiting}
    return [
        (about, reason)
        for about, reason in listed
        if reason not in LOOKED_UP_ALWAYS and (about in waiting or reason not in ENDED_BY_AN_ANSWER)
    ]


def _dangers(state: State) -> list[Wait]:
    """What a pause does not keep from the lead."""
    last = (state.rounds(*unit)[-1] for unit in {key[:2]: None for key in state.requests})
    return [
        (unit_name(request.key), "unsafe")
        for request in last
        if request.declined_because == "unsafe"
        and not state.is_skipped(request.key.step, request.key.item)
    ]


def _why_undecided(state: State, key: RequestKey) -> str:
    return state.requests[key].declined_because or "withdrawn"


def _look_again(
    todo: Plan, waits: Sequence[Wait], besides: Sequence[datetime | None], now: datetime
) -> datetime | None:
    ahead = (moment for moment in (todo.look_again_at, *besides) if moment is not None)
    again = min(ahead, default=None)
    if any(reason in LOOKED_FOR for _, reason in waits):
        return min(again or now + LOOK_FOR_AGENCY_AGAIN, now + LOOK_FOR_AGENCY_AGAIN)
    return again
