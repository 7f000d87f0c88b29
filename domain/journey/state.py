"""Where a journey stands: what its facts add up to, before any rule is asked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import Literal
from zoneinfo import ZoneInfo

from domain.clock import utc
from domain.days.deadlines import END_OF_DAY
from domain.journey.facts import (
    Accepted,
    Answered,
    Asked,
    Closed,
    ColleagueNamed,
    Corrected,
    CorrectionWanted,
    Delegated,
    HandedOver,
    MoreTimeWanted,
    Opened,
    Paused,
    Proposed,
    Questioned,
    Reassigned,
    RequestKey,
    Stopped,
    Verdict,
)
from domain.pathway.declining import FOR_THE_COORDINATOR, DeclineReason
from domain.policy.province_policy import ChasePoint

UNDO = timedelta(minutes=10)
"""How long a stop can be taken back, unless it is 'unsafe' (design)."""

Status = Literal["waiting", "withdrawn"] | Verdict
Unit = tuple[str, str | None]
"""A step, or one item of it."""


@dataclass(frozen=True, slots=True)
class Request:
    """One step (item, occurrence, attempt) asked of one agency.

    `timed_at` is when its deadline and its chase were set: when it was asked or extended.
    `moves` are the times that another agency got it, each with the one before; `delegations` the
    times that a colleague got it since. `turns` counts all who had it. `newcomer` is a colleague
    whom the coordinator has yet to confirm, `question` and `time_wanted` are what they have not
    settled yet; all three are of the agency that has it.

    `proposal` is what the first of two said and nobody has confirmed; `turned_down` is the one that
    was last refused, until there is another. `proposals` counts them all. `left_unconfirmed` is
    what nobody had confirmed when another agency got it, until that one answers.

    `correction_sent` is what whoever answered says should stand instead of `answer`, until that is
    replaced or the coordinator leaves it. `reviewed_at`: then the coordinator had looked through
    what was answered on the answer before the one that stands.
    """

    key: RequestKey
    asked: Asked
    agency: str
    timed_at: datetime
    due_at: datetime | None
    chase: tuple[ChasePoint, ...]
    status: Status = "waiting"
    answer: Answered | Corrected | None = None
    answered_at: datetime | None = None
    withdrawn_by_plan: bool = False
    moves: tuple[Reassigned, ...] = ()
    delegations: tuple[Delegated, ...] = ()
    turns: int = 1
    newcomer: ColleagueNamed | None = None
    proposal: Proposed | None = None
    turned_down: Proposed | None = None
    proposals: int = 0
    left_unconfirmed: Proposed | None = None
    accepted: Accepted | None = None
    question: Questioned | None = None
    time_wanted: MoreTimeWanted | None = None
    correction_sent: CorrectionWanted | None = None
    reviewed_at: datetime | None = None

    @property
    def waits(self) -> bool:
        return self.status == "waiting"

    @property
    def correction_wanted(self) -> CorrectionWanted | None:
        """What was sent and is the coordinator's to settle: not while a second person has yet to
        confirm what they made of it.
        """
        return self.correction_sent if self.proposal is None else None

    @property
    def correction_refused(self) -> Proposed | None:
        """What a coordinator wrote down in the place of the answer, and the agency has not
        confirmed.
        """
        first = self.turned_down
        if first is None or first.corrects is None or first.how == "link":
            return None
        return first

    @property
    def is_being_corrected(self) -> bool:
        """Another answer may come in the place of this one: nobody has decided yet."""
        proposed = self.proposal is not None and self.proposal.corrects is not None
        return proposed or bool(self.correction_sent or self.correction_refused)

    @property
    def was_taken_over(self) -> bool:
        """The answer is a correction that came late, and that the coordinator took over."""
        return isinstance(self.answer, Corrected) and self.answer.taken_over_by is not None

    @property
    def delegated_to(self) -> str | None:
        """The contact who answers for the agency, where one passed it on to them."""
        return self.delegations[-1].contact if self.delegations else None

    @property
    def turned_at(self) -> datetime | None:
        """Since when others at the agency have it: a colleague, or the second of two."""
        turns = [each.at for each in self.delegations]
        turns += [self.proposal.at] if self.proposal is not None else []
        return max(turns, default=None)

    @property
    def patience(self) -> timedelta:
        """How long nobody was to hear of silence, by the policy under which it was asked."""
        first = min((point.at for point in self.asked.chase), default=self.asked.at)
        return first - self.asked.at

    @property
    def declined_because(self) -> DeclineReason | None:
        return self.answer.reason if self.answer is not None else None

    @property
    def waits_for_a_person(self) -> bool:
        """Nothing more is done about it until the coordinator decides."""
        if self.status == "withdrawn":
            return not self.withdrawn_by_plan
        return self.declined_because in FOR_THE_COORDINATOR

    @property
    def promised_until(self) -> date | None:
        """By which day whoever has it says that it will be done."""
        return self.accepted.until if self.waits and self.accepted is not None else None

    @property
    def quiet_until(self) -> datetime | None:
        """Who has said by when it will be done is not reminded before, but at the deadline.

        That is no promise of the second person, who has only to confirm it.
        """
        if self.accepted is None or self.proposal is not None:
            return None
        last_day = datetime.combine(self.accepted.until, END_OF_DAY, ZoneInfo(self.asked.zone))
        return min(utc(last_day), self.due_at or utc(last_day))

    def is_late(self, now: datetime) -> bool:
        """What is to be answered at once is so from its first reminder on."""
        at_once = self.due_at is not None and self.due_at <= self.timed_at
        late_at = self.chase[0].at if at_once and self.chase else self.due_at
        return self.waits and late_at is not None and late_at < now

    def counts_over(self, other: Request) -> bool:
        """Of two attempts at the same."""
        mine, others = self.status == "done", other.status == "done"
        return (mine, self.key.attempt) > (others, other.key.attempt)

    def later_by(self, pause: timedelta) -> Request:
        return replace(
            self,
            due_at=self.due_at + pause if self.due_at else None,
            chase=tuple(p.model_copy(update={"at": p.at + pause}) for p in self.chase),
        )


@dataclass(frozen=True)
class State:
    """`skipped`: by a person, and when. `asked_since` are the units that were asked after they were
    last skipped.
    """

    opened: Opened | None = None
    requests: dict[RequestKey, Request] = field(default_factory=dict)
    skipped: Mapping[Unit, datetime] = field(default_factory=dict)
    asked_since: frozenset[Unit] = frozenset()
    paused: Paused | None = None
    stopped: Stopped | None = None
    closed: Closed | None = None
    handed_over: HandedOver | None = None

    @property
    def over(self) -> bool:
        """Nothing can be asked or answered any more."""
        return self.closed is not None or self.handed_over is not None

    def gone_for_good(self, now: datetime) -> bool:
        """Stopped, and past the time in which it could be undone."""
        stop = self.stopped
        return stop is not None and (stop.unsafe or now >= stop.at + UNDO)

    @property
    def waiting(self) -> tuple[Request, ...]:
        return tuple(r for r in self.requests.values() if r.status == "waiting")

    @property
    def wanting_correction(self) -> tuple[Request, ...]:
        return tuple(r for r in self.requests.values() if r.correction_wanted is not None)

    @cached_property
    def by_step(self) -> Mapping[str, Sequence[Request]]:
        found: dict[str, list[Request]] = {}
        for request in self.requests.values():
            found.setdefault(request.key.step, []).append(request)
        return found

    def is_skipped(self, step: str, item: str | None) -> bool:
        """By a person: alone or with its whole step, and not asked again since."""
        skipped = (step, item) in self.skipped or (step, None) in self.skipped
        return skipped and (step, item) not in self.asked_since

    def rounds(self, step: str, item: str | None) -> tuple[Request, ...]:
        """What counts for each occurrence, in order: the attempt that was done, else the last.

        Done counts for good, even where a refusal was corrected after another was asked.
        """
        asked = [request for request in self.by_step.get(step, ()) if request.key.item == item]
        if len(asked) <= 1:
            return tuple(asked)
        counting: dict[int, Request] = {}
        for request in asked:
            known = counting.get(request.key.occurrence)
            if known is None or request.counts_over(known):
                counting[request.key.occurrence] = request
        return tuple(counting[n] for n in sorted(counting))

    def tried(self, key: RequestKey) -> frozenset[str]:
        """The agencies that did not do it, in this occurrence."""
        return frozenset(
            r.agency
            for r in self.by_step.get(key.step, ())
            if r.key[:3] == key[:3] and r.status in ("declined", "failed", "lacks_grounds")
        )
