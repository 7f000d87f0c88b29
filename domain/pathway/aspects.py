"""What each part of a pathway says of itself, one thing after the other, in people's words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeAlias

from domain.days.deadlines import Limit
from domain.frozen import Frozen
from domain.pathway.condition_words import area_title, in_words
from domain.pathway.declining import DECLINES_IN_WORDS, DeclineReason
from domain.pathway.template import (
    Deadline,
    Duty,
    End,
    Entry,
    Field,
    Looks,
    Option,
    Part,
    Pathway,
    Period,
    Role,
    Share,
    Stage,
    Step,
    Subject,
)
from domain.pathway.wording import (
    KINDS,
    ORIGINS,
    OUTCOMES,
    PERSON_STATUSES,
    SCOPES,
    lapse_words,
    limit_words,
    period_words,
)
from domain.texts import Label, Message, Value, say


@dataclass(frozen=True, slots=True)
class Within:
    """What a value belongs to, in a pathway that is whole."""

    pathway: Pathway
    owner: Frozen


_Words: TypeAlias = Callable[[Any, Within], Value]
_NOT_GIVEN = say("not given")


@dataclass(frozen=True, slots=True)
class Aspect:
    """`words` is asked of what is given alone; `of` picks from a value that says several things."""

    name: Message
    words: _Words
    without: Message = _NOT_GIVEN
    of: Callable[[Any], object] | None = None

    def value(self, given: object) -> object:
        return self.of(given) if self.of is not None and given is not None else given

    def said(self, value: object, within: Within) -> Value:
        missing = value is None or (isinstance(value, tuple | Mapping) and not value)
        return self.without if missing else self.words(value, within)


def joined(said: Iterable[Value], between: str = "; ") -> Message:
    values = {f"_{number}": value for number, value in enumerate(said)}
    return Message(between.join(f"{{{name}}}" for name in values), values)


def quoted(text: str | Label, _: Within | None = None) -> Message:
    return Message("“{text}”", {"text": text})


def role_title(role_id: str, within: Within) -> Value:
    """Its id where there is none, as in a draft."""
    return next((role.title for role in within.pathway.roles if role.id == role_id), role_id)


def _titles(ids: tuple[str, ...], within: Within) -> Message:
    return joined(within.pathway.title_of(name) for name in ids)


def _roles(ids: tuple[str, ...], within: Within) -> Message:
    return joined(role_title(role, within) for role in ids)


def _roles_by_item(roles: Mapping[str, str], within: Within) -> Message:
    return joined(
        say("“{item}”: {role}", item=_item(item, within), role=role_title(role, within))
        for item, role in roles.items()
    )


def _item(item: str, within: Within) -> Value:
    step = within.owner
    label = within.pathway.item_label(step, item) if isinstance(step, Step) else None
    return label or item


def _roles_of_part(roles: Mapping[str, str], within: Within) -> Message:
    return joined(
        Message("{theirs} = {ours}", {"theirs": theirs, "ours": role_title(ours, within)})
        for theirs, ours in roles.items()
    )


def _field(path: str, within: Within) -> Value:
    field = within.pathway.field_at(path)
    if field is None:
        return path
    step = within.pathway.title_of(path.partition(".")[0])
    return Message("{step} – {field}", {"step": step, "field": field.label})


def _own_field(field_id: str, within: Within) -> Value:
    step = within.owner
    field = step.field(field_id) if isinstance(step, Step) else None
    return field.label if field is not None else field_id


def _condition(text: str, within: Within) -> Message:
    return in_words(text, within.pathway)


def _declines(reasons: tuple[DeclineReason, ...], _: Within) -> Message:
    return joined(DECLINES_IN_WORDS[reason] for reason in reasons)


def _area(area_id: str, _: Within) -> Value:
    return area_title(area_id) or area_id


def _without_source(limit: Deadline) -> Limit:
    return limit.model_copy(update={"source": ""})


def _one_of(table: Mapping[Any, Message]) -> _Words:
    return lambda value, _: table[value]


def _as_it_is(value: int | str | date, _: Within) -> Value:
    return value


def _lapse(period: Period, _: Within) -> Message:
    return lapse_words(period)


_yes_or_no = _one_of({True: say("yes"), False: say("no")})
_SUBJECTS: Mapping[Subject, Message] = {"person": say("a person"), "site": say("a place")}
_LOOKS: Mapping[Looks, Message] = {
    "ahead": say("the period that begins"),
    "back": say("the period that is over"),
}
_WITHOUT_CONSENT: Mapping[str, Message] = {
    "ask": say("it is asked all the same"),
    "wait": say("it waits for the coordinator"),
}

Aspects: TypeAlias = Mapping[str, tuple[Aspect, ...]]
_TITLE = (Aspect(say("title"), quoted),)
_ASK = (Aspect(say("what is asked"), quoted),)
_STATUS = (Aspect(say("what the person is from here on"), _one_of(PERSON_STATUSES)),)
AFTER = Aspect(say("after the steps"), _titles, without=say("nothing, from the beginning"))
_WHEN = (Aspect(say("condition"), _condition),)
_ORIGIN = (Aspect(say("where it comes from"), _one_of(ORIGINS)),)
_STATED: Aspects = {"origin": _ORIGIN, "source": (Aspect(say("source"), quoted),)}
_WHOM: Aspects = {
    "role": (Aspect(say("who is asked"), role_title),),
    "asked_by": (Aspect(say("in whose name"), role_title),),
    "informed": (Aspect(say("who is told"), _roles),),
}
DEADLINE = Aspect(say("deadline"), lambda limit, _: limit_words(limit), of=_without_source)
_LIMIT = (
    DEADLINE,
    Aspect(say("source of the deadline"), quoted, of=lambda limit: limit.source),
)
_EVERY = Aspect(say("how often"), lambda period, _: period_words(period))

ASPECTS: Mapping[type[Frozen], Aspects] = {
    Pathway: {
        "format": (Aspect(say("format of the file"), _as_it_is),),
        "key": (Aspect(say("key"), _as_it_is),),
        "title": _TITLE,
        "about": (Aspect(say("what it says of itself"), quoted),),
        "describes": (Aspect(say("what it describes"), quoted),),
        "subject": (Aspect(say("what it is about"), _one_of(_SUBJECTS)),),
        "no_new_after": (Aspect(say("last day on which a journey may begin"), _as_it_is),),
        "area": (Aspect(say("where its duties are asked"), _area),),
        "lead": (Aspect(say("who answers for the journeys"), role_title),),
    },
    Role: {"title": _TITLE, **_STATED},
    Entry: {"title": _TITLE, "status": _STATUS, **_STATED},
    Stage: {"title": _TITLE, **_STATED},
    Step: {
        "title": _TITLE,
        "ask": _ASK,
        **_WHOM,
        "jointly": (Aspect(say("who is asked together with them"), _roles),),
        "after": (AFTER,),
        "when": _WHEN,
        "not_before": (
            Aspect(say("time that must pass first"), _lapse, say("none"), lambda held: held.period),
            Aspect(
                say("counted from the date under"),
                _field,
                say("when its turn comes"),
                lambda held: held.since,
            ),
            Aspect(say("and not before the date under"), _field, of=lambda held: held.until),
        ),
        "foreach": (Aspect(say("asked for each thing chosen under"), _field),),
        "role_by_item": (Aspect(say("who is asked for single things"), _roles_by_item),),
        "area": (Aspect(say("the area is named under"), _field),),
        "repeat": (
            Aspect(_EVERY.name, _EVERY.words, say("once only"), lambda repeat: repeat.every),
            Aspect(say("repeated until"), _condition, of=lambda repeat: repeat.until),
            Aspect(say("most rounds"), _as_it_is, of=lambda repeat: repeat.times),
        ),
        "may_lack_grounds": (Aspect(say("“not enough grounds” is an answer"), _yes_or_no),),
        "second_person": (Aspect(say("a second person confirms the answer"), _yes_or_no),),
        "declines": (Aspect(say("may be declined because"), _declines),),
        "limit": _LIMIT,
        "status": _STATUS,
        "dated_by": (Aspect(say("that holds from the date under"), _own_field),),
        "without_consent": (Aspect(say("without consent"), _one_of(_WITHOUT_CONSENT)),),
        "part": (Aspect(say("comes from the pathway"), _as_it_is),),
        **_STATED,
    },
    Field: {
        "label": (Aspect(say("wording"), quoted),),
        "kind": (Aspect(say("what is filled in"), _one_of(KINDS)),),
        "required": (Aspect(say("has to be filled in"), _yes_or_no),),
        "ahead": (Aspect(say("may lie in the future"), _yes_or_no),),
        "origin": _ORIGIN,
    },
    Option: {"label": (Aspect(say("wording"), quoted),), "status": _STATUS},
    Share: {"why": (Aspect(say("why it is needed"), quoted),), "origin": _ORIGIN},
    Part: {
        "use": (Aspect(say("pathway that is used"), _as_it_is),),
        "version": (Aspect(say("version that is used"), _as_it_is),),
        "entry": (Aspect(say("played as for the entry"), _as_it_is),),
        "after": (AFTER,),
        "when": _WHEN,
        "roles": (Aspect(say("its roles are ours"), _roles_of_part),),
        **_STATED,
    },
    End: {
        "title": _TITLE,
        "outcome": (Aspect(say("outcome"), _one_of(OUTCOMES)),),
        "after": (AFTER,),
        "when": _WHEN,
        "at_once": (Aspect(say("ends at once, whatever is still asked"), _yes_or_no),),
        "hands_over": (
            Aspect(say("hands over to the area under"), _field, of=lambda over: over.area),
            Aspect(say("hands over to the pathway"), _as_it_is, of=lambda over: over.pathway),
            Aspect(say("hands over to its entry"), _as_it_is, of=lambda over: over.entry),
        ),
        **_STATED,
    },
    Duty: {
        "title": _TITLE,
        "ask": _ASK,
        **_WHOM,
        "per": (Aspect(say("for whom it is asked"), _one_of(SCOPES)),),
        "every": (_EVERY,),
        "looks": (Aspect(say("which period it is about"), _one_of(_LOOKS)),),
        "limit": _LIMIT,
        **_STATED,
    },
}  # fmt: skip
"""By model and its field. What is not here is a list of parts, or the name they are matched by."""
