"""What an item of a draft holds and has a page of its own: its condition, its form, its shares."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

from starlette.responses import Response

from domain.casework.editing.drafts import Draft, EditedMeanwhile
from domain.casework.editing.publishing_drafts import Looked
from domain.editing.edits import Edit
from domain.editing.tree import Node, Tree, at, in_its_stage
from domain.faults import Fault
from domain.pathway.places import Place
from domain.pathway.template import Step
from domain.texts import Label, Message
from pages.admin.drafts import Drafts
from pages.admin.editing.addresses import (
    draft_path,
    item_place,
    part_of_path,
    title_at,
    title_of,
)
from pages.admin.editing.items import DONE
from pages.admin.editing.mending import Spot, read_by
from pages.admin.editing.sections import ItemKind
from pages.admin.editing.visiting import draft_at, revision_of
from pages.admin.versions import by_place
from pages.entrance.guarding import NotThere, Visit

Inputs: TypeAlias = Mapping[str, str]
"""What stands in each, by its name; of a box that is ticked anything, else nothing."""


@dataclass(frozen=True, slots=True)
class Inside:
    """`place`: of the item. `meanwhile`: why what was typed is not kept."""

    visit: Visit
    draft: Draft
    looked: Looked
    place: Place
    meanwhile: EditedMeanwhile | None = None

    @property
    def item_path(self) -> str:
        return f"{draft_path(self.draft.key)}/{part_of_path(self.place)}"

    @property
    def step(self) -> Step:
        """As far as it can be read. Raises NotThere."""
        found = self.looked.sketch.by_id.get(self.place[-1])
        if found is None:
            raise NotThere
        return found

    @property
    def item(self) -> Tree:
        return _tree(self.at())

    def at(self, *inner: str) -> Node:
        return at(self.draft.tree, (*self.place, *inner))

    def faults(self, *inner: str) -> Sequence[Fault]:
        found = self.looked.reading.inside((*self.place, *inner))
        return [fault for faults in found.values() for fault in faults]

    def told(self, names: Collection[str], *inner: str) -> dict[str, list[Fault]]:
        """What is wrong there, by the longest of these names that leads there, or under ''."""
        start, found = len(self.place) + len(inner), dict[str, list[Fault]]()
        for place, faults in self.looked.reading.inside((*self.place, *inner)).items():
            paths = (".".join(place[start:end]) for end in range(len(place), start, -1))
            found.setdefault(next((p for p in paths if p in names), ""), []).extend(faults)
        return found

    def read_by(self, *inner: str) -> list[Spot]:
        return read_by(self.draft.tree, self.looked, (*self.place, *inner))

    def filled(self, values: Callable[[Tree], Inputs], *inner: str) -> Inputs:
        """What stands in the inputs: of what is typed and not kept yet, all that is other than on
        the page that was sent; else what stands there now.
        """
        now = values(_tree(self.at(*inner)))
        if self.meanwhile is None:
            return now
        base = self.meanwhile.made_from
        before = values(_tree(at(base, in_its_stage(base, (*self.place, *inner)))))
        typed = {name: self.visit.typed.one(name) for name in {**before, **now}}
        others = [
            names
            for names in _things(typed)
            if any(typed[name] != before.get(name, "") for name in names)
        ]
        return {**now, **{name: typed[name] for names in others for name in names}}

    @property
    def as_sent(self) -> Inside:
        """Under the revision that its reader knows: what others have kept since is seen only once
        the page has told of it.
        """
        return replace(self, draft=replace(self.draft, revision=revision_of(self.visit)))

    def page(self, template: str, problem: Message | None = None, **values: object) -> Response:
        no, tree = self.meanwhile, self.draft.tree
        status = 409 if no is not None else 422 if problem is not None else 200
        return self.visit.page(
            template, status,
            draft=self.draft, path=draft_path(self.draft.key), item_path=self.item_path,
            title=title_at(tree, self.place) or _nameless(self.place),
            pathway_title=title_of(tree), problem=no.message if no is not None else problem,
            differences=by_place(no.differences) if no is not None else (),
            left=self.looked.reading.wrong,
            done=DONE.get(self.visit.request.query_params.get("done", "")), **values,
        )  # fmt: skip


def inside(visit: Visit, drafts: Drafts, kind: ItemKind) -> Inside:
    """Raises NoDraft and NoSuchPlace."""
    draft = draft_at(visit, drafts)
    place = item_place(draft.tree, kind, visit.request.path_params["name"])
    return Inside(visit, draft, drafts.look(draft), place)


def before(drafts: Drafts, found: Inside, place: Place) -> Node:
    """What stood there on the page that was sent. Raises NoSuchPlace."""
    tree = drafts.tree_at(found.draft.key, revision_of(found.visit))
    return at(tree, in_its_stage(tree, place))


def keep(drafts: Drafts, found: Inside, edits: Sequence[Edit]) -> EditedMeanwhile | None:
    """What came between, and then nothing is kept."""
    try:
        drafts.save(found.draft.key, revision_of(found.visit), edits, found.visit.user)
    except EditedMeanwhile as no:
        return no
    return None


def _things(names: Iterable[str]) -> Collection[Sequence[str]]:
    """What is said in two languages is one."""
    found: dict[str, list[str]] = {}
    for name in names:
        found.setdefault(name.removesuffix(".vi").removesuffix(".en"), []).append(name)
    return found.values()


def _tree(node: Node) -> Tree:
    return node if isinstance(node, Mapping) else {}


def _nameless(place: Place) -> Label:
    return Label(vi=place[-1], en=place[-1])
