"""A pathway played out beforehand: agencies answer as a cast says, and the clock jumps.

Pure: nothing is kept and nobody is written to. What a journey does is decided by `plan`, `due`
and `attention`, as in casework, and by nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from heapq import heappop, heappush
from itertools import count

from domain.journey.carrying import (
    LOOK_FOR_AGENCY_AGAIN,
    Attention,
    Wait,
    attention,
    destination,
    due,
    unit_name,
)
from domain.journey.danger import told_of
from domain.journey.entering import check_entry
from domain.journey.facts import (
    Accepted,
    Answered,
    AnyFact,
    Closed,
    HandedOver,
    How,
    Opened,
    Proposed,
    Reassigned,
    RequestKey,
    Skipped,
    Stopped,
)
from domain.journey.fold_and_plan import Plan, plan
from domain.journey.folding import apply
from domain.journey.passing import announced, move_to, moves
from domain.journey.seconding import agreed, needs_two, seconders
from domain.journey.state import Request, State
from domain.journey.telling import (
    Telling,
    telling_of_proposal,
    telling_of_withdrawal,
    tellings_of,
)
from domain.journey.world import World
from domain.pathway.template import End, Pathway
from domain.simulation.made_up import JOURNEY
from domain.simulation.plays import (
    LONGEST,
    MOST,
    Happening,
    Listed,
    Play,
    Recorded,
    Told,
    Unlisted,
)
from domain.simulation.post import AS_DESIGNED, Post, Posting
from domain.simulation.replies import LEAD, Cast, LeftOut, Promise, Reply

SECOND_TAKES = timedelta(hours=1)
"""How soon a second person confirms what the first has said, where it takes two (design)."""


def simulate(
    pathway: Pathway,
    world: World,
    cast: Cast,
    entry: str,
    area: str | None,
    start: datetime,
    *,
    until: datetime | None = None,
    posting: Posting = AS_DESIGNED,
) -> Play:
    """Play one journey, begun at `start` (aware), to its end or `until` a moment.

    Raises CannotOpen.
    """
    check_entry(pathway, entry, area, world.areas, world.day(start))
    stage = _Stage(pathway, world, cast, start, Post(pathway, world, posting, area))
    return stage.play(entry, area, until)


@dataclass(slots=True)
class _Stage:
    pathway: Pathway
    world: World
    cast: Cast
    now: datetime
    post: Post
    state: State = field(default_factory=State)
    happenings: list[Happening] = field(default_factory=list)
    listed: list[Wait] = field(default_factory=list)
    told: set[tuple[RequestKey, str, int, str]] = field(default_factory=set)
    coming: list[tuple[datetime, int, AnyFact]] = field(default_factory=list)
    numbers: Iterator[int] = field(default_factory=count)
    again: datetime | None = None

    def play(self, entry: str, area: str | None, until: datetime | None) -> Play:
        began_at, longest = self.now, self.now + LONGEST
        last = until or longest
        self._record(Opened(at=self.now, entry=entry, area=area))
        if (stopped := self.cast.stopped(self.now)) is not None:
            self._expect(stopped)
        self._look()
        while not (self._over or self._full) and (moment := self._next_moment()) is not None:
            if moment > last:
                break
            self._go_on(moment)
        ended_at, over, closed = self.now, self._over, self.state.closed
        self._send_the_rest(last)
        next_at = self.post.next_moment() if over else self._next_moment()
        return Play(
            self.pathway, entry, area, tuple(self.happenings), self.state,
            self.pathway.end(closed.end) if closed else None,
            began_at, ended_at if over or self._full or until is None else until,
            broken_off=not over and next_at is not None and (self._full or last >= longest),
            next_at=next_at,
            waits=tuple(self.listed),
        )  # fmt: skip

    def _go_on(self, moment: datetime) -> None:
        self.now, looks = moment, self._next_look()
        if looks is not None and looks <= moment:
            self._take_what_came()
            self._look()
        else:
            self._deliver()

    def _send_the_rest(self, last: datetime) -> None:
        """What waited on purpose goes also when all is over."""
        while self._over and (moment := self.post.next_moment()) is not None:
            if moment > last:
                break
            self.now = moment
            self._deliver()

    @property
    def _over(self) -> bool:
        return self.state.over or self.state.gone_for_good(self.now)

    @property
    def _full(self) -> bool:
        return len(self.happenings) >= MOST

    def _next_moment(self) -> datetime | None:
        moments = (self._next_look(), self.post.next_moment())
        return min((moment for moment in moments if moment is not None), default=None)

    def _next_look(self) -> datetime | None:
        moments = [self.coming[0][0]] if self.coming else []
        if self.state.waiting and (passes_on := self.world.next_succession(self.now)):
            moments.append(passes_on)
        return min([*moments, self.again] if self.again else moments, default=None)

    def _take_what_came(self) -> None:
        """One thing at a time: each answer wakes the journey before the next one comes."""
        while self.coming and self.coming[0][0] <= self.now:
            fact = heappop(self.coming)[2]
            if _still_holds(fact, self.state, self.listed):
                self._take(fact)
                return

    def _take(self, fact: AnyFact) -> None:
        if isinstance(fact, Answered) and fact.proposed_by is None:
            self._take_answer(fact)
        elif isinstance(fact, Accepted):
            by = self._contact_of(self.state.requests[fact.key])
            self._record(fact.model_copy(update={"by": by}))
        else:
            self._record(fact)
        if isinstance(fact, Reassigned):
            self._tell_of_move(fact.key)

    def _take_answer(self, fact: Answered) -> None:
        request = self.state.requests[fact.key]
        if fact.how == "link":
            fact = fact.model_copy(update={"by": self._contact_of(request)})
        if not needs_two(self.pathway.by_id[fact.key.step], request, fact.verdict):
            self._record(fact)
            return
        given = fact.model_dump(exclude={"kind", "proposed_by"})
        self._record(Proposed.model_validate(given))
        self._tell(telling_of_proposal(self.state.requests[fact.key], self.world))
        others = seconders(self.state.requests[fact.key], self.world.directory)
        if others:
            self._expect_second(fact.key, others[0].id, "link", self.now + SECOND_TAKES)

    def _expect_second(self, key: RequestKey, by: str, how: How, at: datetime) -> None:
        proposal = self.state.requests[key].proposal
        assert proposal is not None  # noqa: S101 - it is what the second confirms
        self._expect(agreed(proposal, key, by, how, at))

    def _look(self) -> None:
        self._pass_on()
        todo = plan(self.pathway, self.state, self.now)
        while self._write_facts(todo):
            todo = plan(self.pathway, self.state, self.now)
        if self._over:
            self._keep_list(())
            self._deliver()
            return
        found = attention(self.pathway, self.state, self.world, todo, self.now, self.listed)
        for telling in found.told:
            self._tell(telling)
        self._keep_list(found.waits)
        self.again = self._look_again(todo, found)
        self._deliver()

    def _deliver(self) -> None:
        self.happenings += self.post.deliver(self.state, self.listed, self.now)

    def _pass_on(self) -> None:
        found = moves(self.state, self.world, self.now)
        for move in found:
            self._record(move)
        for key in dict.fromkeys(move.key for move in found):
            self._tell_of_move(key)

    def _tell_of_move(self, key: RequestKey) -> None:
        telling = announced(self.state.requests[key], self.world, self.now)
        if telling is not None:
            self._tell(telling)

    def _write_facts(self, todo: Plan) -> bool:
        found = due(self.pathway, self.state, self.world, todo, self.now)
        for withdrawn in found.withdrawn:
            self._record(withdrawn)
            told, directory = self.post.told(withdrawn.key), self.world.directory
            self._tell(telling_of_withdrawal(self.state, withdrawn.key, told, directory))
        for asked in found.asked:
            self._record(asked)
            request = self.state.requests[asked.key]
            for telling in tellings_of(request, self.world):
                self._tell(telling)
            if (promise := self.cast.promise(request)) is not None:
                self._expect(_accepted(request, promise))
            match self.cast.reply(request):
                case Reply() as reply:
                    self._expect(_answered(request, reply, request.agency, "link"))
                case LeftOut(at=at):
                    self._expect(_left_out(at, request.key.step, request.key.item))
        if found.end is not None:
            self._end(found.end)
        return bool(found.asked or found.withdrawn) and not self.state.over

    def _end(self, end: End) -> None:
        if end.hands_over is not None:
            if destination(self.state, self.world, end.hands_over, self.now) is None:
                return
            self._record(HandedOver(at=self.now, to_journey=JOURNEY.replace("/1", "/2")))
        self._record(Closed(at=self.now, end=end.id))

    def _keep_list(self, waits: tuple[Wait, ...]) -> None:
        for wait in [wait for wait in self.listed if wait not in waits]:
            self.listed.remove(wait)
            self.happenings.append(Unlisted(self.now, *wait))
        for wait in waits:
            if wait not in self.listed:
                self.listed.append(wait)
                self._list(wait)

    def _list(self, wait: Wait) -> None:
        assert self.state.opened is not None  # noqa: S101 - a journey is opened by its first fact
        area = self.state.opened.area
        told = told_of(wait, self.pathway, self.state, area, self.world, self.now)
        self.happenings.append(Listed(self.now, *wait, told))
        self.post.put_for_lead(wait, told, self.now)
        about, reason = wait
        waiting = next((r for r in self.state.waiting if unit_name(r.key) == about), None)
        if waiting is not None and reason == "split":
            self._decide(waiting, wait)
            return
        if waiting is not None:
            reply = self.cast.rung_up(waiting, self.now)
            if reply is not None and reason == "second_person":
                self._expect_second(waiting.key, LEAD, "phone", reply.at)
            elif reply is not None:
                self._expect(_answered(waiting, reply, LEAD, "phone"))
            return
        step, _, item = about.rstrip("]").partition("[")
        at = self.cast.settled_at(wait, self.now) if step in self.pathway.by_id else None
        if at is not None:
            self._expect(_left_out(at, step, item or None))

    def _decide(self, request: Request, wait: Wait) -> None:
        """The lead passes it on to the first of those that succeed."""
        passing, at = self.world.passing(request, self.now), self.cast.settled_at(wait, self.now)
        if passing is not None and at is not None:
            self._expect(move_to(passing.choices[0], request, self.world, at, f"user:{LEAD}"))

    def _look_again(self, todo: Plan, found: Attention) -> datetime | None:
        if found.look_again_at == todo.look_again_at:
            return todo.look_again_at
        # Who holds a role changes from one day to the next alone: to look every hour finds nothing.
        changes = self.world.next_change(self.now)
        if changes is None:
            return todo.look_again_at
        looks = -((self.now - changes) // LOOK_FOR_AGENCY_AGAIN)
        found_at = self.now + looks * LOOK_FOR_AGENCY_AGAIN
        return min(todo.look_again_at or found_at, found_at)

    def _contact_of(self, request: Request) -> str:
        agency = self.world.directory.agency(request.agency)
        return agency.contacts[0].id if agency else request.agency

    def _tell(self, telling: Telling) -> None:
        request = self.state.requests[telling.key]
        said = (telling.key, telling.kind, telling.ordinal)
        new = tuple(one for one in telling.contacts if (*said, one.id) not in self.told)
        self.told |= {(*said, contact.id) for contact in new}
        self.happenings += [
            Told(self.now, telling.kind, telling.ordinal, contact, request) for contact in new
        ]
        self.post.put(replace(telling, contacts=new), self.now)

    def _expect(self, fact: AnyFact) -> None:
        heappush(self.coming, (fact.at, next(self.numbers), fact))

    def _record(self, fact: AnyFact) -> None:
        if isinstance(fact, Accepted | Proposed | Answered) and fact.how == "link":
            self.post.opened(fact.key, fact.by)
        self.state = apply(self.state, fact)
        self.happenings.append(Recorded(self.now, fact))


def _accepted(request: Request, promise: Promise) -> Accepted:
    by = request.agency
    return Accepted(at=promise.at, key=request.key, by=by, how="link", until=promise.until)


def _left_out(at: datetime, step: str, item: str | None) -> Skipped:
    return Skipped(at=at, step=step, item=item, by=LEAD)


def _answered(request: Request, reply: Reply, by: str, how: How) -> Answered:
    return Answered(
        at=reply.at,
        key=request.key,
        verdict=reply.verdict,
        reason=reply.because,
        values=dict(reply.values),
        by=by,
        how=how,
    )


def _still_holds(fact: AnyFact, state: State, listed: list[Wait]) -> bool:
    """What came too late: it was withdrawn or answered meanwhile, or somebody was found. Behind a
    stop nobody answers.
    """
    if isinstance(fact, Stopped) or state.stopped is not None:
        return state.stopped is None
    if isinstance(fact, Answered):
        request = state.requests[fact.key]
        return request.waits and (fact.proposed_by is None) == (request.proposal is None)
    if isinstance(fact, Accepted):
        return state.requests[fact.key].waits and state.requests[fact.key].proposal is None
    if isinstance(fact, Reassigned):
        return state.requests[fact.key].waits and fact.before == state.requests[fact.key].agency
    assert isinstance(fact, Skipped)  # noqa: S101 - nothing else is expected
    unit = RequestKey(fact.step, fact.item)
    waiting = any(request.key[:2] == unit[:2] for request in state.waiting)
    return waiting or unit_name(unit) in [about for about, _ in listed]
