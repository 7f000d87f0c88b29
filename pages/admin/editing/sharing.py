"""What a step's role may read of the person, and why it cannot do without."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from starlette.responses import Response

from domain.editing.edits import Add, Edit, Put, Remove
from domain.editing.tree import Tree, items_of, name_of
from domain.faults import Fault
from domain.pathway.places import Place
from domain.pathway.wording import PERSON_FIELDS
from domain.texts import Label, say
from pages.admin.drafts import Drafts
from pages.admin.editing.controls import Choice
from pages.admin.editing.field_typed import label_filled, label_of
from pages.admin.editing.inside import Inputs, Inside, before, inside, keep
from pages.entrance.guarding import Visit
from pages.entrance.typed import Typed

_WITHOUT_CONSENT = (
    Choice("ask", say("it is asked all the same")),
    Choice("wait", say("it waits for the coordinator")),
)


@dataclass(frozen=True, slots=True)
class ShareLine:
    name: str
    title: Label
    is_shared: bool
    vi: str
    en: str


@dataclass(frozen=True, slots=True)
class Sharing:
    drafts: Drafts

    def show(self, visit: Visit) -> Response:
        return self._page(inside(visit, self.drafts, "steps"))

    def save(self, visit: Visit) -> Response:
        found = inside(visit, self.drafts, "steps")
        shared = items_of(before(self.drafts, found, (*found.place, "shares")))
        edits = list(_edits(found.place, shared, visit.typed))
        consent = visit.typed.one("without_consent")
        edits.append(Put((*found.place, "without_consent"), consent if consent == "wait" else None))
        no = keep(self.drafts, found, edits)
        if no is not None:
            return self._page(replace(found, meanwhile=no))
        return visit.go_to(f"{found.item_path}/shares?done=saved")

    def _page(self, found: Inside) -> Response:
        filled = found.filled(_values)
        return found.page(
            "admin/shares.html",
            lines=list(_lines(filled)), choices=_WITHOUT_CONSENT,
            without_consent=filled["without_consent"],
            wrong=_told(found),
            about_a_place=found.looked.sketch.subject == "site",
        )  # fmt: skip


def _told(found: Inside) -> Mapping[str, Sequence[Fault]]:
    whys = [f"{field}.why" for field in PERSON_FIELDS]
    in_a_language = (f"{why}.{language}" for why in whys for language in ("vi", "en"))
    told = found.told({*PERSON_FIELDS, *whys, *in_a_language}, "shares")
    return {**told, "without_consent": found.faults("without_consent")}


def _values(step: Tree) -> Inputs:
    """As the inputs show it."""
    by_field = {name_of(one): one for one in items_of(step.get("shares"))}
    values = {"without_consent": str(step.get("without_consent") or "ask")}
    for field in PERSON_FIELDS:
        values[f"share.{field}"] = "yes" if field in by_field else ""
        values |= label_filled(by_field.get(field, {}), "why", f"why.{field}")
    return values


def _lines(filled: Inputs) -> Iterator[ShareLine]:
    for field, title in PERSON_FIELDS.items():
        vi, en = (filled[f"why.{field}.{language}"] for language in ("vi", "en"))
        yield ShareLine(field, title, bool(filled[f"share.{field}"]), vi, en)


def _edits(step: Place, shared: Sequence[Tree], typed: Typed) -> Iterator[Edit]:
    names = {name_of(one) for one in shared}
    for field in PERSON_FIELDS:
        why, place = label_of(typed, f"why.{field}"), (*step, "shares", field)
        if not typed.one(f"share.{field}"):
            if field in names:
                yield Remove(place)
        elif field in names:
            yield Put((*place, "why"), why or None)
        else:
            yield Add((*step, "shares"), {"field": field, "why": why})
