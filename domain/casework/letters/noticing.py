"""Notices, queued in the transaction of what causes them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from domain.casework.administration.publishing import world_in_use
from domain.casework.dossier import Dossier
from domain.casework.person.ledgers import world_of
from domain.db.tables import Notice
from domain.directory.agencies import Contact
from domain.journey.carrying import unit_name
from domain.journey.danger import told_of
from domain.journey.facts import RequestKey
from domain.journey.fold_and_plan import left_open
from domain.journey.reaching import next_channel
from domain.journey.telling import (
    WITH_LINK,
    Telling,
    telling_of_earlier,
    telling_of_revision,
    telling_of_settling,
    telling_of_withdrawal,
    tellings_of,
)
from domain.journey.world import World


def tell_request(dossier: Dossier, world: World, key: RequestKey, now: datetime) -> None:
    for telling in tellings_of(dossier.state.requests[key], world):
        tell(dossier, telling, now)


def tell(dossier: Dossier, telling: Telling, now: datetime) -> None:
    about = dossier.request_row(telling.key).id
    _queue(dossier, telling.contacts, telling.kind, telling.ordinal, about, now)


def tell_settled(
    dossier: Dossier, world: World, kind: str, key: RequestKey, to: str, now: datetime
) -> None:
    """Tell contact `to` what became of what they asked or sent. `kind`: one of `SETTLED`."""
    about = dossier.request_row(key).id
    notices = dossier.books.notices.of_journey(dossier.row.id)
    before = sum(1 for notice in notices if (notice.about, notice.kind) == (about, kind))
    request = dossier.state.requests[key]
    tell(dossier, telling_of_settling(kind, before + 1, request, to, world), now)


def tell_earlier_corrected(dossier: Dossier, key: RequestKey, line: int) -> None:
    """Whoever is still asked what rests on the answer that the trail line `line` has corrected."""
    world, now = world_in_use(dossier.books, dossier.office), dossier.office.clock.now()
    for request in left_open(dossier.pathway, dossier.state, key, now):
        tell(dossier, telling_of_earlier(request, line, world), now)


def tell_revised(
    dossier: Dossier, world: World, key: RequestKey, line: int, now: datetime, *, undoes: int = 0
) -> None:
    """That something else is asked since the move in the trail line `line`. Where that undoes one,
    of what was asked before that one only those hear who heard of it.
    """
    about, notices = dossier.request_row(key).id, dossier.books.notices
    asked_before = int(about.rpartition("/")[2]) < undoes
    told = notices.drop_revised(about, undoes) if asked_before else notices.contacts_told(about)
    tell(dossier, telling_of_revision(dossier.state.requests[key], line, told, world), now)


def tell_unsettled(dossier: Dossier, world: World, now: datetime) -> None:
    """At the end, whoever was promised a message about a correction that nobody has settled."""
    for request in dossier.state.requests.values():
        if (sent := request.correction_sent) is not None:
            tell_settled(dossier, world, "correction_unsettled", request.key, sent.by, now)


def tell_withdrawal(dossier: Dossier, world: World, key: RequestKey, now: datetime) -> None:
    """Tell whoever heard of it; who has not been told yet hears nothing."""
    told = dossier.books.notices.contacts_told(dossier.request_row(key).id)
    tell(dossier, telling_of_withdrawal(dossier.state, key, told, world.directory), now)


def tell_passed_on(
    dossier: Dossier, world: World, key: RequestKey, before: str, now: datetime
) -> None:
    """Tell those of agency `before` who heard of it: they may be about to act. Not where it is no
    more.
    """
    row, agency = dossier.request_row(key), world.directory.agency(before)
    told = dossier.books.notices.contacts_told(row.id)
    there = agency.contacts if agency is not None and world.in_force(agency, now) else ()
    found = [contact for contact in there if contact.id in told]
    _queue(dossier, found, "passed_on", dossier.state.requests[key].turns, row.id, now)


def tell_lead(dossier: Dossier, world: World, about: str, reason: str, now: datetime) -> None:
    area, wait = dossier.row.area, (about, reason)
    told = told_of(wait, dossier.pathway, dossier.state, area, world, now)
    # The trail's length tells one time on the list from the next.
    place = f"{dossier.row.id}:{about}:{reason}"
    _queue(dossier, told, "lead", dossier.row.last_seq, place, now)


def tell_danger(dossier: Dossier, key: RequestKey, now: datetime) -> None:
    """Each report anew, also where one before it stands on the lead's list still."""
    about, reason = unit_name(key), "unsafe_after"
    dossier.books.leads.put(dossier.row.id, about, reason, now)
    tell_lead(dossier, world_of(dossier), about, reason, now)


def channel_after(dossier: Dossier, notice: Notice, contact: Contact) -> str | None:
    """Where the same contact was not yet told the same. A code never goes where the link went, nor
    a link where the code did.
    """
    if notice.kind == "code":
        return None
    notices = dossier.books.notices
    others = notices.on_other_channels(notice)
    codes = notices.channels_of_codes(notice.about, notice.contact)
    return next_channel(contact, {notice.channel, *codes, *(other.channel for other in others)})


def first_channel(dossier: Dossier, contact: Contact, kind: str, about: str) -> str:
    """Another than that of the code, where there is one."""
    codes = dossier.books.notices.channels_of_codes(about, contact.id) if kind in WITH_LINK else ()
    return next_channel(contact, codes) or contact.channels[0].channel


def tell_on(dossier: Dossier, channel: str, notice: Notice, now: datetime) -> None:
    """The same to the same contact, on another of their channels."""
    dossier.books.notices.queue(
        Notice(
            journey=notice.journey,
            about=notice.about,
            kind=notice.kind,
            ordinal=notice.ordinal,
            contact=notice.contact,
            channel=channel,
            resend=notice.resend,
            status="queued",
            queued_at=now,
            tries=0,
        )
    )


def _queue(
    dossier: Dossier,
    contacts: Iterable[Contact],
    kind: str,
    ordinal: int,
    about: str,
    now: datetime,
) -> None:
    """One row for each contact."""
    for contact in contacts:
        dossier.books.notices.queue(
            Notice(
                journey=dossier.row.id,
                about=about,
                kind=kind,
                ordinal=ordinal,
                contact=contact.id,
                channel=first_channel(dossier, contact, kind, about),
                resend=0,
                status="queued",
                queued_at=now,
                tries=0,
            )
        )
