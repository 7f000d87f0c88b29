"""All parts of one kind, in their order, and adding one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.responses import Response

from domain.casework.editing.drafts import Draft
from domain.casework.editing.publishing_drafts import Looked
from domain.editing.edits import Add
from domain.editing.tree import Node, Tree, listed, name_of
from domain.pathway.places import Place
from domain.texts import Label, Message, say
from pages.admin.drafts import Drafts
from pages.admin.editing.addresses import draft_path, part_of_path, title_of
from pages.admin.editing.controls import Choice
from pages.admin.editing.items import ABOUT_KINDS, DONE
from pages.admin.editing.sections import KINDS_IN_WORDS, ItemKind
from pages.admin.editing.visiting import draft_at, revision_of
from pages.entrance.guarding import NotThere, Visit

NAMELESS = say("Please write what it is called.")
NOT_CHOSEN = say("Please choose one from the list.")
_OF_NEW: Mapping[ItemKind, Tree] = {"ends": {"outcome": "completed"}}


@dataclass(frozen=True, slots=True)
class Line:
    name: str
    title: Label
    faults: int


@dataclass(frozen=True, slots=True)
class Lists:
    drafts: Drafts
    kind: ItemKind

    def show(self, visit: Visit) -> Response:
        return self._page(visit)

    def add(self, visit: Visit) -> Response:
        draft, title = draft_at(visit, self.drafts), _title(visit)
        item: Tree = {"origin": "design", **_OF_NEW.get(self.kind, {})}
        if self.kind == "parts":
            chosen = self.drafts.in_use().get(visit.typed.one("use"))
            if chosen is None:
                return self._page(visit, NOT_CHOSEN)
            version, used = chosen
            item = {**item, "use": used.key, "version": version, "entry": used.entries[0].id}
        elif title is None:
            return self._page(visit, NAMELESS)
        else:
            item = {**item, "title": title}
        return added(visit, self.drafts, draft, Add((self.kind,), item))

    def _page(self, visit: Visit, problem: Message | None = None) -> Response:
        draft = draft_at(visit, self.drafts)
        looked = self.drafts.look(draft)
        used = self.drafts.in_use() if self.kind == "parts" else {}
        return visit.page(
            "admin/items.html",
            422 if problem else 200,
            draft=draft, kind=self.kind, path=draft_path(draft.key),
            pathway_title=title_of(draft.tree), kind_title=KINDS_IN_WORDS[self.kind],
            about=ABOUT_KINDS[self.kind],
            lines=lines_of(draft.tree, looked, (self.kind,)), problem=problem,
            found=looked.reading.faults.get((self.kind,), ()),
            usable=[Choice(key, one.title) for key, (_, one) in used.items() if key != draft.key],
            left=looked.reading.wrong,
            done=DONE.get(visit.request.query_params.get("done", "")),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class AddedSteps:
    """A step is added in its stage, after the one before it unless it is said otherwise."""

    drafts: Drafts

    def add(self, visit: Visit) -> Response:
        draft, stage = draft_at(visit, self.drafts), visit.request.path_params["name"]
        title, place = _title(visit), ("stages", stage, "steps")
        if stage not in {name_of(one) for one in listed(draft.tree, ("stages",))}:
            raise NotThere
        if title is None:
            return visit.page("admin/told.html", 422, problem=NAMELESS, back=draft_path(draft.key))
        step: Tree = {
            "origin": "design",
            "title": title,
            "role": visit.typed.one("role"),
            "after": [name for name in visit.typed.all("after") if name],
        }
        return added(visit, self.drafts, draft, Add(place, step))


def added(visit: Visit, drafts: Drafts, draft: Draft, add: Add) -> Response:
    saved = drafts.save(draft.key, revision_of(visit), [add], visit.user)
    return visit.go_to(f"{draft_path(draft.key)}/{part_of_path(saved.places[0])}?done=added")


def lines_of(tree: Tree, looked: Looked, place: Place) -> Sequence[Line]:
    """Of the items of that list, each with how much is wrong in it."""
    named = [(name_of(item) or str(n), item) for n, item in enumerate(listed(tree, place), 1)]
    return [
        Line(
            name, _called(name, item), sum(map(len, looked.reading.inside((*place, name)).values()))
        )
        for name, item in named
    ]


def _called(name: str, item: Node) -> Label:
    used = item.get("use") if isinstance(item, Mapping) else None
    return title_of(item) or Label(vi=str(used or name), en=str(used or name))


def _title(visit: Visit) -> Tree | None:
    vi, en = visit.typed.one("title.vi"), visit.typed.one("title.en")
    return {"vi": vi, "en": en} if vi else None
