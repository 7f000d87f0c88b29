"""A condition as a sentence, in the words of the form that it looks at."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache, reduce

from domain.areas.area_map import Areas, shipped_areas
from domain.pathway.condition_tree import (
    Comparison,
    Constant,
    Joined,
    Name,
    Not,
    Operator,
    Tree,
    Unsayable,
    tree_of,
)
from domain.pathway.conditions import ENTRY
from domain.pathway.template import Field, Pathway
from domain.texts import Label, Message, Value, say, vnd_text

_ASIDE = re.compile(r"\s*\([^)]*\)")
_Worded = Callable[[Value], Message]
_BOUNDS: Mapping[Operator, _Worded] = {
    "<": lambda value: say("less than {value}", value=value),
    "<=": lambda value: say("at most {value}", value=value),
    ">": lambda value: say("more than {value}", value=value),
    ">=": lambda value: say("at least {value}", value=value),
}
_DAYS: Mapping[Operator, _Worded] = {
    "<": lambda day: say("before {day}", day=day),
    "<=": lambda day: say("by {day}", day=day),
    ">": lambda day: say("after {day}", day=day),
    ">=": lambda day: say("from {day} on", day=day),
}


def in_words(text: str, pathway: Pathway) -> Message:
    """What a sound condition says; its own text where it is no plain comparison."""
    try:
        tree = tree_of(text)
    except Unsayable:
        return Message("{text}", {"text": text})
    return _said(_without_guards(tree), pathway)


def short_label(label: Label) -> Label:
    """Without what stands in brackets."""
    return Label(vi=_ASIDE.sub("", label.vi) or label.vi, en=_ASIDE.sub("", label.en) or label.en)


def area_title(area_id: str) -> Label | None:
    """Of an area that is shipped; a province's own are known to its directory alone."""
    area = _areas().get(area_id)
    return area.title if area is not None else None


def _said(tree: Tree, pathway: Pathway) -> Message:
    match tree:
        case Joined(how, parts):
            first, *others = [_bracketed(part, pathway) for part in parts]
            return reduce(_both if how == "&&" else _either, others, first)
        case Not(part):
            return say("not ({condition})", condition=_said(part, pathway))
        case Comparison():
            return _comparison(tree, pathway)


def _bracketed(tree: Tree, pathway: Pathway) -> Message:
    said = _said(tree, pathway)
    return Message("({said})", {"said": said}) if isinstance(tree, Joined) else said


def _both(one: Message, other: Message) -> Message:
    return say("{one}, and {other}", one=one, other=other)


def _either(one: Message, other: Message) -> Message:
    return say("{one}, or {other}", one=one, other=other)


def _without_guards(tree: Tree) -> Tree:
    """What is compared was answered: that it is not null then goes without saying."""
    match tree:
        case Not(part):
            return Not(_without_guards(part))
        case Joined(how, parts):
            kept = [_without_guards(part) for part in parts]
            if how == "&&":
                guards = {Comparison(Name(path), "!=", None) for path in map(_answered, kept)}
                kept = [one for one in kept if one not in guards]
            return Joined(how, tuple(kept)) if len(kept) > 1 else kept[0]
        case Comparison():
            return tree


def _answered(tree: Tree) -> str:
    """The field that must have been answered for this to be true or false at all, if any."""
    if not isinstance(tree, Comparison):
        return ""
    needed = tree.operator in {*_BOUNDS, "holds"} or tree.name.counted
    return tree.name.path if needed else ""


def _comparison(one: Comparison, pathway: Pathway) -> Message:
    return Message(
        "{name}: {value}", {"name": _name(one.name, pathway), "value": _predicate(one, pathway)}
    )


def _name(name: Name, pathway: Pathway) -> Message:
    if name.path == ENTRY:
        return say("way in")
    field = pathway.field_at(name.path)
    if field is None:
        return Message("{path}", {"path": name.path})
    label: Value = short_label(field.label)
    if not _is_alone(field, pathway):
        step = pathway.by_id[name.path.partition(".")[0]]
        label = Message("{step} – {field}", {"step": short_label(step.title), "field": label})
    if name.counted:
        return say("number chosen under “{field}”", field=label)
    return Message("“{field}”", {"field": label})


def _is_alone(field: Field, pathway: Pathway) -> bool:
    """Whether no other step asks for something that is called the same."""
    return sum(other.label == field.label for step in pathway.steps for other in step.form) == 1


def _predicate(one: Comparison, pathway: Pathway) -> Message:
    field = pathway.field_at(one.name.path)
    if one.constant is None:
        return say("not answered") if one.operator == "==" else say("answered")
    if isinstance(one.constant, tuple):
        return _one_of([_value(each, one.name, field, pathway) for each in one.constant])
    value = _value(one.constant, one.name, field, pathway)
    match one.operator:
        case "==":
            return Message("{value}", {"value": value})
        case "!=":
            return _other_than(value, one.constant)
        case "holds":
            return say("{value} chosen", value=value)
    by = _DAYS if field is not None and field.kind == "date" else _BOUNDS
    return by[one.operator](value)


def _other_than(value: Value, constant: Constant) -> Message:
    if isinstance(constant, bool):
        return say("no, or not asked") if constant else say("yes, or not asked")
    return say("not {value}", value=value)


def _one_of(values: Sequence[Value]) -> Message:
    said = Message("{first}", {"first": values[0]})
    for value in values[1:]:
        said = say("{one} or {other}", one=said, other=value)
    return said


def _value(constant: Constant, name: Name, field: Field | None, pathway: Pathway) -> Value:
    match constant:
        case None:
            return say("not answered")
        case bool():
            return say("yes") if constant else say("no")
        case int() if field is not None and field.kind == "money" and not name.counted:
            return Label(vi=vnd_text(constant, "vi"), en=vnd_text(constant, "en"))
        case str():
            return _titled(constant, name, field, pathway)
        case _:
            return constant if isinstance(constant, int) else str(constant)


def _titled(text: str, name: Name, field: Field | None, pathway: Pathway) -> Value:
    if name.path == ENTRY:
        known = next((entry.title for entry in pathway.entries if entry.id == text), None)
    elif field is not None and field.kind == "area":
        known = area_title(text)
    elif field is not None and field.kind == "date":
        return _day(text)
    else:
        options = field.options if field is not None else ()
        known = next((option.label for option in options if option.id == text), None)
    return Message("“{title}”", {"title": short_label(known)}) if known is not None else text


def _day(text: str) -> date | str:
    """As it is written where there is no such day, as in a draft."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return text


@cache
def _areas() -> Areas:
    return shipped_areas()
