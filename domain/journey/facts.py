"""What happened to a journey: the fold's input, and each a line of the audit trail.

Facts hold no free text and no name; those are sealed beside the fact (`domain.db`).
Moments are aware and in UTC. What the world decided (agency, deadline, rungs) is looked
up once, when a request is made, and stands in `Asked`: a replay looks nothing up.
"""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, NamedTuple, get_args

from pydantic import AwareDatetime, Field, TypeAdapter

from domain.frozen import Frozen
from domain.pathway.declining import DeclineReason
from domain.pathway.template import PersonField
from domain.policy.province_policy import ChasePoint
from domain.values import Value

Verdict = Literal["done", "declined", "failed", "lacks_grounds"]
How = Literal["link", "phone", "paper"]


class RequestKey(NamedTuple):
    """One thing asked once. `item` is None where the step has no `foreach`."""

    step: str
    item: str | None = None
    occurrence: int = 1
    attempt: int = 1

    def __str__(self) -> str:
        item = f"[{self.item}]" if self.item else ""
        return f"{self.step}{item}/{self.occurrence}.{self.attempt}"


class Dated(Frozen):
    at: AwareDatetime


class Opened(Dated):
    kind: Literal["opened"] = "opened"
    entry: str
    area: str | None


class Asked(Dated):
    """`due_at` is None without a deadline; `limit_source` says which rule gave it.

    `zone` is the agency's time zone (IANA name), by which a step's rounds are counted. `standby` is
    the role by which the agency was asked in the place of `role`, because offices were closed.
    `shares` is what of the person it could read then: for which consent stood. `without_consent`:
    the step was to wait for consent, and the coordinator asked without it.
    """

    kind: Literal["asked"] = "asked"
    key: RequestKey
    role: str
    agency: str
    standby: str | None = None
    asked_by: str | None
    informed: tuple[str, ...] = ()
    area: str | None
    due_at: AwareDatetime | None
    limit_source: str | None
    chase: tuple[ChasePoint, ...]
    policy: str
    calendar: str
    zone: str
    shares: tuple[PersonField, ...] = ()
    without_consent: bool = False

    @property
    def held(self) -> str:
        """The role that the agency held when it was asked."""
        return self.standby or self.role


class Proposed(Dated):
    """What the first of two said, of what one alone may not decide. `by` as in `Answered`.

    The request still waits. `corrects` and `taken_over_by` as in `Corrected`, where it is to
    replace an answer.
    """

    kind: Literal["proposed"] = "proposed"
    key: RequestKey
    verdict: Verdict
    reason: DeclineReason | None = None
    values: dict[str, Value]
    by: str
    how: How
    corrects: int | None = None
    taken_over_by: str | None = None


class ProposalRefused(Dated):
    """The second of two did not confirm it. The reason is sealed. `by` as in `Answered`.

    `told`: whoever gave it knew that the agency reads the reason; an older release promised that
    nobody else is told.
    """

    kind: Literal["proposal_refused"] = "proposal_refused"
    key: RequestKey
    by: str
    how: How
    told: bool = False


class Answered(Dated):
    """`by` is a contact's id, or the user who wrote down a phone call or a letter.

    `reason` goes with 'declined', but for answers that an older release took.
    Where it takes two they confirmed what `proposed_by` had said: 'contact:' or 'user:', and who.
    """

    kind: Literal["answered"] = "answered"
    key: RequestKey
    verdict: Verdict
    reason: DeclineReason | None = None
    values: dict[str, Value]
    by: str
    how: How
    proposed_by: str | None = None


class Corrected(Dated):
    """A new answer in the place of the one in trail line `corrects`.

    `taken_over_by` is the user who took over what `by` had sent for it (`CorrectionWanted`).
    """

    kind: Literal["corrected"] = "corrected"
    key: RequestKey
    verdict: Verdict
    reason: DeclineReason | None = None
    values: dict[str, Value]
    by: str
    how: How
    corrects: int
    proposed_by: str | None = None
    taken_over_by: str | None = None


class CorrectionWanted(Dated):
    """What the contact `by` says should stand in the place of the answer in trail line `corrects`.

    They may not replace it any more: it stands until a coordinator has taken this over.
    """

    kind: Literal["correction_wanted"] = "correction_wanted"
    key: RequestKey
    verdict: Verdict
    reason: DeclineReason | None = None
    values: dict[str, Value]
    by: str
    corrects: int


class CorrectionLeft(Dated):
    """By the user `by`: the answer stays as it is. What they said to it is sealed."""

    kind: Literal["correction_left"] = "correction_left"
    key: RequestKey
    by: str


class Reviewed(Dated):
    """The user `by` has looked through what was answered on the answer before it was corrected, and
    had answered anew what had to be.
    """

    kind: Literal["reviewed"] = "reviewed"
    key: RequestKey
    by: str


class Accepted(Dated):
    """The agency takes it on: it will have been done by the end of that day where the agency is.

    The request still waits. `by` as in `Answered`.
    """

    kind: Literal["accepted"] = "accepted"
    key: RequestKey
    by: str
    how: How
    until: date


class Questioned(Dated):
    """Of the contact `by` to the coordinator. The request still waits, and its clock runs on."""

    kind: Literal["questioned"] = "questioned"
    key: RequestKey
    by: str


class Replied(Dated):
    """Of the user `by` to the question that was open."""

    kind: Literal["replied"] = "replied"
    key: RequestKey
    by: str


class MoreTimeWanted(Dated):
    """The contact `by` asks for the end of that day; `Extended` grants it."""

    kind: Literal["more_time_wanted"] = "more_time_wanted"
    key: RequestKey
    by: str
    until: date


class MoreTimeRefused(Dated):
    """By the user `by`: the deadline stays as it is."""

    kind: Literal["more_time_refused"] = "more_time_refused"
    key: RequestKey
    by: str


class Withdrawn(Dated):
    """By the plan (it no longer holds: it may be asked anew) or by a person (it waits for one)."""

    kind: Literal["withdrawn"] = "withdrawn"
    key: RequestKey
    by_plan: bool


class Skipped(Dated):
    """A person lets the journey go on without this; what comes after it may be asked."""

    kind: Literal["skipped"] = "skipped"
    step: str
    item: str | None
    by: str


class Extended(Dated):
    kind: Literal["extended"] = "extended"
    key: RequestKey
    due_at: AwareDatetime
    chase: tuple[ChasePoint, ...]
    by: str


class Reassigned(Dated):
    """Another agency has the request now; the clock keeps running.

    `before` had it until now. `legal_basis` is the directory's, where it says that `agency`
    succeeds. `by` is 'plan', or 'user:' and who decided.
    """

    kind: Literal["reassigned"] = "reassigned"
    key: RequestKey
    agency: str
    before: str | None = None
    legal_basis: str | None = None
    by: str = "plan"


class Delegated(Dated):
    """A colleague answers for it now, at the same agency; the clock keeps running.

    `before` and `contact` are contacts' ids. `by` is 'contact:' and who passed it on, or 'user:'
    and who confirmed a colleague that the directory did not have.
    """

    kind: Literal["delegated"] = "delegated"
    key: RequestKey
    before: str
    contact: str
    by: str


class ColleagueNamed(Dated):
    """The contact `by` wants a colleague to answer whom the directory does not have.

    Name and address are sealed. Until the coordinator confirms, nothing changes.
    """

    kind: Literal["colleague_named"] = "colleague_named"
    key: RequestKey
    by: str


class ColleagueRejected(Dated):
    """The coordinator does not confirm the colleague who was named: it stays where it is."""

    kind: Literal["colleague_rejected"] = "colleague_rejected"
    key: RequestKey
    by: str


class Paused(Dated):
    kind: Literal["paused"] = "paused"
    clocks_stop: bool
    by: str


class Resumed(Dated):
    """Ends a pause, or undoes a stop within its ten minutes."""

    kind: Literal["resumed"] = "resumed"
    by: str


class Stopped(Dated):
    kind: Literal["stopped"] = "stopped"
    unsafe: bool
    by: str


class Moved(Dated):
    """By a person, to another version of the pathway.

    `steps` gives the old ids of steps that have another, `fields` those of the fields of answers,
    as `step.field` with the step's old id. `undoes` is the trail line of the move that is taken
    back by this one.
    """

    kind: Literal["moved"] = "moved"
    from_version: int
    to_version: int
    steps: dict[str, str]
    fields: dict[str, str] = Field(default_factory=dict)
    undoes: int | None = None


class HandedOver(Dated):
    kind: Literal["handed_over"] = "handed_over"
    to_journey: str


class Closed(Dated):
    kind: Literal["closed"] = "closed"
    end: str


AnyFact = (
    Opened | Asked | Proposed | ProposalRefused | Answered | Corrected | CorrectionWanted
    | CorrectionLeft | Reviewed | Accepted | Questioned | Replied | MoreTimeWanted | MoreTimeRefused
    | Withdrawn | Skipped | Extended | Reassigned | Delegated | ColleagueNamed | ColleagueRejected
    | Paused | Resumed | Stopped | Moved | HandedOver | Closed
)  # fmt: skip
Fact = Annotated[AnyFact, Field(discriminator="kind")]
FACT: TypeAdapter[AnyFact] = TypeAdapter(Fact)
FACT_KINDS: frozenset[str] = frozenset(
    fact.model_fields["kind"].default for fact in get_args(AnyFact)
)
