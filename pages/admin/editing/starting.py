"""Beginning a draft: a change of a pathway, a new one, or one from a file."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.responses import Response

from domain.casework.administration.publishing import NotPublished
from domain.casework.editing.drafts import Draft, DraftExists
from domain.editing.starting import NotAPathway, blank, tree_from, tree_of
from domain.editing.tree import Tree
from domain.reading import NotYaml, text_in
from domain.texts import Label, Message, say
from pages.admin.drafts import Drafts
from pages.admin.editing.addresses import draft_path
from pages.admin.pathways import Pathways
from pages.entrance.guarding import NotThere, Visit
from pages.entrance.typed import is_number

BLANK, SHIPPED, IN_USE = "", "shipped", "in-use"
NAMELESS = say("Please write what the new pathway is called.")
NO_FILE = say("Please choose a file, or paste its text.")


@dataclass(frozen=True, slots=True)
class Starting:
    drafts: Drafts
    pathways: Pathways

    def form(self, visit: Visit) -> Response:
        return self._form(visit)

    def start_new(self, visit: Visit) -> Response:
        """Blank, or as a copy: `shipped:hai_phong`, `in-use:hai_phong`."""
        name = visit.typed.one("title.vi")
        if not name:
            return self._form(visit, NAMELESS)
        title = Label(vi=name, en=visit.typed.one("title.en") or name)
        kind, _, key = visit.typed.one("copy").partition(":")
        found = begun(self.drafts, title, kind, key)
        if found is None:
            raise NotThere
        tree, version = found
        draft = self.drafts.start_new(tree, title, visit.user, version)
        return _opened(visit, draft, "begun")

    def from_file(self, visit: Visit) -> Response:
        """Under the key that the file has: a change of that pathway, where it is published."""
        brought = visit.typed.file("file") or b""
        pasted = visit.typed.one("text")
        if not brought and not pasted:
            return self._form(visit, NO_FILE)
        try:
            text = text_in(brought) if brought else pasted
            draft = self.drafts.start(tree_from(text), visit.user)
        except (NotYaml, NotAPathway, DraftExists) as no:
            return self._form(visit, no.message)
        return _opened(visit, draft, "begun")

    def change(self, visit: Visit) -> Response:
        """A draft of a version, or the one that there is."""
        key, number = visit.request.path_params["key"], visit.typed.one("version")
        if not is_number(number):
            raise NotThere
        try:
            text = self.pathways.text(key, int(number))
        except NotPublished:
            raise NotThere from None
        try:
            draft = self.drafts.start(tree_of(text.pathway), visit.user)
        except DraftExists:
            return visit.go_to(f"{draft_path(key)}?done=there")
        return _opened(visit, draft, "begun")

    def _form(self, visit: Visit, problem: Message | None = None) -> Response:
        in_use = self.drafts.in_use()
        return visit.page(
            "admin/new.html",
            422 if problem else 200,
            problem=problem, typed=visit.typed, in_use=list(in_use.values()),
            shipped=[
                one for key, one in self.drafts.shipped().items()
                if key not in in_use or in_use[key][1] != one
            ],
        )  # fmt: skip


def begun(drafts: Drafts, title: Label, kind: str, key: str) -> tuple[Tree, int | None] | None:
    """Blank, or a copy with the version that it is a copy of; None where there is no such."""
    if kind == SHIPPED and (shipped := drafts.shipped().get(key)) is not None:
        return tree_of(shipped), None
    if kind == IN_USE and (found := drafts.in_use().get(key)) is not None:
        version, copied = found
        return tree_of(copied), version
    return (blank("", title), None) if kind == BLANK else None


def _opened(visit: Visit, draft: Draft, done: str) -> Response:
    return visit.go_to(f"{draft_path(draft.key)}?done={done}")
