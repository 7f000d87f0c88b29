"""Carrying out the plan of a journey: what is asked, withdrawn, reminded, ended.

One transaction, no network: facts, requests and queued notices stand in the books before
anything is sent.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.casework.dossier import Dossier
from domain.casework.journeys.graph import Confirmation, ToSend, to_send, untold
from domain.casework.journeys.handing_over import hand_over
from domain.casework.journeys.passing_on import pass_on
from domain.casework.journeys.portrait import Portrait, portray
from domain.casework.letters.noticing import (
    tell,
    tell_lead,
    tell_request,
    tell_unsettled,
    tell_withdrawal,
)
from domain.casework.office import Office
from domain.casework.person.calling_readers import waits_for_calls
from domain.casework.person.ledgers import world_of
from domain.casework.person.suspects import suspected
from domain.journey.carrying import Wait, attention, destination, due, unit_name
from domain.journey.facts import Closed, RequestKey
from domain.journey.fold_and_plan import plan
from domain.journey.world import World
from domain.pathway.template import End


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
        world = world_of(dossier)
        now = office.clock.now()
        before = dossier.state.handed_over
        pass_on(dossier, world, now)
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
        world = world_of(dossier)
        now = office.clock.now()
        pass_on(dossier, world, now)
        facts_due = _remind(dossier, world, now)
        dossier.row.looked_at_until = None
        if facts_due:
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
    it_is_time = due(dossier.pathway, dossier.state, world, todo, now, suspected(dossier))
    for withdrawn in it_is_time.withdrawn:
        dossier.record(withdrawn, "plan")
        tell_withdrawal(dossier, world, withdrawn.key, now)
    for asked in it_is_time.asked:
        dossier.record(asked, "plan")
        tell_request(dossier, world, asked.key, now)
    if it_is_time.end is not None:
        _end(dossier, world, it_is_time.end, now)
    if dossier.state.gone_for_good(now):
        dossier.row.status, dossier.row.ended_at = "stopped", now
    going_on = dossier.row.status == "open"
    if not going_on:
        tell_unsettled(dossier, world, now)
    return going_on and bool(it_is_time.asked or it_is_time.withdrawn)


def _end(dossier: Dossier, world: World, end: End, now: datetime) -> None:
    """But for one whom nobody receives: that waits for the lead."""
    if end.hands_over is not None:
        to = destination(dossier.state, world, end.hands_over, now)
        if to is None:
            return
        hand_over(dossier, to, now)
    dossier.record(Closed(at=now, end=end.id), "plan")


def _remind(dossier: Dossier, world: World, now: datetime) -> bool:
    """Queue what is due to be said, keep the lead's list true, and note when to look again.

    True when there are facts to write as well.
    """
    if dossier.row.status != "open":
        dossier.row.next_due_at = None
        return False
    listed = [(item.about, item.reason) for item in dossier.books.leads.open(dossier.row.id)]
    todo = plan(dossier.pathway, dossier.state, now)
    found = attention(dossier.pathway, dossier.state, world, todo, now, listed, _besides(dossier))
    for telling in found.told:
        tell(dossier, telling, now)
    _keep_list(dossier, world, found.waits, now)
    dossier.row.next_due_at = found.look_again_at
    return found.facts_due


def _besides(dossier: Dossier) -> list[Wait]:
    """What stands in rows alone."""
    undelivered = [(unit_name(key), "not_delivered") for key in _not_delivered(dossier)]
    return [*undelivered, *suspected(dossier), *waits_for_calls(dossier)]


def _not_delivered(dossier: Dossier) -> list[RequestKey]:
    """Nor to whom they were with before they were passed on. A code is no request: who asked for it
    has theirs open, and reads there whom to call.
    """
    refused = [n for n in dossier.books.notices.refused(dossier.row.id) if n.kind != "code"]
    rows = [(r.key, dossier.request_row(r.key)) for r in dossier.state.waiting if refused]
    return [
        key
        for key, row in rows
        if any(n.about == row.id and n.queued_at >= row.changed_at for n in refused)
    ]


def _keep_list(dossier: Dossier, world: World, waits: Sequence[Wait], now: datetime) -> None:
    """What changes it is to be seen in the run's tags as well."""
    leads = dossier.books.leads
    for item in leads.open(dossier.row.id):
        if (item.about, item.reason) not in waits:
            item.settled_at = now
            dossier.want_attention()
    for about, reason in waits:
        if leads.put(dossier.row.id, about, reason, now):
            tell_lead(dossier, world, about, reason, now)
            dossier.want_attention()
