"""Notices on their way: claimed before they are sent, several as one message, and settled after."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

from domain.casework.administration.publishing import world_in_use
from domain.casework.dossier import Dossier
from domain.casework.letters.drafting import (
    Addressee,
    addressee_of,
    entry_of,
    is_pressing,
    matter_of,
    may_sign,
    quiet_hours_over,
)
from domain.casework.letters.noticing import channel_after, tell_on
from domain.casework.office import Office
from domain.db.session import Books
from domain.db.tables import Notice
from domain.directory.whom_to_call import WhomToCall
from domain.journey.facts import Resumed
from domain.journey.reaching import JOINED, MOST_TOGETHER, Refusal, gives_up, patience
from domain.journey.still_true import RESTING, rests
from domain.journey.telling import WITH_LINK
from domain.journey.world import World
from domain.letters.notices import Entry, Letter
from domain.letters.on_channels import write_on
from domain.texts import say

DROPPED: Mapping[str, object] = {"status": "dropped"}
NO_ADDRESS = say("The directory has this address no more.")


@dataclass(frozen=True, slots=True)
class InHand:
    """A notice that is being sent. `next_channel` is where else its contact can be reached;
    `patience` is how long nobody may open its link, or take the message, before that is tried.
    """

    notice_id: str
    journey: str
    has_link: bool
    next_channel: str | None
    patience: timedelta


@dataclass(frozen=True, slots=True)
class Claimed:
    """One message that is ours to send, with all that it brings. `lease` goes with its outcome."""

    notices: tuple[InHand, ...]
    lease: str
    channel: str
    target: str
    letter: Letter


@dataclass(frozen=True, slots=True)
class _Draft:
    in_hand: InHand
    addressee: Addressee
    entry: Entry
    may_be_repeat: bool


def claim(office: Office, notice_id: str) -> Claimed | None:
    """Take a notice for sending, and with it whatever can go in the same message.

    None when it is not ours, no longer true, has no address, or waits on purpose.
    """
    with office.store.writing() as books:
        first = books.notices.find(notice_id)
        if first is None:
            return None
        now, lease = office.clock.now(), uuid4().hex
        dossiers = _lock(office, books, [first, *_beside(office, books, first, now)])
        world = world_in_use(books, office)
        drafted = _draft(dossiers[first.journey], world, notice_id, lease, now, alone=True)
        if drafted is None:
            return None
        drafts = [drafted]
        for other in _beside(office, books, first, now):
            if other.journey in dossiers:
                found = _draft(dossiers[other.journey], world, other.id, lease, now, alone=False)
                drafts += [found] if found is not None else []
        return _claimed(drafts, lease, first.channel, office.whom_to_call)


def _beside(office: Office, books: Books, first: Notice, now: datetime) -> Sequence[Notice]:
    if first.kind not in JOINED or not office.join_within:
        return ()
    return books.notices.beside(first, books.database_now(), now, MOST_TOGETHER - 1)


def _lock(
    office: Office, books: Books, notices: Iterable[Notice | InHand]
) -> Mapping[str, Dossier]:
    """In one order for all who lock several, or two of them would wait for each other."""
    journeys = sorted({notice.journey for notice in notices})
    return {journey: Dossier.locked(office, books, journey) for journey in journeys}


def _draft(
    dossier: Dossier, world: World, notice_id: str, lease: str, now: datetime, *, alone: bool
) -> _Draft | None:
    """Of a notice that is taken with `lease`; `alone`: not with one that goes in any case."""
    notices = dossier.books.notices
    notice = notices.find(notice_id)
    if notice is None or (notice.kind in RESTING and rests(dossier.state, notice.kind, now)):
        return None
    if notice.kind in WITH_LINK and not may_sign(dossier):
        # A machine that has the newer key sends it.
        return None
    tries = notice.tries
    if not notices.claim(notice_id, lease, dossier.books.database_now()):
        return None
    drafted = _draft_or_outcome(dossier, world, notice, tries, now, alone=alone)
    if isinstance(drafted, _Draft):
        return drafted
    notices.settle(notice_id, lease, lease_until=None, **drafted)
    if drafted["status"] == "refused":
        # The sweep's next look puts it on the lead's list.
        dossier.row.next_due_at = now
    return None


def _draft_or_outcome(
    dossier: Dossier, world: World, notice: Notice, tries: int, now: datetime, *, alone: bool
) -> _Draft | Mapping[str, object]:
    """What is sent, or else what becomes of the row."""
    matter = matter_of(dossier, notice, world.directory)
    if matter is None:
        return DROPPED
    addressee = addressee_of(dossier, notice, world.directory)
    if addressee is None:
        return {"status": "refused", "refusal": NO_ADDRESS.in_("en"), "look_at": None}
    if alone and (held := _held(dossier, notice, addressee, tries, now)) is not None:
        until, why = held
        return {"status": "queued", "held_for": why, "look_at": until, "tries": tries}
    entry = entry_of(dossier, notice, matter)
    if entry is None:
        return DROPPED
    return _Draft(
        _in_hand(dossier, world, notice, addressee, now),
        addressee,
        entry,
        # Also after a refusal: a provider may have said yes, and its word been lost.
        may_be_repeat=tries > 0 or _told_elsewhere(dossier, notice),
    )


def _held(
    dossier: Dossier, notice: Notice, addressee: Addressee, tries: int, now: datetime
) -> tuple[datetime, str] | None:
    """Until when it waits on purpose, and for what."""
    if notice.resend > 0 or notice.kind == "code":
        # A person has just asked for it.
        return None
    quiet = quiet_hours_over(dossier, notice, addressee, now)
    if quiet is not None:
        return quiet, "quiet"
    join_within = dossier.office.join_within
    if notice.kind not in JOINED or not join_within:
        return None
    if notice.held_for == "together" or tries > 0:
        return None
    last = dossier.books.notices.last_unanswered(notice, now - join_within)
    if last is None or is_pressing(dossier, notice):
        return None
    return last + join_within, "together"


def _told_elsewhere(dossier: Dossier, notice: Notice) -> bool:
    others = dossier.books.notices.on_other_channels(notice)
    return any(other.tries > 0 for other in others)


def _in_hand(
    dossier: Dossier, world: World, notice: Notice, addressee: Addressee, now: datetime
) -> InHand:
    policy = world.policy(dossier.row.area, now)
    wait = patience(policy, urgent=is_pressing(dossier, notice))
    return InHand(
        notice.id,
        notice.journey,
        notice.kind in WITH_LINK,
        channel_after(dossier, notice, addressee.contact),
        wait,
    )


def _claimed(
    drafts: Sequence[_Draft], lease: str, channel: str, call: WhomToCall | None
) -> Claimed:
    addressee, entries = drafts[0].addressee, [draft.entry for draft in drafts]
    language, repeat = addressee.contact.language, any(draft.may_be_repeat for draft in drafts)
    title = addressee.agency.title
    letter = write_on(
        channel, entries, addressee=title, language=language, repeat=repeat, call=call
    )
    in_hand = tuple(draft.in_hand for draft in drafts)
    return Claimed(in_hand, lease, channel, addressee.target, letter)


def handed_over(office: Office, claimed: Claimed) -> None:
    with office.store.writing() as books:
        for each in claimed.notices:
            _handed_over(books, each, claimed.lease, office.clock.now())


def _handed_over(books: Books, each: InHand, lease: str, now: datetime) -> None:
    may_go_on = each.has_link and each.next_channel is not None
    books.notices.settle(
        each.notice_id,
        lease,
        status="handed_over",
        handed_over_at=now,
        look_at=now + each.patience if may_go_on else None,
    )


def renew(office: Office, claimed: Claimed) -> bool:
    """Hold it while its parts are sent. False when another process has any of it by now."""
    with office.store.writing() as books:
        now = books.database_now()
        held = [books.notices.renew(n.notice_id, claimed.lease, now) for n in claimed.notices]
        return all(held)


def refused(office: Office, claimed: Claimed, refusal: Refusal) -> None:
    """Keep the provider's reason; try again later, or on the next channel, and in the end leave it
    to the lead. Whose link was taken has what it needs.
    """
    with office.store.writing() as books:
        dossiers = _lock(office, books, claimed.notices)
        for each in claimed.notices[: refusal.taken]:
            _handed_over(books, each, claimed.lease, office.clock.now())
        for each in claimed.notices[refusal.taken :]:
            _refused(dossiers[each.journey], each, claimed.lease, refusal)


def _refused(dossier: Dossier, each: InHand, lease: str, refusal: Refusal) -> None:
    notices, now = dossier.books.notices, dossier.office.clock.now()
    notice = notices.find(each.notice_id)
    if notice is None:
        return
    if gives_up(
        tries=notice.tries,
        refusal=refusal,
        waited=now - _first_tried(dossier, notice),
        elsewhere_after=each.patience if each.next_channel is not None else None,
    ):
        _give_up(dossier, notice.id, lease, refusal.reason, each.next_channel, now)
        return
    notices.settle(
        notice.id,
        lease,
        status="queued",
        refusal=refusal.reason,
        lease_until=dossier.books.database_now() + timedelta(minutes=2**notice.tries),
    )


def _first_tried(dossier: Dossier, notice: Notice) -> datetime:
    """At the earliest: what waited on purpose, or in a pause, was not being tried."""
    resumed = [each.fact.at for each in dossier.recorded if isinstance(each.fact, Resumed)]
    return max(notice.queued_at, notice.look_at or notice.queued_at, *resumed)


def _give_up(
    dossier: Dossier,
    notice_id: str,
    lease: str,
    reason: str,
    next_channel: str | None,
    now: datetime,
) -> None:
    """Tell them elsewhere; where there is nowhere else it stays undelivered, and the sweep's next
    look puts that on the lead's list.
    """
    notices = dossier.books.notices
    settled = notices.settle(
        notice_id, lease, status="refused", refusal=reason, lease_until=None, look_at=None
    )
    notice = notices.find(notice_id)
    if not settled or notice is None:
        return
    if next_channel is not None:
        tell_on(dossier, next_channel, notice, now)
    else:
        dossier.row.next_due_at = now
