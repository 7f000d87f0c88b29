"""One field of a form, with its options."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from starlette.responses import Response

from domain.editing.tree import Tree, at, items_of, name_of
from domain.pathway.places import Place
from domain.pathway.wording import PERSON_STATUSES
from domain.texts import say
from pages.admin.drafts import Drafts
from pages.admin.editing.choices import origins
from pages.admin.editing.controls import Choice
from pages.admin.editing.field_typed import GONE, SPARE, edits_of_field, label_filled, said_of
from pages.admin.editing.forms import KIND_CHOICES, field_place
from pages.admin.editing.inside import Inputs, Inside, before, inside, keep
from pages.admin.editing.mending import Spot
from pages.admin.editing.sections import ItemKind
from pages.entrance.guarding import Visit

_STATUSES = (
    Choice("", say("As before")),
    *(Choice(status, words) for status, words in PERSON_STATUSES.items()),
)


@dataclass(frozen=True, slots=True)
class OptionLine:
    name: str
    vi: str
    en: str
    status: str
    read_by: Sequence[Spot]
    goes: bool


@dataclass(frozen=True, slots=True)
class Fields:
    drafts: Drafts
    kind: ItemKind

    def show(self, visit: Visit) -> Response:
        return self._page(inside(visit, self.drafts, self.kind))

    def save(self, visit: Visit) -> Response:
        found = inside(visit, self.drafts, self.kind)
        place = field_place(found)
        item = before(self.drafts, found, place)
        edits = list(edits_of_field(place, item if isinstance(item, dict) else {}, visit.typed))
        no = keep(self.drafts, found, edits)
        if no is not None:
            return self._page(replace(found, meanwhile=no))
        return visit.go_to(f"{found.item_path}/form/{place[-1]}?done=saved")

    def _page(self, found: Inside) -> Response:
        place = field_place(found)
        item = _item(found, place)
        filled = found.filled(_values, "form", place[-1])
        kind = filled["kind"]
        return found.page(
            "admin/field.html",
            name=place[-1], label=said_of(item, "label") or place[-1], filled=filled,
            kinds=KIND_CHOICES, origins=origins(),
            dated=kind == "date" or bool(filled["ahead"]),
            options_shown=_options(found, place, filled), spare=range(SPARE),
            statuses=_STATUSES, wrong=found.told(_names(item), "form", place[-1]),
            with_options=kind in ("choice", "choices"),
        )  # fmt: skip


def _item(found: Inside, place: Place) -> Tree:
    item = at(found.draft.tree, place)
    assert isinstance(item, dict)  # noqa: S101 - `field_place` found it by its name
    return item


def _values(item: Tree) -> Inputs:
    """As the inputs show it."""
    values = {
        "kind": str(item.get("kind", "")),
        "origin": str(item.get("origin", "design")),
        "may_be_empty": "yes" if item.get("required") is False else "",
        "ahead": "yes" if item.get("ahead") is True else "",
        **label_filled(item, "label"),
    }
    for one in items_of(item.get("options")):
        if (name := name_of(one)) is not None:
            values |= label_filled(one, "label", f"option.{name}")
            values |= {f"status.{name}": str(one.get("status") or ""), f"{GONE}.{name}": ""}
    for number in range(SPARE):
        values |= {f"new.{number}.vi": "", f"new.{number}.en": ""}
    return values


def _options(found: Inside, place: Place, filled: Inputs) -> Sequence[OptionLine]:
    names = (name_of(one) for one in items_of(_item(found, place).get("options")))
    return [
        OptionLine(
            name,
            filled[f"option.{name}.vi"],
            filled[f"option.{name}.en"],
            filled[f"status.{name}"],
            found.read_by("form", place[-1], "options", name),
            bool(filled[f"{GONE}.{name}"]),
        )
        for name in names
        if name is not None
    ]


def _names(item: Tree) -> set[str]:
    """Of all beside which something can be told."""
    options = [f"options.{name_of(one)}" for one in items_of(item.get("options"))]
    labels = ["label", *(f"{option}.label" for option in options)]
    in_a_language = (f"{label}.{language}" for label in labels for language in ("vi", "en"))
    statuses = (f"{option}.status" for option in options)
    plain = ("kind", "required", "ahead", "origin", "options")
    return {*plain, *labels, *in_a_language, *options, *statuses}
