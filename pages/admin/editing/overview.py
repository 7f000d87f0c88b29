"""A draft as a whole: its diagram, its stages and steps, and what is yet to be mended."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from starlette.responses import Response

from domain.casework.editing.publishing_drafts import Looked
from domain.documents.diagram.drawing import draw
from domain.editing.tree import Tree, listed
from domain.pathway.places import Place
from domain.texts import Message
from pages.admin.drafts import Drafts, proposer
from pages.admin.editing.addresses import draft_path, kind_of, title_of
from pages.admin.editing.choices import Choices
from pages.admin.editing.items import DONE
from pages.admin.editing.lists import Line, lines_of
from pages.admin.editing.mending import wrong_in
from pages.admin.editing.sections import KINDS_IN_WORDS, ItemKind
from pages.admin.editing.visiting import draft_at, revision_of
from pages.entrance.guarding import Visit
from pages.rendering import language_of

BESIDE: tuple[ItemKind, ...] = ("about", "roles", "entries", "ends", "duties", "parts")


@dataclass(frozen=True, slots=True)
class StageLine:
    line: Line
    steps: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Beside:
    kind: ItemKind
    title: Message
    number: int
    faults: int


@dataclass(frozen=True, slots=True)
class Overview:
    drafts: Drafts

    def show(self, visit: Visit) -> Response:
        draft = draft_at(visit, self.drafts)
        looked = self.drafts.look(draft)
        done = visit.request.query_params.get("done", "")
        return visit.page(
            "admin/draft.html",
            draft=draft, path=draft_path(draft.key), pathway_title=title_of(draft.tree),
            saved_by=self.drafts.name_of(draft.saved_by), in_use=looked.in_use,
            proposed_by=proposer(self.drafts, draft),
            diagram=draw(looked.drawn, language_of(visit.request, visit.language)),
            wrong=wrong_in(draft.tree, looked), last_change=self.drafts.last_change(draft, looked),
            examples=self.drafts.number_of_examples(draft.key),
            stages=_stages(draft.tree, looked), beside=list(_beside(draft.tree, looked)),
            roles=Choices(looked).roles(), before=Choices(looked).before(),
            left=self.drafts.left_behind(looked.drawn, visit.user) if done == "begun" else None,
            done=DONE.get(done),
        )  # fmt: skip

    def undo(self, visit: Visit) -> Response:
        key = visit.request.path_params["key"]
        self.drafts.undo(key, revision_of(visit), visit.user)
        return visit.go_to(f"{draft_path(key)}?done=undone")

    def throw_away(self, visit: Visit) -> Response:
        self.drafts.throw_away(visit.request.path_params["key"], revision_of(visit))
        return visit.go_to("/admin/pathways?done=thrown-away")


def _stages(tree: Tree, looked: Looked) -> list[StageLine]:
    return [
        StageLine(line, lines_of(tree, looked, ("stages", line.name, "steps")))
        for line in lines_of(tree, looked, ("stages",))
    ]


def _beside(tree: Tree, looked: Looked) -> Iterable[Beside]:
    wrong: list[Place] = [place for place, found in looked.reading.faults.items() for _ in found]
    for kind in BESIDE:
        number = len(listed(tree, (kind,))) if kind != "about" else 0
        faults = sum(1 for place in wrong if kind_of(place) == kind)
        yield Beside(kind, KINDS_IN_WORDS[kind], number, faults)
