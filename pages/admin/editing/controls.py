"""The controls of a form of the editor: what of an item each shows, and what it makes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from domain.editing.edits import Put, cleaned
from domain.editing.tree import Node
from domain.faults import Fault
from domain.pathway.places import Place
from domain.texts import Label, Message, say
from pages.entrance.typed import is_number

Kind = Literal[
    "label", "long_label", "text", "number", "date", "choice", "choices", "yes_no", "limit",
    "period",
]  # fmt: skip
Filled: TypeAlias = Mapping[str, Sequence[str]]
"""The texts of a form by their names."""

_INNER: Mapping[Kind, Sequence[str]] = {
    "label": ("vi", "en"),
    "long_label": ("vi", "en"),
    "limit": ("amount", "unit", "source"),
    "period": ("amount", "unit"),
}
_PARTS = {
    "vi": say("In Vietnamese"),
    "en": say("In English"),
    "amount": say("How many"),
    "unit": say("of what"),
    "source": say("The text that sets it"),
}
PERIODS = {"months": say("months"), "days": say("days")}


@dataclass(frozen=True, slots=True)
class Choice:
    id: str
    title: Label | Message


@dataclass(frozen=True, slots=True)
class Control:
    """`name` is where its value stands in the item, with dots: `hands_over.area`. `none` is what it
    means that nothing is chosen; `default` is what holds where nothing is said.
    """

    name: str
    kind: Kind
    label: Message
    hint: Message
    choices: tuple[Choice, ...] = ()
    none: Message | None = None
    default: str = ""

    @property
    def names(self) -> list[str]:
        """Of its inputs."""
        inner = _INNER.get(self.kind)
        return [f"{self.name}.{each}" for each in inner] if inner else [self.name]


@dataclass(frozen=True, slots=True)
class Section:
    """What is kept by one button."""

    id: str
    title: Message
    controls: tuple[Control, ...]


def filled_from(item: Node, controls: Iterable[Control]) -> Filled:
    """As it stands in the draft."""
    return {name: texts for control in controls for name, texts in _filled(control, item)}


def with_typed(controls: Iterable[Control], typed: Filled, before: Filled, now: Filled) -> Filled:
    """Of each control what was typed, where it says something else than it did before; of all
    others what stands there now.
    """
    filled = dict(now)
    for control in controls:
        if _value_of(control, typed) != _value_of(control, before):
            filled |= {name: typed.get(name, ()) for name in control.names}
    return filled


def puts(place: Place, item: Node, controls: Iterable[Control], typed: Filled) -> list[Put]:
    """What beside these controls stands in the same value stays there."""
    values: dict[str, Node] = {}
    for control in controls:
        top, *inner = control.name.split(".")
        before = values[top] if top in values else _inside(item, [top])
        values[top] = _with(before, inner, _made_of(control, typed))
    return [Put((*place, top), value) for top, value in values.items()]


def options_of(control: Control, filled: Filled) -> tuple[Choice, ...]:
    """With what is chosen though it can be no more, which would else be lost by keeping the rest;
    what is chosen comes first where there may be several.
    """
    chosen = [text for text in filled.get(control.name, ()) if text]
    known = {choice.id for choice in control.choices}
    gone = tuple(Choice(text, Label(vi=text, en=text)) for text in chosen if text not in known)
    if control.kind == "choices":
        return (*gone, *sorted(control.choices, key=lambda choice: choice.id not in chosen))
    if control.kind == "period":
        return tuple(Choice(unit, words) for unit, words in PERIODS.items())
    if control.kind == "limit":
        return (Choice("", say("No deadline")), *control.choices)
    blank = control.none or (None if chosen else say("Not chosen yet"))
    return (*([Choice("", blank)] if blank else []), *control.choices, *gone)


def faults_by_control(
    place: Place, faults: Mapping[Place, Sequence[Fault]], controls: Sequence[Control]
) -> dict[str, list[Fault]]:
    """Those of the item at the place, by the input or the control that mends each; under '' all
    others.
    """
    found: dict[str, list[Fault]] = {}
    for at, there in faults.items():
        control = mended_by(at[len(place) :], controls)
        name = "" if control is None else _input_of(control, at[len(place) :])
        found.setdefault(name, []).extend(there)
    return found


def mended_by(inner: Place, controls: Sequence[Control]) -> Control | None:
    path = ".".join(inner)
    for control in controls:
        if path == control.name or path.startswith(f"{control.name}."):
            return control
    return next((c for c in controls if inner and c.name.split(".")[0] == inner[0]), None)


def label_at(inner: Place, control: Control) -> Message:
    """What that is called in the control, which may have several inputs."""
    part = _PARTS.get(inner[-1]) if ".".join(inner) in control.names else None
    return Message("{of}: {part}", {"of": control.label, "part": part}) if part else control.label


def _input_of(control: Control, inner: Place) -> str:
    path = ".".join(inner)
    return path if path in control.names else control.name


def _filled(control: Control, item: Node) -> Iterable[tuple[str, Sequence[str]]]:
    value = _inside(item, control.name.split("."))
    match control.kind:
        case "label" | "long_label":
            vi, en = _text(_inside(value, ["vi"])), _text(_inside(value, ["en"]))
            yield f"{control.name}.vi", [vi]
            # The same in both languages is what is kept where there is no English.
            yield f"{control.name}.en", [en if en != vi else ""]
        case "limit":
            yield from ((name, [_text(_inside(value, [name.split(".")[-1]]))])
                        for name in control.names)  # fmt: skip
        case "period":
            unit = next((each for each in PERIODS if _inside(value, [each])), "")
            yield f"{control.name}.amount", [_text(_inside(value, [unit]))]
            yield f"{control.name}.unit", [unit]
        case "choices":
            given = value if isinstance(value, list) else []
            yield control.name, [_text(each) for each in given]
        case "yes_no":
            yield control.name, ["yes"] if value is True else []
        case _:
            yield control.name, [_text(value) or control.default]


def _made_of(control: Control, typed: Filled) -> Node:
    texts = [_one(typed, name) for name in control.names]
    made: Node = texts[0] if texts[0] != control.default else None
    match control.kind:
        case "label" | "long_label":
            made = dict(zip(("vi", "en"), texts, strict=True))
        case "limit":
            made = {"amount": _number(texts[0]), "unit": texts[1], "source": texts[2]}
        case "period":
            made = {texts[1] or "days": _number(texts[0])}
        case "number":
            made = _number(texts[0])
        case "choices":
            made = list(typed.get(control.name, ())) or None
        case "yes_no":
            made = True if typed.get(control.name) else None
    return made


def _value_of(control: Control, filled: Filled) -> Node:
    """As it would be kept, in whatever order the choices are sent."""
    value = cleaned(_made_of(control, filled))
    return sorted(map(str, value)) if isinstance(value, list) else value


def _number(text: str) -> Node:
    """What is none stays as it was typed: the draft keeps it, and says what is wrong."""
    return int(text) if is_number(text) else text


def _one(typed: Filled, name: str) -> str:
    return next(iter(typed.get(name, ())), "").strip()


def _text(node: Node) -> str:
    return str(node) if isinstance(node, str | int | float) else ""


def _inside(node: Node, names: Sequence[str]) -> Node:
    for name in names:
        node = node.get(name) if isinstance(node, Mapping) else None
    return node


def _with(node: Node, inner: Sequence[str], value: Node) -> Node:
    if not inner:
        return value
    before = node if isinstance(node, Mapping) else {}
    return {**before, inner[0]: _with(before.get(inner[0]), inner[1:], value)}
