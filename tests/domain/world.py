"""A small world in which a journey can be lived through: a clock, a directory, no database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from types import MappingProxyType
from zoneinfo import ZoneInfo

from pydantic import BaseModel

from domain.journey.facts import (
    Accepted,
    Answered,
    AnyFact,
    Asked,
    Closed,
    ColleagueNamed,
    ColleagueRejected,
    Corrected,
    CorrectionLeft,
    CorrectionWanted,
    Delegated,
    Extended,
    MoreTimeRefused,
    MoreTimeWanted,
    Opened,
    Paused,
    ProposalRefused,
    Proposed,
    Questioned,
    Reassigned,
    Replied,
    RequestKey,
    Resumed,
    Skipped,
    Stopped,
    Verdict,
    Withdrawn,
)
from domain.journey.fold_and_plan import Plan, ToAsk, plan
from domain.journey.folding import apply
from domain.journey.seconding import agreed, needs_two, taken_over
from domain.journey.state import State
from domain.pathway.declining import DeclineReason
from domain.pathway.template import Pathway
from domain.policy.province_policy import ChasePoint
from domain.values import Values

START = datetime(2026, 1, 31, 2, tzinfo=UTC)
ZONE = "Asia/Ho_Chi_Minh"
DAY = timedelta(days=1)
FOUND = "found_by_coordinator"
NOTHING: Values = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Happening:
    """One fact, and the state before and after it."""

    fact: AnyFact
    before: State
    after: State


@dataclass(frozen=True, slots=True)
class Look:
    """One time that somebody looked what is to be done, and what was to be done."""

    now: datetime
    state: State
    plan: Plan
    after_all_was_done: bool


class World:
    """`patience` is how long every agency has to answer."""

    def __init__(
        self,
        pathway: Pathway,
        agencies: Mapping[str, tuple[str, ...]],
        patience: timedelta | None = 5 * DAY,
        now: datetime = START,
        state: State | None = None,
    ) -> None:
        self.pathway = pathway
        self.agencies = agencies
        self.patience = patience
        self.now = now
        self.state = state or State()
        self.happenings: list[Happening] = []
        self.looks: list[Look] = []

    def __repr__(self) -> str:
        """Short enough to be read when a property fails."""
        parts = [*self.pathway.steps, *self.pathway.ends, *self.facts]
        return "\n".join(["World", *(_in_short(part) for part in parts)])

    @property
    def facts(self) -> list[AnyFact]:
        return [happening.fact for happening in self.happenings]

    @property
    def finished(self) -> bool:
        return self.state.over or self.state.gone_for_good(self.now)

    def record(self, fact: AnyFact) -> None:
        before, self.state = self.state, apply(self.state, fact)
        self.happenings.append(Happening(fact, before, self.state))

    def look(self, *, after_all_was_done: bool = False) -> Plan:
        found = plan(self.pathway, self.state, self.now)
        self.looks.append(Look(self.now, self.state, found, after_all_was_done))
        return found

    def settle(self) -> Plan:
        """Do what is to be done now, once. Returns what then is still to be done."""
        todo = self.look()
        for key in todo.withdrawals:
            self.record(Withdrawn(at=self.now, key=key, by_plan=True))
        for ask in todo.asks:
            if (agency := self.agency_for(ask)) is not None:
                self.ask(ask.key, agency)
        if todo.end is not None:
            self.record(Closed(at=self.now, end=todo.end))
        return self.look(after_all_was_done=True)

    def agency_for(self, ask: ToAsk) -> str | None:
        return next((a for a in self.agencies[ask.role] if a not in ask.tried), None)

    def open(self, entry: str) -> None:
        self.record(Opened(at=self.now, entry=entry, area=None))

    def wait(self, time: timedelta) -> None:
        self.now += time

    def ask(self, key: RequestKey, agency: str = FOUND) -> None:
        due_at = self.now + self.patience if self.patience else None
        self.record(
            Asked(
                at=self.now,
                key=key,
                role=self.pathway.by_id[key.step].role_for(key.item),
                agency=agency,
                asked_by=None,
                area=None,
                due_at=due_at,
                limit_source=None,
                chase=_ladder(self.now, self.patience or 7 * DAY),
                policy="made_up",
                calendar="made_up",
                zone=ZONE,
            )
        )

    def answer(
        self,
        key: RequestKey,
        verdict: Verdict = "done",
        values: Values = NOTHING,
        reason: DeclineReason | None = None,
    ) -> None:
        """Where it takes two, both of them."""
        request = self.state.requests[key]
        if needs_two(self.pathway.by_id[key.step], request, verdict):
            self.propose(key, verdict, values, reason=reason)
            self.confirm(key)
            return
        self.record(
            Answered(
                at=self.now, key=key, verdict=verdict, reason=reason, values=dict(values), by="an",
                how="link",
            )
        )  # fmt: skip

    def propose(
        self,
        key: RequestKey,
        verdict: Verdict = "done",
        values: Values = NOTHING,
        corrects: int | None = None,
        reason: DeclineReason | None = None,
    ) -> None:
        self.record(
            Proposed(
                at=self.now, key=key, verdict=verdict, reason=reason, values=dict(values), by="an",
                how="link", corrects=corrects,
            )
        )  # fmt: skip

    def confirm(self, key: RequestKey) -> None:
        proposal = self.state.requests[key].proposal
        assert proposal is not None
        self.record(agreed(proposal, key, "binh", "link", self.now))

    def turn_down(self, key: RequestKey) -> None:
        self.record(ProposalRefused(at=self.now, key=key, by="binh", how="link"))

    def correct(self, key: RequestKey, verdict: Verdict = "done", values: Values = NOTHING) -> None:
        line = self._answer_line(key)
        if needs_two(self.pathway.by_id[key.step], self.state.requests[key], verdict):
            self.propose(key, verdict, values, line)
            self.confirm(key)
            return
        self.record(
            Corrected(
                at=self.now, key=key, verdict=verdict, values=dict(values), by="an", how="phone",
                corrects=line,
            )
        )  # fmt: skip

    def want_correction(
        self, key: RequestKey, verdict: Verdict = "done", values: Values = NOTHING
    ) -> None:
        self.record(
            CorrectionWanted(
                at=self.now, key=key, verdict=verdict, values=dict(values), by="an",
                corrects=self._answer_line(key),
            )
        )  # fmt: skip

    def take_over(self, key: RequestKey) -> None:
        """And where it takes two, the other one confirms."""
        request = self.state.requests[key]
        assert request.correction_wanted is not None
        step, wanted = self.pathway.by_id[key.step], request.correction_wanted
        self.record(taken_over(step, request, wanted, "lan", self.now))
        if self.state.requests[key].proposal is not None:
            self.confirm(key)

    def leave_the_answer(self, key: RequestKey) -> None:
        self.record(CorrectionLeft(at=self.now, key=key, by="lan"))

    def _answer_line(self, key: RequestKey) -> int:
        return max(
            number
            for number, fact in enumerate(self.facts, start=1)
            if isinstance(fact, Answered | Corrected) and fact.key == key
        )

    def withdraw(self, key: RequestKey) -> None:
        self.record(Withdrawn(at=self.now, key=key, by_plan=False))

    def skip(self, step: str, item: str | None = None) -> None:
        self.record(Skipped(at=self.now, step=step, item=item, by="lan"))

    def extend(self, key: RequestKey, more: timedelta) -> None:
        """The ladder of the new limit counts on from the old one's."""
        past = max((p.ordinal for p in self.state.requests[key].chase), default=0)
        due_at, chase = self.now + more, _ladder(self.now, more, past)
        self.record(Extended(at=self.now, key=key, due_at=due_at, chase=chase, by="lan"))

    def accept(self, key: RequestKey, within: timedelta) -> None:
        until = (self.now + within).astimezone(ZoneInfo(ZONE)).date()
        self.record(Accepted(at=self.now, key=key, by="an", how="link", until=until))

    def question(self, key: RequestKey) -> None:
        self.record(Questioned(at=self.now, key=key, by="an"))

    def reply(self, key: RequestKey) -> None:
        self.record(Replied(at=self.now, key=key, by="lan"))

    def want_more_time(self, key: RequestKey, more: timedelta) -> None:
        until = (self.now + more).astimezone(ZoneInfo(ZONE)).date()
        self.record(MoreTimeWanted(at=self.now, key=key, by="an", until=until))

    def refuse_more_time(self, key: RequestKey) -> None:
        self.record(MoreTimeRefused(at=self.now, key=key, by="lan"))

    def reassign(self, key: RequestKey, agency: str = FOUND) -> None:
        self.record(Reassigned(at=self.now, key=key, agency=agency))

    def delegate(self, key: RequestKey, contact: str) -> None:
        before = self.state.requests[key].delegated_to or "an"
        self.record(
            Delegated(at=self.now, key=key, before=before, contact=contact, by="contact:an")
        )

    def name_colleague(self, key: RequestKey) -> None:
        self.record(ColleagueNamed(at=self.now, key=key, by="an"))

    def reject_colleague(self, key: RequestKey) -> None:
        self.record(ColleagueRejected(at=self.now, key=key, by="lan"))

    def pause(self, *, clocks_stop: bool) -> None:
        self.record(Paused(at=self.now, clocks_stop=clocks_stop, by="lan"))

    def resume(self) -> None:
        """Ends a pause or takes back a stop."""
        self.record(Resumed(at=self.now, by="lan"))

    def stop(self, *, unsafe: bool = False) -> None:
        self.record(Stopped(at=self.now, unsafe=unsafe, by="lan"))


def _in_short(part: BaseModel) -> str:
    shown = part.model_dump(
        exclude_defaults=True,
        exclude={
            "title": True,
            "origin": True,
            "chase": True,
            "form": {"__all__": {"options", "label", "origin"}},
        },
    )
    return f"{type(part).__name__} {shown}"


def _ladder(begun: datetime, patience: timedelta, past: int = 0) -> tuple[ChasePoint, ...]:
    due_at = begun + patience
    return (
        ChasePoint(at=begun + patience / 2, tell="agency", ordinal=past + 1),
        ChasePoint(at=due_at, tell="agency", ordinal=past + 2),
        ChasePoint(at=due_at + DAY, tell="above", ordinal=past + 1),
        ChasePoint(at=due_at + 3 * DAY, tell="lead", ordinal=past + 2),
    )
