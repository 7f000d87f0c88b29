"""The condition of a step, an end or a part, and when the rounds of a step are over: picked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

from starlette.responses import Response

from domain.editing.choices import FieldChoice, fields_anywhere, fields_before, own_fields
from domain.editing.condition_rows import rows_of, written
from domain.editing.edits import Put
from domain.pathway.condition_tree import Unsayable
from domain.pathway.condition_words import in_words
from domain.texts import Message, say
from pages.admin.drafts import Drafts
from pages.admin.editing.beyond import ONLY_IF, UNTIL
from pages.admin.editing.controls import Choice
from pages.admin.editing.inside import Inside, inside, keep
from pages.admin.editing.rows_typed import (
    JOINERS,
    MOST_ROWS,
    TO_COMPARE,
    Subject,
    TypedRow,
    standing,
    subjects,
    typed_rows,
)
from pages.admin.editing.sections import ItemKind
from pages.entrance.guarding import NotThere, Visit

MORE = "_more"
"""Pressed to be asked more, and not to keep anything."""

Which: TypeAlias = Literal["condition", "until"]
_PLACES: Mapping[Which, tuple[str, ...]] = {"condition": ("when",), "until": ("repeat", "until")}
_TITLES: Mapping[Which, Message] = {
    "condition": ONLY_IF,
    "until": UNTIL,
}
_ABOUT: Mapping[Which, Message] = {
    "condition": say(
        "Without a condition it always takes place. One that does not hold is skipped, and what"
        " comes after it goes on."
    ),
    "until": say("Asked again and again until its own answer says this."),
}


@dataclass(frozen=True, slots=True)
class Conditions:
    drafts: Drafts
    kind: ItemKind
    which: Which

    def show(self, visit: Visit) -> Response:
        return self._page(inside(visit, self.drafts, self.kind))

    def save(self, visit: Visit) -> Response:
        found = inside(visit, self.drafts, self.kind)
        rows = typed_rows(visit.typed, self._subjects(found))
        if visit.typed.one(MORE):
            return self._page(found.as_sent, None, rows)
        complete = [row for typed in rows if (row := typed.row) is not None]
        if len(complete) < len(rows):
            return self._page(found.as_sent, TO_COMPARE, rows)
        before = self._text(found)
        try:
            text = before if tuple(complete) == rows_of(before) else written(complete)
        except Unsayable:
            return self._page(found.as_sent, TO_COMPARE, rows)
        return self._kept(found, text, rows)

    def write(self, visit: Visit) -> Response:
        """In CEL."""
        found, text = inside(visit, self.drafts, self.kind), visit.typed.one("text")
        return self._kept(found, text, cel=text)

    def _kept(
        self,
        found: Inside,
        text: str,
        rows: Sequence[TypedRow] | None = None,
        cel: str | None = None,
    ) -> Response:
        no = keep(self.drafts, found, [Put(self._place(found), text)])
        if no is not None:
            return self._page(replace(found, meanwhile=no), None, rows, cel)
        return found.visit.go_to(f"{found.item_path}/{self.which}?done=saved")

    def _place(self, found: Inside) -> tuple[str, ...]:
        """Raises NotThere where there are no rounds to end."""
        if self.which == "until" and not isinstance(found.at("repeat"), Mapping):
            raise NotThere
        return (*found.place, *_PLACES[self.which])

    def _text(self, found: Inside) -> str:
        text = found.at(*_PLACES[self.which]) if self._place(found) else None
        return text if isinstance(text, str) else ""

    def _subjects(self, found: Inside) -> Mapping[str, Subject]:
        entries = [Choice(one.id, one.title) for one in found.looked.sketch.entries]
        areas = [Choice(name, title) for name, title in self.drafts.areas()]
        return subjects(entries, self._fields(found), areas)

    def _fields(self, found: Inside) -> Sequence[FieldChoice]:
        if self.which == "until":
            return own_fields(found.step)
        if self.kind == "ends":
            return fields_anywhere(found.looked.drawn)
        return fields_before(found.looked.drawn, found.place[-1])

    def _page(
        self,
        found: Inside,
        problem: Message | None = None,
        rows: Sequence[TypedRow] | None = None,
        cel: str | None = None,
    ) -> Response:
        text, known = self._text(found), self._subjects(found)
        saved = rows_of(text) if text else ()
        shown = rows if rows is not None else standing(saved or (), known)
        return found.page(
            "admin/condition.html", problem,
            which=self.which, heading=_TITLES[self.which], about=_ABOUT[self.which],
            text=text, cel=text if cel is None else cel,
            words=in_words(text, found.looked.drawn) if text else None,
            as_rows=saved is not None, rows=shown, most=MOST_ROWS, joiners=JOINERS,
            subjects=list(known.values()), faults_here=found.faults(*_PLACES[self.which]),
        )  # fmt: skip
