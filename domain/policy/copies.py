"""What policies set for a pathway, and not for a copy of it: they go by its key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.pathway.places import Place
from domain.pathway.template import Duty, Pathway, Period, Step
from domain.pathway.wording import limit_words, period_words
from domain.policy.editing import Put, tree_of, value_at
from domain.policy.province_policy import DutyTerms, Policy, StepLimit, policy_for
from domain.texts import Label, Message, say


@dataclass(frozen=True, slots=True)
class Setting:
    """What a policy would say of the copy, in the place of the copy's `own`, where that differs."""

    title: Label | Message
    says: Message
    own: Message | None = None


def to_take_along(policy: Policy, origin: str, copy: Pathway) -> tuple[Put, ...]:
    """What the policy would say of the copy as it does of its origin, of whatever both ask.

    What it says of the copy already stays: somebody has decided that.
    """
    tree = tree_of(policy)
    duties = [one.id for one in copy.duties]
    places: list[Place] = [("limits", one) for one in (*(step.id for step in copy.steps), *duties)]
    places += [("leads",), *(("duties", one) for one in duties)]
    puts: list[Put] = [
        ((part, copy.key, *inner), value_at(tree, (part, origin, *inner)))
        for part, *inner in places
        if value_at(tree, (part, copy.key, *inner)) is None
    ]
    return tuple((place, value) for place, value in puts if value is not None)


def yet_to_hold(policies: Sequence[Policy], today: date) -> tuple[Policy, ...]:
    """Those that whoever is asked from today on may meet."""
    return tuple(
        policy
        for policy in policies
        if policy.valid_from > today
        or policy is policy_for(policies, [policy.area] if policy.area else [], today)
    )


def settings_of(
    policy: Policy, puts: Sequence[Put], origin: str, copy: Pathway, roles: Mapping[str, Label]
) -> tuple[Setting, ...]:
    """What is to be taken along, in words; `roles` are the titles of all that there are."""
    every: tuple[Step | Duty, ...] = (*copy.steps, *copy.duties)
    asked = {one.id: one for one in every}

    def setting(part: str, of: str) -> Setting:
        if part == "leads":
            return _lead(policy.leads[origin], copy.lead, roles)
        if part == "limits":
            return _limit(policy.limits[origin][of], asked[of])
        return _rhythm(policy.duties[origin][of], copy.duty(of))

    return tuple(setting(str(place[0]), str(place[-1])) for place, _ in puts)


def _lead(role: str, own: str, roles: Mapping[str, Label]) -> Setting:
    said, owns = (_title(each, roles) for each in (role, own))
    return Setting(say("Who leads"), said, owns if role != own else None)


def _title(role: str, roles: Mapping[str, Label]) -> Message:
    return Message("{role}", {"role": roles.get(role, role)})


def _limit(said: StepLimit, asked: Step | Duty) -> Setting:
    own = asked.limit
    return Setting(
        asked.title,
        _sourced(limit_words(said.limit), said.source),
        _sourced(limit_words(own), own.source) if own is not None else None,
    )


def _rhythm(terms: DutyTerms, duty: Duty) -> Setting:
    own = duty.every if terms.every not in (None, duty.every) else None
    return Setting(
        say("How often: {duty}", duty=duty.title),
        _sourced(_often(terms.every or duty.every, terms.first), terms.source),
        period_words(own) if own is not None else None,
    )


def _often(every: Period | None, first: date | None) -> Message:
    often = period_words(every) if every is not None else say("not set")
    return often if first is None else say("{often}, first on {day}", often=often, day=first)


def _sourced(said: Message, source: str) -> Message:
    return Message("{said} ({source})", {"said": said, "source": source})
