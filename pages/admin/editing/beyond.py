"""What an item of a draft holds on pages of their own, with what stands there now."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from domain.casework.editing.publishing_drafts import Looked
from domain.editing.tree import NoSuchPlace, Tree, at, listed, name_of
from domain.pathway.condition_words import in_words
from domain.pathway.places import Place
from domain.pathway.wording import PERSON_FIELDS
from domain.texts import Label, Message, say
from pages.admin.editing.addresses import item_of, part_of_path
from pages.admin.editing.field_typed import said_of
from pages.admin.editing.sections import ItemKind

ONLY_IF = say("Only if")
UNTIL = say("When the rounds are over")
FORM = say("Form")
SHARED = say("What is shared of the person")


@dataclass(frozen=True, slots=True)
class Beyond:
    """`path`: behind the address of the item. `faults`: how much is wrong there."""

    path: str
    title: Message
    now: Message
    faults: int


def beyond(tree: Tree, looked: Looked, kind: ItemKind, place: Place) -> Iterator[Beyond]:
    item = at(tree, place)
    if not isinstance(item, dict):
        return

    def wrong(*inner: str) -> int:
        return sum(map(len, looked.reading.inside((*place, *inner)).values()))

    if kind in ("steps", "ends", "parts"):
        now = _condition(item.get("when"), looked)
        yield Beyond("condition", ONLY_IF, now, wrong("when"))
    repeat = item.get("repeat")
    if kind == "steps" and isinstance(repeat, dict):
        now = _condition(repeat.get("until"), looked)
        yield Beyond("until", UNTIL, now, wrong("repeat", "until"))
    if kind in ("steps", "duties"):
        fields = listed(tree, (*place, "form"))
        now = say("fields: {n}", n=len(fields)) if fields else say("It is confirmed.")
        yield Beyond("form", FORM, now, wrong("form"))
    if kind == "steps":
        shared = wrong("shares") + wrong("without_consent")
        yield Beyond("shares", SHARED, _shared(tree, place), shared)
        asked = said_of(item, "ask") or said_of(item, "title")
        now = Message("“{asked}”", {"asked": asked})
        yield Beyond("wording", say("Wording, and how it arrives"), now, wrong("ask"))


def own_page(place: Place) -> str | None:
    """Behind the address of the draft: the page of its own on which what stands there is mended."""
    item = f"/{part_of_path(place)}"
    match place[len(item_of(place)) :]:
        case ("when", *_) if item != "/about":
            return f"{item}/condition"
        case ("repeat", "until", *_):
            return f"{item}/until"
        case ("form", *field):
            return "/".join((item, "form", *field[:1]))
        case (("shares" | "without_consent"), *_):
            return f"{item}/shares"
    return None


def called_beyond(tree: Tree, place: Place) -> Message | Label:
    """What stands there, on a page of its own."""
    item = item_of(place)
    match place[len(item) :]:
        case ("when", *_):
            return ONLY_IF
        case ("repeat", *_):
            return UNTIL
        case ("form", field, *_):
            return _field_title(tree, (*item, "form", field))
        case ("shares", field, *_) if field in PERSON_FIELDS:
            return next(title for name, title in PERSON_FIELDS.items() if name == field)
        case ("form",):
            return FORM
    return SHARED


def _field_title(tree: Tree, place: Place) -> Label:
    try:
        item = at(tree, place)
    except NoSuchPlace:
        item = None
    said = said_of(item, "label") if isinstance(item, dict) else ""
    return Label(vi=said or place[-1], en=said or place[-1])


def _condition(text: object, looked: Looked) -> Message:
    if not isinstance(text, str) or not text:
        return say("There is no condition.")
    return in_words(text, looked.drawn)


def _shared(tree: Tree, place: Place) -> Message:
    names = [name_of(one) for one in listed(tree, (*place, "shares"))]
    titles = [title for field, title in PERSON_FIELDS.items() if field in names]
    if not titles:
        return say("Nothing is shared.")
    first, *others = [Message("{title}", {"title": title}) for title in titles]
    for other in others:
        first = Message("{first}; {other}", {"first": first, "other": other})
    return first
