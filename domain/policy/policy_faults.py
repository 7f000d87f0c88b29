"""What a policy names that nobody knows, and what of it may surprise whoever wrote it."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from difflib import get_close_matches
from zoneinfo import ZoneInfo

from domain.days.day_table import far_faults
from domain.days.deadlines import Limit, due_at
from domain.days.working_days import vietnam_calendar
from domain.explaining import quoted
from domain.faults import Fault, place_of
from domain.pathway.places import Place, fault_at
from domain.pathway.step_faults import period_faults
from domain.pathway.template import Duty, Pathway, Step
from domain.policy.province_policy import SOURCED, DutyTerms, Policy
from domain.texts import Message, say


@dataclass(frozen=True, slots=True)
class Named:
    """What there is for a policy to name: `roles` are those that the directory assigns."""

    areas: Collection[str]
    pathways: Mapping[str, Pathway]
    roles: Collection[str]
    policies: Sequence[Policy]

    @property
    def all_roles(self) -> frozenset[str]:
        of_pathways = (role.id for pathway in self.pathways.values() for role in pathway.roles)
        return frozenset((*of_pathways, *self.roles))


def policy_faults(policy: Policy, named: Named) -> Iterator[Fault]:
    if policy.area is not None:
        wrong = say("There is no area “{area}”.", area=policy.area)
        yield from _unknown(policy.area, named.areas, ("area",), wrong)
    yield from _rivals(policy, named.policies)
    yield from _unsourced(policy)
    yield from _lead_faults(policy, named)
    yield from _receiving_faults(policy, named)
    yield from _limit_faults(policy, named)
    yield from _duty_faults(policy, named)
    if policy.standby is not None:
        for role, asked in policy.standby.asks.items():
            place = ("standby", "asks", role)
            yield from _unknown_role(role, named.all_roles, place)
            yield from _unknown_role(asked, named.all_roles, place)


def days_too_far(policy: Policy, today: date) -> Iterator[Fault]:
    """Only while a policy is being written: one that is in use grows old rightly."""
    firsts = {
        place_of("duties", key, duty, "first"): terms.first
        for key, duties in policy.duties.items()
        for duty, terms in duties.items()
        if terms.first is not None
    }
    return far_faults(firsts, today)


def policy_notes(policy: Policy, named: Named) -> Iterator[Message]:
    """What is no fault: the policy holds as it is written."""
    for name in SOURCED:
        if policy.format == 1 and name in policy.model_fields_set:
            yield say(
                "{place}: nobody can tell who decided this. Write “schema: 2”, and name its source"
                " under “sources”.",
                place=name,
            )
    for key, steps in policy.limits.items():
        pathway = named.pathways.get(key)
        theirs = {each.id: each.limit for each in asked_in(pathway)} if pathway else {}
        for asked, rule in steps.items():
            limit = theirs.get(asked)
            if limit is not None and _longer(rule.limit, limit):
                yield say(
                    "{place}: an answer in time may come later than the pathway says ({source})."
                    " Please check that this is allowed.",
                    place=place_of("limits", key, asked), source=limit.source,
                )  # fmt: skip


def _rivals(policy: Policy, others: Sequence[Policy]) -> Iterator[Fault]:
    for other in others:
        same = (other.area, other.valid_from) == (policy.area, policy.valid_from)
        if same and other.key != policy.key:
            yield fault_at(
                ("valid_from",),
                say(
                    "The policy “{policy}” begins for this area on this day as well.",
                    policy=other.key,
                ),
                say("Give this one the same key, to replace that one, or another first day."),
            )


def _unsourced(policy: Policy) -> Iterator[Fault]:
    for name in SOURCED:
        if policy.format > 1 and name in policy.model_fields_set and name not in policy.sources:
            yield fault_at(
                ("sources", name),
                say("This is missing."),
                say("Name who decided the lines under “{name}”.", name=name),
            )


def _lead_faults(policy: Policy, named: Named) -> Iterator[Fault]:
    for key, role in policy.leads.items():
        yield from _unknown_pathway(key, named, ("leads", key))
        if key in named.pathways:
            yield from _unknown_role(role, named.all_roles, ("leads", key))


def _limit_faults(policy: Policy, named: Named) -> Iterator[Fault]:
    for key, steps in policy.limits.items():
        yield from _unknown_pathway(key, named, ("limits", key))
        for step in steps:
            yield from _unknown_step(step, named.pathways.get(key), ("limits", key, step))


def _duty_faults(policy: Policy, named: Named) -> Iterator[Fault]:
    for key, duties in policy.duties.items():
        yield from _unknown_pathway(key, named, ("duties", key))
        for duty, terms in duties.items():
            yield from _unknown_duty(duty, named.pathways.get(key), ("duties", key, duty))
            if terms.every is not None:
                yield from period_faults(terms.every, ("duties", key, duty, "every"))
            else:
                yield from _nothing_set(terms, key, duty, named)


def _nothing_set(terms: DutyTerms, key: str, duty: str, named: Named) -> Iterator[Fault]:
    duties = named.pathways[key].duties if key in named.pathways else ()
    if terms.first is None:
        problem = say("This says neither how often nor from when.")
    elif any(known.id == duty and known.every is None for known in duties):
        problem = say("A first day alone sets nothing: “{key}” does not say how often.", key=key)
    else:
        return
    mend = say("Write under “every” how often this is asked, for example: months: 1.")
    yield fault_at(("duties", key, duty), problem, mend)


def _receiving_faults(policy: Policy, named: Named) -> Iterator[Fault]:
    to = policy.receives
    if to is None:
        return
    yield from _unknown_pathway(to.pathway, named, ("receives", "pathway"))
    pathway = named.pathways.get(to.pathway)
    if pathway is not None:
        wrong = say("“{entry}” is no entry of “{key}”.", entry=to.entry, key=to.pathway)
        entries = [entry.id for entry in pathway.entries]
        yield from _unknown(to.entry, entries, ("receives", "entry"), wrong)


def _unknown_pathway(key: str, named: Named, place: Place) -> Iterator[Fault]:
    if key not in named.pathways:
        near = _nearest(key, named.pathways)
        yield fault_at(
            place,
            say("No pathway “{key}” is published.", key=key),
            near or say("Publish it first, or choose another: `referral pathway list` shows them."),
        )


def _unknown_step(step: str, pathway: Pathway | None, place: Place) -> Iterator[Fault]:
    if pathway is not None:
        known = [asked.id for asked in asked_in(pathway)]
        wrong = say("“{key}” has no step and no duty “{step}”.", key=pathway.key, step=step)
        yield from _unknown(step, known, place, wrong)


def asked_in(pathway: Pathway) -> tuple[Step | Duty, ...]:
    """All for which a policy may set a deadline."""
    return (*pathway.steps, *pathway.duties)


def _unknown_duty(duty: str, pathway: Pathway | None, place: Place) -> Iterator[Fault]:
    if pathway is not None:
        known = [each.id for each in pathway.duties]
        wrong = say("“{key}” has no duty “{duty}”.", key=pathway.key, duty=duty)
        yield from _unknown(duty, known, place, wrong)


def _unknown_role(role: str, known: Collection[str], place: Place) -> Iterator[Fault]:
    if role not in known:
        spelt = _nearest(role, set(known) - {place[-1]}) or say("Check how it is spelt.")
        yield fault_at(
            place,
            say("Neither a pathway nor the directory has a role “{role}”.", role=role),
            say("{spelt} If it is new, assign it in the directory first.", spelt=spelt),
        )


def _unknown(name: str, known: Collection[str], place: Place, problem: Message) -> Iterator[Fault]:
    if name not in known:
        yield fault_at(place, problem, _nearest(name, known) or _any_of(known))


def _any_of(known: Collection[str]) -> Message:
    if not known:
        return say("Check how it is spelt, or take it out.")
    return say("Choose one of these: {choices}.", choices=quoted(known))


def _nearest(name: str, known: Collection[str]) -> Message | None:
    near = get_close_matches(name, known)
    return say("Perhaps this is meant: {choices}.", choices=quoted(near)) if near else None


def _longer(ours: Limit, theirs: Limit) -> bool:
    # No unit is always the longer one: a working day may be over before 24 hours are, or after
    # Tết. So both are tried from each day of a month that has both in it.
    zone, days = ZoneInfo("Asia/Ho_Chi_Minh"), vietnam_calendar()
    mornings = (datetime(2026, 2, 1, 2, tzinfo=UTC) + timedelta(days=n) for n in range(28))
    return any(
        due_at(ours, morning, zone, days) > due_at(theirs, morning, zone, days)
        for morning in mornings
    )
