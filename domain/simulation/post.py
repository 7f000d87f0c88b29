"""The post of a simulation: what is held back, put together, and sent on another way. Pure.

It goes by what casework goes by where it sends: `is_true_still`, quiet hours, `JOINED`, `patience`
and the contact's channels in their order. Nobody refuses a message here, whoever has not answered
has opened no link, and nothing is asked of the same agency twice.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from domain.directory.agencies import Contact
from domain.directory.whom_to_call import WhomToCall, call_line, telephone_of
from domain.journey.carrying import Wait, unit_name
from domain.journey.danger import agency_to_call, request_under, with_call
from domain.journey.facts import RequestKey
from domain.journey.reaching import (
    JOINED,
    MOST_TOGETHER,
    WHILE_IT_RESTS,
    is_urgent,
    next_channel,
    patience,
    quiet_until,
)
from domain.journey.state import State
from domain.journey.still_true import RESTING, Saying, is_true_still, rests
from domain.journey.telling import WITH_LINK, Telling, matter_for_lead, matter_of_request
from domain.journey.world import World
from domain.letters.notices import URGENT, Entry, Letter, Matter
from domain.letters.on_channels import write_on
from domain.pathway.template import Pathway
from domain.simulation.made_up import CASE_CODE, JOURNEY
from domain.simulation.plays import Arrived
from domain.texts import Label, Message


@dataclass(frozen=True, slots=True)
class Posting:
    """How a site sends. `join_within` and `call` as in `Office`: by design requests to the same
    contact wait five minutes for each other.
    """

    base_url: str = "https://example.invalid"
    join_within: timedelta = timedelta(minutes=5)
    call: WhomToCall | None = None


AS_DESIGNED = Posting()


@dataclass(slots=True, eq=False)
class _Item:
    """`about` is the request, or the line of the lead's list. `held_until` and `held_for` as long
    as it waits on purpose, `look_at` is when the contact's next channel is tried.
    """

    about: RequestKey | Wait
    kind: str
    ordinal: int
    contact: Contact
    channel: str
    queued_at: datetime
    repeat: bool = False
    held_until: datetime | None = None
    held_for: str | None = None
    sent_at: datetime | None = None
    opened: bool = False
    look_at: datetime | None = None

    @property
    def has_link(self) -> bool:
        return self.kind in WITH_LINK

    def says_the_same_as(self, other: _Item) -> bool:
        mine = (self.about, self.kind, self.ordinal, self.contact.id)
        return mine == (other.about, other.kind, other.ordinal, other.contact.id)

    def is_like(self, other: _Item) -> bool:
        """Both may go in one message."""
        mine = (self.contact.id, self.channel, self.kind)
        return mine == (other.contact.id, other.channel, other.kind)


@dataclass(slots=True)
class Post:
    pathway: Pathway
    world: World
    posting: Posting
    area: str | None = None
    queue: list[_Item] = field(default_factory=list)
    sent: list[_Item] = field(default_factory=list)

    def put(self, telling: Telling, now: datetime) -> None:
        for contact in telling.contacts:
            self._put(telling.key, telling.kind, telling.ordinal, contact, now)

    def put_for_lead(self, wait: Wait, contacts: Sequence[Contact], now: datetime) -> None:
        for contact in contacts:
            self._put(wait, "lead", 1, contact, now)

    def opened(self, key: RequestKey, contact: str) -> None:
        """By what was sent until now."""
        for item in self.sent:
            if item.about == key and item.contact.id == contact:
                item.opened = True

    def told(self, key: RequestKey) -> Sequence[str]:
        return sorted({item.contact.id for item in self.sent if item.about == key})

    def next_moment(self) -> datetime | None:
        held = (item.held_until for item in self.queue)
        looks = (item.look_at for item in self.sent)
        return min((at for at in (*held, *looks) if at is not None), default=None)

    def deliver(self, state: State, listed: Collection[Wait], now: datetime) -> list[Arrived]:
        """All that goes now."""
        for item in self.sent:
            if item.look_at is not None and item.look_at <= now:
                self._try_next_channel(item, state, now)
        arrived = []
        for item in list(self.queue):
            if item in self.queue and (item.held_until is None or item.held_until <= now):
                arrived += self._send(item, state, listed, now)
        return arrived

    def _put(
        self, about: RequestKey | Wait, kind: str, ordinal: int, contact: Contact, now: datetime
    ) -> None:
        channel = contact.channels[0].channel
        self.queue.append(_Item(about, kind, ordinal, contact, channel, now))

    def _send(
        self, first: _Item, state: State, listed: Collection[Wait], now: datetime
    ) -> list[Arrived]:
        """Nothing, one message, or one that brings others with it."""
        if first.kind in RESTING and rests(state, first.kind, now):
            first.held_until = None
            return []
        if self._matter(first, state, listed, now) is None:
            self.queue.remove(first)
            return []
        if (held := self._held(first, state, now)) is not None:
            first.held_until, first.held_for = held
            return []
        going, matters = [], []
        for item in (first, *self._beside(first, now)):
            self.queue.remove(item)
            if (matter := self._matter(item, state, listed, now)) is not None:
                going.append(item)
                matters.append(matter)
        for item in going:
            self._hand_over(item, state, now)
        about = tuple(_name(item.about) for item in going)
        repeat = any(item.repeat for item in going)
        return [Arrived(now, first.channel, first.contact, tuple(matters), about, repeat)]

    def _hand_over(self, item: _Item, state: State, now: datetime) -> None:
        item.sent_at, item.held_until = now, None
        self.sent.append(item)
        if item.has_link and self._next_channel(item) is not None:
            policy = self.world.policy(self.area, now)
            item.look_at = now + patience(policy, urgent=_is_pressing(item, state))

    def _held(self, item: _Item, state: State, now: datetime) -> tuple[datetime, str] | None:
        """Until when it waits on purpose, and for what."""
        if (quiet := self._quiet_until(item, state, now)) is not None:
            return quiet, "quiet"
        if item.kind not in JOINED or not self.posting.join_within:
            return None
        if item.held_for == "together" or _is_pressing(item, state):
            return None
        last = self._last_unanswered(item, state, now)
        return (last + self.posting.join_within, "together") if last is not None else None

    def _quiet_until(self, item: _Item, state: State, now: datetime) -> datetime | None:
        stop = state.stopped
        if (stop is not None and stop.unsafe) or _is_pressing(item, state):
            return None
        if not isinstance(item.about, RequestKey) and item.about[1] in URGENT:
            return None
        agency = self.world.directory.agency_of(item.contact.id)
        return quiet_until(item.contact, now, agency.time_zone) if agency is not None else None

    def _last_unanswered(self, item: _Item, state: State, now: datetime) -> datetime | None:
        """When the last about another request that waits went to the same contact."""
        since, waiting = now - self.posting.join_within, {each.key for each in state.waiting}
        return max(
            (
                other.sent_at
                for other in self.sent
                if other.is_like(item) and other.about != item.about and other.about in waiting
                if other.sent_at is not None and other.sent_at > since
            ),
            default=None,
        )

    def _beside(self, first: _Item, now: datetime) -> list[_Item]:
        if first.kind not in JOINED or not self.posting.join_within:
            return []
        found = (
            item
            for item in self.queue
            if item is not first and item.is_like(first)
            if item.held_until is None or item.held_until <= now or item.held_for == "together"
        )
        return list(found)[: MOST_TOGETHER - 1]

    def _try_next_channel(self, item: _Item, state: State, now: datetime) -> None:
        if rests(state, item.kind, now):
            item.look_at = now + WHILE_IT_RESTS
            return
        item.look_at, channel = None, self._next_channel(item)
        if item.opened or channel is None or self._matter(item, state, (), now) is None:
            return
        other = _Item(item.about, item.kind, item.ordinal, item.contact, channel, now, repeat=True)
        self.queue.append(other)

    def _next_channel(self, item: _Item) -> str | None:
        same = (other for other in (*self.sent, *self.queue) if other.says_the_same_as(item))
        return next_channel(item.contact, {item.channel, *(other.channel for other in same)})

    def _matter(
        self, item: _Item, state: State, listed: Collection[Wait], now: datetime
    ) -> Matter | None:
        """What it is about; None when it is no longer true."""
        if not isinstance(item.about, RequestKey):
            return self._for_lead(item.about, item.contact, state, listed, now)
        request, directory = state.requests[item.about], self.world.directory
        saying = Saying(item.kind, item.ordinal, item.contact.id, item.queued_at)
        if not is_true_still(saying, request, self.pathway, state, directory):
            return None
        matter = matter_of_request(
            item.kind, item.ordinal, CASE_CODE, request, self.pathway, directory
        )
        return replace(matter, call=self._whom_to_call(now)) if item.kind == "halt" else matter

    def _for_lead(
        self, wait: Wait, contact: Contact, state: State, listed: Collection[Wait], now: datetime
    ) -> Matter | None:
        if wait not in listed:
            return None
        about, reason = wait
        matter = matter_for_lead(CASE_CODE, about, reason, self.pathway, now)
        request = request_under(state, about, reason) if reason in URGENT else None
        return with_call(matter, agency_to_call(request, contact.id, self.world.directory))

    def _whom_to_call(self, now: datetime) -> Message | None:
        if self.posting.call is not None:
            return call_line(self.posting.call)
        lead = self.world.lead(self.pathway, self.area, now)
        return telephone_of(lead) if lead is not None else None


def letter_of(arrived: Arrived, world: World, posting: Posting) -> Letter:
    """In the language of who gets it. The link is cut short: it leads nowhere."""
    agency, contact = world.directory.agency_of(arrived.contact.id), arrived.contact
    return write_on(
        arrived.channel,
        [_entry(matter, posting) for matter in arrived.matters],
        addressee=agency.title if agency else Label(vi=contact.name, en=contact.name),
        language=contact.language,
        repeat=arrived.repeat,
        call=posting.call,
    )


def _entry(matter: Matter, posting: Posting) -> Entry:
    link = f"{posting.base_url}/a/…" if matter.kind in WITH_LINK else None
    desk = f"{posting.base_url}/desk/cases/{JOURNEY}" if matter.kind == "lead" else None
    return Entry(matter, link, desk=desk)


def _is_pressing(item: _Item, state: State) -> bool:
    """What it is about has to be answered within hours."""
    if isinstance(item.about, RequestKey):
        return is_urgent(state.requests[item.about])
    return any(is_urgent(each) for each in state.waiting if unit_name(each.key) == item.about[0])


def _name(about: RequestKey | Wait) -> str:
    return unit_name(about) if isinstance(about, RequestKey) else about[0]
