"""What is to be mended, or would be: in which part of the draft, in what of it, on which page."""

from __future__ import annotations

from dataclasses import dataclass

from domain.casework.editing.publishing_drafts import Looked
from domain.editing.readers import readers
from domain.editing.tree import Tree
from domain.faults import Fault
from domain.pathway.places import Place
from domain.texts import Label, Message
from pages.admin.editing.addresses import item_of, kind_of, part_of_path, title_at
from pages.admin.editing.beyond import called_beyond, own_page
from pages.admin.editing.choices import Choices
from pages.admin.editing.controls import label_at, mended_by
from pages.admin.editing.sections import KINDS_IN_WORDS, SECTIONS


@dataclass(frozen=True, slots=True)
class Spot:
    """A place of a draft. `address`: behind that of the draft, what leads to where it is mended."""

    kind: Message
    title: Label | None
    what: Message | Label | None
    address: str


@dataclass(frozen=True, slots=True)
class Wrong:
    spot: Spot
    fault: Fault


def wrong_in(tree: Tree, looked: Looked) -> list[Wrong]:
    """In the order of the draft."""
    return [
        Wrong(spot_at(tree, looked, place), fault)
        for place, faults in looked.reading.faults.items()
        for fault in faults
    ]


def read_by(tree: Tree, looked: Looked, place: Place) -> list[Spot]:
    """What would be to be mended if what stands at this place were removed."""
    places = readers(looked.sketch, place)
    return list(dict.fromkeys(spot_at(tree, looked, one) for one in places))


def spot_at(tree: Tree, looked: Looked, place: Place) -> Spot:
    item = item_of(place)
    kind, title = KINDS_IN_WORDS[kind_of(place)], title_at(tree, item) if item else None
    if place == ("stages",):
        # The draft itself lists them.
        return Spot(kind, None, None, "#add-stage")
    page = own_page(place)
    if page is not None:
        return Spot(kind, title, called_beyond(tree, place), page)
    inner, here = place[len(item) :], f"/{part_of_path(place)}"
    for section in SECTIONS[kind_of(place)](Choices(looked, item[-1] if item else "")):
        control = mended_by(inner, section.controls)
        if control is not None:
            return Spot(kind, title, label_at(inner, control), f"{here}#{section.id}")
    return Spot(kind, title, None, here)
