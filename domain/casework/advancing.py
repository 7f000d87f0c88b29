"""Carrying out the plan of a journey: what is asked, withdrawn, reminded, ended.

One transaction, no network: facts, requests and queued notices stand in the books before
anything is sent.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.casework.dossier import Dossier
from domain.casework.graph import Confirmation, ToSend, to_send, untold
from domain.casework.handing_over import destination, hand_over
from domain.casework.noticing import (
    tell_above,
    tell_agency,
    tell_lead,
    tell_request,
    tell_withdrawal,
)
from domain.casework.office import Office
from domain.casework.portrait import Portrait, portray
from domain.casework.world import World, area_of
from domain.directory import Agency
from domain.facts import Closed, RequestKey, Withdrawn
from domain.journey import Nudge, Plan, ToAsk, plan
from domain.pathway import End

LOOK_FOR_AGENCY_AGAIN = timedelta(hours=1)
"""How soon the directory is asked again for what nobody could be asked (design)."""

Wait = tuple[str, str]
"""What waits for the lead, as `unit_name` says it, and the reason."""

LOOKED_FOR = frozenset({"nobody", "declined", "not_received"})
ENDED_BY_AN_ANSWER = frozenset({"no_answer", "not_delivered"})


@dataclass(frozen=True, slots=True)
class Advanced:
    """What the flow is to do now: send, show, then wait or finish.

    `handed_over_to` is the case's next journey, if this one opened it just now.
    """

    status: str
    handed_over_to: str | None
    notices: tuple[ToSend, ...]
    confirmations: tuple[Confirmation, ...]
    portrait: Portrait


def advance(office: Office, journey_id: str) -> Advanced:
    """Do all that is due now. Safe to repeat: the second time there is nothing to do."""
    with office.store.writing() as books:
        dossier = Dossier.locked(office, books, journey_id)
        world = World.load(books, office)
        now = office.clock.now()
        before = dossier.state.handed_over
        if dossier.row.status == "open":
            while _write_facts(dossier, world, now):
                pass
            _remind(dossier, world, now)
        dossier.row.seen_seq, dossier.row.lost_runs = dossier.row.wanted_seq, 0
        after = dossier.state.handed_over
        return Advanced(
            status=dossier.row.status,
            handed_over_to=after.to_journey if after and not before else None,
            notices=to_send(dossier),
            confirmations=untold(dossier),
            portrait=portray(dossier, now),
        )


def look_at(office: Office, journey_id: str) -> None:
    """The sweep's look: queue what is to be said, and leave the rest to the flow."""
    with office.store.writing() as books:
        dossier = Dossier.locked(office, books, journey_id)
        world = World.load(books, office)
        now = office.clock.now()
        todo = _remind(dossier, world, now)
        dossier.row.looked_at_until = None
        if _has_facts_to_write(dossier, world, todo, now):
            dossier.want_attention()


def has_unseen(office: Office, journey_id: str) -> bool:
    """Whether something came that the flow has not seen."""
    with office.store.reading() as books:
        row = books.journeys.find(journey_id)
        return row is not None and row.status == "open" and row.wanted_seq > row.seen_seq


def mark_told(office: Office, journey_id: str, seq: int) -> None:
    """The run's graph shows this answer now."""
    with office.store.writing() as books:
        row = books.journeys.lock(journey_id)
        if row is not None and row.told_seq < seq:
            row.told_seq = seq


def _write_facts(dossier: Dossier, world: World, now: datetime) -> bool:
    todo = plan(dossier.pathway, dossier.state, now)
    for key in todo.withdrawals:
        dossier.record(Withdrawn(at=now, key=key, by_plan=True), "plan")
        tell_withdrawal(dossier, world, key, now)
    asked = [_ask(dossier, world, ask, now) for ask in todo.asks]
    if todo.end is not None:
        _end(dossier, world, dossier.pathway.end(todo.end), now)
    if dossier.state.gone_for_good(now):
        dossier.row.status, dossier.row.ended_at = "stopped", now
    going_on = dossier.row.status == "open"
    return going_on and (any(asked) or bool(todo.withdrawals))


def _end(dossier: Dossier, world: World, end: End, now: datetime) -> None:
    """But for one whom nobody receives: that waits for the lead."""
    if end.hands_over is not None:
        to = destination(dossier, world, end.hands_over, now)
        if to is None:
            return
        hand_over(dossier, to, now)
    dossier.record(Closed(at=now, end=end.id), "plan")


def _can_end(dossier: Dossier, world: World, todo: Plan, now: datetime) -> bool:
    way = dossier.pathway.end(todo.end).hands_over if todo.end is not None else None
    if way is not None:
        return destination(dossier, world, way, now) is not None
    return todo.end is not None


def _ask(dossier: Dossier, world: World, ask: ToAsk, now: datetime) -> bool:
    agency = _agency_for(dossier, world, ask, now)
    if agency is None:
        return False
    fact = world.asked(dossier.pathway, dossier.state, ask.key, agency, now)
    dossier.record(fact, "plan")
    tell_request(dossier, world, ask.key, now)
    return True


def _agency_for(dossier: Dossier, world: World, ask: ToAsk, now: datetime) -> Agency | None:
    area = area_of(dossier.pathway.by_id[ask.key.step], dossier.state)
    return world.next_agency(ask, area, now)


def _remind(dossier: Dossier, world: World, now: datetime) -> Plan:
    """Queue what is due to be said, keep the lead's list true, and note when to look again."""
    todo = plan(dossier.pathway, dossier.state, now)
    if dossier.row.status != "open":
        dossier.row.next_due_at = None
        return todo
    waits = _waits_for_lead(dossier, world, todo, now)
    for nudge in todo.nudges:
        if _nudge(dossier, world, nudge, now):
            waits.append((unit_name(nudge.key), "no_answer"))
    _keep_list(dossier, world, waits, now)
    again = todo.look_again_at
    if any(reason in LOOKED_FOR for _, reason in waits):
        again = min(again or now + LOOK_FOR_AGENCY_AGAIN, now + LOOK_FOR_AGENCY_AGAIN)
    dossier.row.next_due_at = again
    return todo


def _waits_for_lead(dossier: Dossier, world: World, todo: Plan, now: datetime) -> list[Wait]:
    """All but what nobody answers, which is found when it is time to say so."""
    if dossier.state.paused is not None or dossier.state.stopped is not None:
        return _as_it_was(dossier)
    waits = [
        (unit_name(ask.key), "declined" if ask.tried else "nobody")
        for ask in todo.asks
        if _agency_for(dossier, world, ask, now) is None
    ]
    if todo.end is not None and not _can_end(dossier, world, todo, now):
        waits.append((todo.end, "not_received"))
    waits += [(unit_name(key), "withdrawn") for key in todo.undecided]
    waits += [(unit_name(key), "not_delivered") for key in _not_delivered(dossier)]
    return waits + [(place, "unclear") for place in todo.unclear]


def _as_it_was(dossier: Dossier) -> list[Wait]:
    """While a journey rests nothing new comes on the list, and only an answer takes a line off."""
    waiting = {unit_name(request.key) for request in dossier.state.waiting}
    return [
        (item.about, item.reason)
        for item in dossier.books.leads.open(dossier.row.id)
        if item.about in waiting or item.reason not in ENDED_BY_AN_ANSWER
    ]


def _not_delivered(dossier: Dossier) -> list[RequestKey]:
    refused = set(dossier.books.notices.refused(dossier.row.id))
    waiting = [request.key for request in dossier.state.waiting] if refused else []
    return [key for key in waiting if dossier.request_row(key).id in refused]


def _nudge(dossier: Dossier, world: World, nudge: Nudge, now: datetime) -> bool:
    """Say it once. True when it stands on the lead's list."""
    if nudge.tell == "agency":
        return not tell_agency(dossier, world, nudge, now)
    return nudge.tell == "lead" or not tell_above(dossier, world, nudge, now)


def _keep_list(dossier: Dossier, world: World, waits: list[Wait], now: datetime) -> None:
    leads = dossier.books.leads
    for item in leads.open(dossier.row.id):
        if (item.about, item.reason) not in waits:
            item.settled_at = now
    for about, reason in waits:
        if leads.put(dossier.row.id, about, reason, now):
            tell_lead(dossier, world, about, reason, now)


def _has_facts_to_write(dossier: Dossier, world: World, todo: Plan, now: datetime) -> bool:
    placeable = any(_agency_for(dossier, world, ask, now) for ask in todo.asks)
    ends = _can_end(dossier, world, todo, now) or dossier.state.gone_for_good(now)
    return placeable or ends or bool(todo.withdrawals)


def unit_name(key: RequestKey) -> str:
    """`step` or `step[item]`: what the lead's list and the command line call it."""
    return f"{key.step}[{key.item}]" if key.item else key.step
