"""A province's dated settings beside the pathways: limits, reminders, rungs, who leads.

No article says when to remind or to escalate: the ladders that stand here are by design, and a
province writes its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta
from functools import cache, cached_property
from itertools import count, pairwise
from pathlib import Path
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, AwareDatetime, BeforeValidator, Field, ValidationError

from domain.clock import utc
from domain.days.deadlines import Limit
from domain.faults import Faults, Wrong, faults_of
from domain.frozen import Frozen, Id
from domain.pathway.template import Period
from domain.policy.standby import Standby
from domain.policy.stretches import SHARE, TIME, amount_and_unit, in_words, time_of
from domain.reading import read_yaml
from domain.texts import Label, say
from domain.written import Dated, Text, ZoneName

Tell = Literal["agency", "above", "lead"]
LimitOrigin = Literal["law", "design", "province"]
LadderName = Literal["with_limit", "without_limit", "at_once"]
LADDERS: tuple[LadderName, ...] = get_args(LadderName)
TimeName = Literal["next_channel_after", "promises_within"]
TIMES: tuple[TimeName, ...] = get_args(TimeName)
Sourced = Literal[LadderName, TimeName]
SOURCED: tuple[Sourced, ...] = get_args(Sourced)


MOST_RUNGS = 20


class PolicyFaults(Faults):
    """A policy that cannot be taken as it is written."""


def _share_or_time(at: object) -> object:
    if isinstance(at, str) and (SHARE.fullmatch(at) or TIME.fullmatch(at)):
        return at
    raise Wrong(
        say("“{at}” is neither a share of the limit nor a time.", at=str(at)),
        say("Write for example: 50%, 15 minutes, 2 hours or 7 days."),
    )


def _time(at: object) -> object:
    if isinstance(at, str) and TIME.fullmatch(at):
        return at
    raise Wrong(
        say("“{at}” is not a time.", at=str(at)),
        say("Write for example: 15 minutes, 2 hours or 7 days."),
    )


class Rung(Frozen):
    """Whom to tell when nobody has answered. What the agency itself is told is a reminder.

    `at` is counted from the asking: a share of the limit (“50%”), or a time (“7 days”).
    """

    tell: Tell
    at: Annotated[str, BeforeValidator(_share_or_time)]

    @property
    def is_share(self) -> bool:
        return self.at.endswith("%")

    def moment(self, asked_at: datetime, due_at: datetime) -> datetime:
        if isinstance(self._stretch, int):
            return asked_at + (due_at - asked_at) * self._stretch / 100
        return asked_at + self._stretch

    @cached_property
    def _stretch(self) -> int | timedelta:
        """So many hundredths of the limit, or a time."""
        return amount_and_unit(self.at)[0] if self.is_share else time_of(self.at)


def _in_order(ladder: tuple[Rung, ...]) -> tuple[Rung, ...]:
    if len({rung.is_share for rung in ladder}) > 1:
        raise Wrong(
            say("Shares of the limit and times stand side by side here."),
            say("Write only shares (50%) or only times (7 days), so that their order is known."),
        )
    # Within one kind the order is the same whatever the limit, so any will do.
    start = datetime(2000, 1, 1, tzinfo=UTC)
    moments = [(rung.moment(start, start + timedelta(days=1)), rung) for rung in ladder]
    for (sooner, earlier), (moment, later) in pairwise(moments):
        if moment < sooner:
            raise Wrong(
                say(
                    "“{later}” stands behind “{earlier}”.",
                    later=in_words(later.at),
                    earlier=in_words(earlier.at),
                ),
                say("Put the lines in the order of time, the earliest first."),
            )
    return ladder


def _each_once(ladder: tuple[Rung, ...]) -> tuple[Rung, ...]:
    for earlier, later in pairwise(sorted(ladder, key=lambda rung: (rung.tell, rung.at))):
        if earlier == later:
            raise Wrong(
                say(
                    "“{at}” stands here twice for “{tell}”.", at=in_words(later.at), tell=later.tell
                ),
                say("Take one of the two lines out."),
            )
    return ladder


def _not_in_vain(ladder: tuple[Rung, ...]) -> tuple[Rung, ...]:
    if ladder[-1].tell == "agency":
        raise Wrong(
            say("After the last reminder nobody would notice the silence."),
            say("Let the last line tell “above” or “lead”."),
        )
    return ladder


def _times_alone(ladder: tuple[Rung, ...]) -> tuple[Rung, ...]:
    for rung in ladder:
        if rung.is_share:
            raise Wrong(
                say(
                    "There is no limit here that “{at}” could be a share of.", at=in_words(rung.at)
                ),
                say("Write a time, for example: 30 minutes, 2 hours or 7 days."),
            )
    return ladder


Ladder = Annotated[
    tuple[Rung, ...],
    Field(min_length=1, max_length=MOST_RUNGS),
    AfterValidator(_in_order),
    AfterValidator(_each_once),
    AfterValidator(_not_in_vain),
]
TimedLadder = Annotated[Ladder, AfterValidator(_times_alone)]


class StepLimit(Frozen):
    """How long one step may take, and who says so. `source` names the article or the decision."""

    limit: Limit
    source: Text
    origin: LimitOrigin


class Receiving(Frozen):
    """The pathway and its entry by which those go on here who come from another province."""

    pathway: Id
    entry: Id


class DutyTerms(Frozen):
    """How often a duty is asked here, and on which day first, in the place of what its own source
    says of that. `source` names the decision.
    """

    every: Period | None = None
    first: date | None = None
    source: Text
    origin: LimitOrigin


class Policy(Dated):
    """One set of settings, for an area and all within it, or (`area: null`) for everywhere.

    `leads` names for a pathway the role that answers for its journeys, in the place of the lead
    that the pathway itself names. `limits` are by pathway and step or duty, `duties` by pathway and
    duty. `next_channel_after` is how long a link may stay unopened before the contact's next
    channel is tried; `promises_within` how far away the day may be by which an agency says that it
    will have done something. `sources` says of both, and of each ladder that is written, who
    decided it, but for schema 1, which knew no sources.
    """

    format: Literal[1, 2] = Field(alias="schema")
    key: Id
    title: Label
    area: Id | None = None
    valid_from: date
    time_zone: ZoneName = "Asia/Ho_Chi_Minh"
    leads: dict[Id, Id] = Field(default_factory=dict)
    receives: Receiving | None = None
    limits: dict[Id, dict[Id, StepLimit]] = Field(default_factory=dict)
    standby: Standby | None = None
    duties: dict[Id, dict[Id, DutyTerms]] = Field(default_factory=dict)
    sources: dict[Sourced, Text] = Field(default_factory=dict)
    next_channel_after: Annotated[str, BeforeValidator(_time)] | None = None
    promises_within: Annotated[str, BeforeValidator(_time)] | None = None
    with_limit: Ladder = (
        Rung(tell="agency", at="50%"),
        Rung(tell="agency", at="100%"),
        Rung(tell="above", at="150%"),
        Rung(tell="lead", at="200%"),
    )
    without_limit: TimedLadder = (
        Rung(tell="agency", at="7 days"),
        Rung(tell="agency", at="14 days"),
        Rung(tell="above", at="21 days"),
        Rung(tell="lead", at="28 days"),
    )
    at_once: TimedLadder = (
        Rung(tell="agency", at="15 minutes"),
        Rung(tell="agency", at="30 minutes"),
        Rung(tell="above", at="1 hour"),
        Rung(tell="lead", at="2 hours"),
    )


class ChasePoint(Frozen):
    """When to tell whom that nobody has answered, in UTC.

    Reminders to the agency are counted 1, 2, …; so are, on their own, the rungs of escalation.
    """

    at: AwareDatetime
    tell: Tell
    ordinal: int


def chase(
    policy: Policy,
    limit: Limit | None,
    asked_at: datetime,
    due_at: datetime | None,
    after: Sequence[ChasePoint] = (),
) -> tuple[ChasePoint, ...]:
    """The whole ladder of one request, soonest first. Moments are aware.

    `after` is what was said before a new limit was granted: the counting goes on from there.
    """
    reminders, rungs = (
        count(1 + max((p.ordinal for p in after if (p.tell == "agency") is to_agency), default=0))
        for to_agency in (True, False)
    )
    return tuple(
        ChasePoint(
            at=utc(rung.moment(asked_at, due_at or asked_at)),
            tell=rung.tell,
            ordinal=next(reminders if rung.tell == "agency" else rungs),
        )
        for rung in _ladder(policy, limit, asked_at, due_at)
    )


def _ladder(
    policy: Policy, limit: Limit | None, asked_at: datetime, due_at: datetime | None
) -> tuple[Rung, ...]:
    if due_at is None:
        at_once = limit is not None and limit.unit == "at_once"
        return policy.at_once if at_once else policy.without_limit
    # Shares of no time at all would all fall on one moment.
    return policy.with_limit if due_at > asked_at else policy.at_once


def limit_for(policy: Policy, pathway: str, step: str) -> StepLimit | None:
    return policy.limits.get(pathway, {}).get(step)


def duty_terms(policy: Policy, pathway: str, duty: str) -> DutyTerms | None:
    return policy.duties.get(pathway, {}).get(duty)


def policy_for(policies: Iterable[Policy], area_chain: Sequence[str], on: date) -> Policy:
    """The policy of the smallest area, and of those the latest; the design's where none is.

    `area_chain` begins with the smallest area and ends with the province.
    """
    in_force = [policy for policy in policies if policy.in_force(on)]
    for area in (*area_chain, None):
        of_area = [policy for policy in in_force if policy.area == area]
        if of_area:
            return max(of_area, key=lambda policy: policy.valid_from)
    return default_policy()


@cache
def default_policy() -> Policy:
    """By design: no limits, and the ladders that stand in `Policy`."""
    return Policy(
        format=1,
        key="design",
        title=Label(
            vi="Mặc định do thiết kế (không có trong nguồn nào)",
            en="Default by design (in no source)",
        ),
        valid_from=date.min,
    )


def read_policy(source: str | Path) -> Policy:
    """Raises NotYaml for what cannot be read, PolicyFaults with all that is wrong in it."""
    data = read_yaml(source)
    try:
        return Policy.model_validate(data)
    except ValidationError as error:
        raise PolicyFaults(faults_of(error, data)) from None
