"""One part of a draft, such as a step: its sections, each with a button of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from starlette.responses import Response

from domain.casework.editing.drafts import Draft, EditedMeanwhile
from domain.casework.editing.publishing_drafts import Looked
from domain.editing.edits import Edit, Move, MoveTo, Remove
from domain.editing.tree import Tree, at, in_its_stage, listed, name_of
from domain.faults import Fault
from domain.pathway.places import Place
from domain.pathway.template import Pathway
from domain.texts import Language, Message, say
from pages.admin.drafts import Drafts
from pages.admin.editing.addresses import (
    draft_path,
    item_place,
    part_of_path,
    title_at,
    title_of,
)
from pages.admin.editing.beyond import beyond, own_page
from pages.admin.editing.choices import Choices
from pages.admin.editing.controls import (
    Choice,
    Control,
    Filled,
    Section,
    faults_by_control,
    filled_from,
    mended_by,
    options_of,
    puts,
    with_typed,
)
from pages.admin.editing.mending import Wrong, read_by, spot_at
from pages.admin.editing.sections import KINDS_IN_WORDS, SECTIONS, ItemKind
from pages.admin.editing.visiting import Mangled, draft_at, revision_of
from pages.admin.versions import by_place
from pages.entrance.guarding import Visit
from pages.entrance.typed import Typed
from pages.rendering import language_of

SECTION = "_section"
DONE: Mapping[str, Message] = {
    "begun": say("The draft is begun. Nothing of it holds before it is published."),
    "there": say("There is a draft already: this is it."),
    "saved": say("It is kept."),
    "saved-beside": say(
        "It is kept. Other parts of the draft were changed since you opened this page; that is kept"
        " as well."
    ),
    "added": say("It is added. Please look through what belongs to it, section by section."),
    "moved": say("It stands in its new place."),
    "removed": say("It is removed. “Take back the last change” brings it back."),
    "undone": say("The last change is taken back."),
}
ABOUT_KINDS: Mapping[ItemKind, Message] = {
    "roles": say("Who takes part. The directory says which agency has a role, in each area."),
    "entries": say("How a person comes in. Each journey begins with one of them."),
    "stages": say("The phases of a journey, each with its steps."),
    "ends": say("How a journey can finish. The first of these that fits is taken."),
    "duties": say("What is asked again and again apart from any journey, such as a yearly list."),
    "parts": say("Steps that are taken over from another pathway as they are."),
}


@dataclass(frozen=True, slots=True)
class ShownControl:
    """`told`: what is wrong, by the input or the control that mends it."""

    control: Control
    filled: Filled
    options: tuple[Choice, ...]
    told: Mapping[str, Sequence[Fault]]

    @property
    def faults(self) -> int:
        return sum(
            len(self.told.get(name, ())) for name in {self.control.name, *self.control.names}
        )


@dataclass(frozen=True, slots=True)
class ShownSection:
    """`summary`: what it says now, in a line."""

    id: str
    title: Message
    controls: Sequence[ShownControl]
    summary: str
    is_open: bool

    @property
    def faults(self) -> int:
        return sum(one.faults for one in self.controls)


@dataclass(frozen=True, slots=True)
class Opened:
    """An item of a draft that somebody looks at."""

    draft: Draft
    looked: Looked
    place: Place
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Items:
    drafts: Drafts
    kind: ItemKind

    def show(self, visit: Visit) -> Response:
        return self._page(visit, self._opened(visit))

    def save(self, visit: Visit) -> Response:
        opened, wanted = self._opened(visit), visit.typed.one(SECTION)
        section = next((each for each in opened.sections if each.id == wanted), None)
        if section is None:
            raise Mangled
        item = at(opened.draft.tree, opened.place)
        revision = revision_of(visit)
        edits = puts(opened.place, item, section.controls, visit.typed.texts)
        try:
            saved = self.drafts.save(opened.draft.key, revision, edits, visit.user)
        except EditedMeanwhile as no:
            return self._page(visit, opened, section.id, no)
        done = "saved-beside" if saved.revision > revision + 1 else "saved"
        return visit.go_to(f"{_path(opened)}?done={done}#{section.id}")

    def remove(self, visit: Visit) -> Response:
        place = self._place(visit)
        self._save(visit, Remove(place))
        return visit.go_to(f"{self._home(visit)}?done=removed")

    def up(self, visit: Visit) -> Response:
        return self._moved(visit, -1)

    def down(self, visit: Visit) -> Response:
        return self._moved(visit, 1)

    def to_stage(self, visit: Visit) -> Response:
        place, stage = self._place(visit), visit.typed.one("stage")
        self._save(visit, MoveTo(place, stage))
        return visit.go_to(f"{draft_path(visit.request.path_params['key'])}?done=moved#{place[-1]}")

    def _moved(self, visit: Visit, by: int) -> Response:
        place = self._place(visit)
        self._save(visit, Move(place, by))
        return visit.go_to(f"{self._home(visit)}?done=moved#{place[-1]}")

    def _save(self, visit: Visit, edit: Edit) -> None:
        key = visit.request.path_params["key"]
        self.drafts.save(key, revision_of(visit), [edit], visit.user)

    def _place(self, visit: Visit) -> Place:
        draft = draft_at(visit, self.drafts)
        return item_place(draft.tree, self.kind, visit.request.path_params["name"])

    def _home(self, visit: Visit) -> str:
        """Where all of the kind stand."""
        path = draft_path(visit.request.path_params["key"])
        return path if self.kind in ("steps", "stages") else f"{path}/{self.kind}"

    def _opened(self, visit: Visit) -> Opened:
        draft = draft_at(visit, self.drafts)
        name = visit.request.path_params.get("name", "")
        place = item_place(draft.tree, self.kind, name)
        looked = self.drafts.look(draft)
        used = self._used(looked, name)
        choices = Choices(looked, name, self._pathways(draft), self._areas(), used)
        return Opened(draft, looked, place, SECTIONS[self.kind](choices))

    def _pathways(self, draft: Draft) -> Mapping[str, Pathway]:
        if self.kind != "parts":
            return {}
        return {key: one for key, (_, one) in self.drafts.in_use().items() if key != draft.key}

    def _used(self, looked: Looked, name: str) -> Pathway | None:
        if self.kind != "parts":
            return None
        part = next((one for one in looked.sketch.parts if one.id == name), None)
        return self.drafts.version(part.use, part.version) if part is not None else None

    def _areas(self) -> tuple[Choice, ...]:
        known = self.drafts.areas() if self.kind == "about" else ()
        return tuple(Choice(name, title) for name, title in known)

    def _page(
        self,
        visit: Visit,
        opened: Opened,
        sent: str = "",
        meanwhile: EditedMeanwhile | None = None,
    ) -> Response:
        draft, place = opened.draft, opened.place
        language = language_of(visit.request, visit.language)
        controls = [control for section in opened.sections for control in section.controls]
        own = _own(opened)
        here = {found: each for found, each in own.items() if own_page(found) is None}
        faults = faults_by_control(place, here, controls)
        return visit.page(
            "admin/item.html",
            409 if meanwhile else 200,
            draft=draft, kind=self.kind, path=draft_path(draft.key), item_path=_path(opened),
            title=title_at(draft.tree, place), pathway_title=title_of(draft.tree),
            kind_title=KINDS_IN_WORDS[self.kind], stages=_stages(draft.tree, place),
            sections=[
                _shown(
                    section, _filled(visit.typed, opened, section, no),
                    faults, language, is_open=section.id == sent,
                )
                for section in opened.sections
                for no in [meanwhile if section.id == sent else None]
            ],
            beyond=list(beyond(draft.tree, opened.looked, self.kind, place)),
            others=_others(opened, own, controls),
            read_by=read_by(draft.tree, opened.looked, place),
            problem=meanwhile.message if meanwhile else None,
            found=by_place(meanwhile.differences) if meanwhile else (),
            left=opened.looked.reading.wrong,
            done=DONE.get(visit.request.query_params.get("done", "")),
        )  # fmt: skip


def _path(opened: Opened) -> str:
    return f"{draft_path(opened.draft.key)}/{part_of_path(opened.place)}"


def _own(opened: Opened) -> Mapping[Place, tuple[Fault, ...]]:
    """What is wrong in it, and not in the steps of a stage."""
    place = opened.place
    inside = opened.looked.reading.inside(place)
    return {
        found: faults
        for found, faults in inside.items()
        if part_of_path(found) == part_of_path(place)
    }


def _others(
    opened: Opened, own: Mapping[Place, Sequence[Fault]], controls: Sequence[Control]
) -> list[Wrong]:
    """What is mended on a page of its own, or at no control."""
    start = len(opened.place)
    return [
        Wrong(spot_at(opened.draft.tree, opened.looked, found), fault)
        for found, faults in own.items()
        if own_page(found) is not None or mended_by(found[start:], controls) is None
        for fault in faults
    ]


def _filled(
    typed: Typed, opened: Opened, section: Section, meanwhile: EditedMeanwhile | None
) -> Filled:
    now = filled_from(at(opened.draft.tree, opened.place), section.controls)
    if meanwhile is None:
        return now
    base = meanwhile.made_from
    before = filled_from(at(base, in_its_stage(base, opened.place)), section.controls)
    return with_typed(section.controls, typed.texts, before, now)


def _shown(
    section: Section,
    filled: Filled,
    faults: Mapping[str, Sequence[Fault]],
    language: Language,
    *,
    is_open: bool,
) -> ShownSection:
    controls = [
        ShownControl(one, filled, options_of(one, filled), faults) for one in section.controls
    ]
    said = [text for one in controls if (text := _said(one, language))]
    wrong = any(one.faults for one in controls)
    return ShownSection(section.id, section.title, controls, " · ".join(said), is_open or wrong)


def _said(shown: ShownControl, language: Language) -> str:
    """What stands there, as far as something does."""
    control, filled = shown.control, shown.filled
    if control.kind == "yes_no":
        return control.label.in_(language) if filled.get(control.name) else ""
    if control.kind in ("choice", "choices"):
        chosen = [text for text in filled.get(control.name, ()) if text]
        titles = {choice.id: choice.title.in_(language) for choice in shown.options}
        return ", ".join(titles.get(text, text) for text in chosen)
    texts = [next(iter(filled.get(name, ())), "") for name in control.names]
    if control.kind in ("limit", "period"):
        units = {choice.id: choice.title.in_(language) for choice in shown.options}
        amount, unit, *source = [units.get(text, text) if text else "" for text in texts]
        return ", ".join(text for text in (f"{amount} {unit}".strip(), *source) if text)
    if control.kind in ("label", "long_label"):
        return texts[0]
    return " ".join(text for text in texts if text)


def _stages(tree: Tree, place: Place) -> list[Choice]:
    """Into which a step can be moved."""
    if len(place) <= 2:  # noqa: PLR2004 - no step
        return []
    return [
        Choice(name, title)
        for stage in listed(tree, ("stages",))
        if (name := name_of(stage)) is not None and name != place[1]
        if (title := title_of(stage)) is not None
    ]
