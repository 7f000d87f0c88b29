"""The form of a step or a recurring work: its fields in their order, and adding one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from starlette.responses import Response

from domain.editing.edits import Add, Edit, Move, Remove
from domain.editing.tree import Tree, at, listed, name_of
from domain.pathway.places import Place
from domain.pathway.template import FieldKind
from domain.pathway.wording import KINDS
from domain.texts import Message
from pages.admin.drafts import Drafts
from pages.admin.editing.controls import Choice
from pages.admin.editing.field_typed import label_of, said_of
from pages.admin.editing.inside import Inside, inside
from pages.admin.editing.lists import NAMELESS
from pages.admin.editing.mending import Spot
from pages.admin.editing.sections import ItemKind
from pages.admin.editing.visiting import revision_of
from pages.entrance.guarding import Visit

KIND_CHOICES = tuple(Choice(kind, words) for kind, words in KINDS.items())
_OF_KIND: Mapping[FieldKind, Tree] = {
    # Who answers by phone has no file to send.
    "file": {"required": False},
}


@dataclass(frozen=True, slots=True)
class FieldLine:
    name: str
    title: str
    kind: Message | None
    may_be_empty: bool
    faults: int
    read_by: Sequence[Spot]


@dataclass(frozen=True, slots=True)
class Forms:
    drafts: Drafts
    kind: ItemKind

    def show(self, visit: Visit) -> Response:
        return self._page(inside(visit, self.drafts, self.kind))

    def add(self, visit: Visit) -> Response:
        found = inside(visit, self.drafts, self.kind)
        label, kind = label_of(visit.typed, "title"), _kind(visit)
        if not label:
            return self._page(found, NAMELESS)
        item: Tree = {"label": label, "kind": kind, **_OF_KIND.get(kind, {})}
        add = Add((*found.place, "form"), item)
        saved = self.drafts.save(found.draft.key, revision_of(visit), [add], visit.user)
        return visit.go_to(f"{found.item_path}/form/{saved.places[0][-1]}?done=added")

    def up(self, visit: Visit) -> Response:
        return self._changed(visit, lambda place: Move(place, -1), "moved")

    def down(self, visit: Visit) -> Response:
        return self._changed(visit, lambda place: Move(place, 1), "moved")

    def remove(self, visit: Visit) -> Response:
        return self._changed(visit, Remove, "removed")

    def _changed(self, visit: Visit, edit: Callable[[Place], Edit], done: str) -> Response:
        found = inside(visit, self.drafts, self.kind)
        place = field_place(found)
        self.drafts.save(found.draft.key, revision_of(visit), [edit(place)], visit.user)
        return visit.go_to(f"{found.item_path}/form?done={done}#{place[-1]}")

    def _page(self, found: Inside, problem: Message | None = None) -> Response:
        items = listed(found.draft.tree, (*found.place, "form"))
        return found.page(
            "admin/form.html", problem,
            lines=[_line(found, item, name_of(item) or str(n)) for n, item in enumerate(items, 1)],
            kinds=KIND_CHOICES,
        )  # fmt: skip


def field_place(found: Inside) -> Place:
    """Raises NoSuchPlace."""
    place = (*found.place, "form", found.visit.request.path_params["field"])
    at(found.draft.tree, place)
    return place


def _line(found: Inside, item: Tree, name: str) -> FieldLine:
    kind = item.get("kind")
    return FieldLine(
        name,
        said_of(item, "label") or name,
        next((words for each, words in KINDS.items() if each == kind), None),
        item.get("required") is False,
        len(found.faults("form", name)),
        found.read_by("form", name),
    )


def _kind(visit: Visit) -> FieldKind:
    return next((kind for kind in KINDS if kind == visit.typed.one("kind")), "text")
