"""Drafts of pathways and their examples, for programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Annotated, Literal, Self, assert_never

from pydantic import Field as Described, StrictInt

from domain.casework.editing.drafts import Draft
from domain.casework.editing.examples import How
from domain.editing.edits import Add, Edit, Move, MoveTo, Put, Remove
from domain.frozen import Frozen
from domain.pathway.forms import FormFaults
from domain.pathway.places import Place
from domain.simulation.examples import Checked
from domain.texts import Label, say
from pages.admin.editing.starting import BLANK, begun
from pages.admin.routes import Admins
from pages.api.administering import Call, Clerk, NotThere
from pages.api.common import Data, Done, Given, Kept, MadeFrom, RevisionGiven, as_data, as_tree
from pages.api.shapes import Words

DRAFT = "/pathways/{key}/draft"
SomePlace = Annotated[tuple[str, ...], Described(min_length=1)]
Position = Annotated[StrictInt, Described(ge=0, le=9999)]


class DraftTold(Frozen):
    """`faults` by their places: while there are any, it cannot be published."""

    key: str
    revision: int
    pathway: Data
    proposed: bool
    faults: Mapping[str, tuple[Words, ...]]


class DraftGiven(Frozen):
    """As its file has it, under the key that it names. It need not be sound yet."""

    pathway: Data


class CopyGiven(Frozen):
    """`key` of a pathway in use, or of one as it comes with the program."""

    of: Literal["in-use", "shipped"]
    key: str


class NewGiven(Frozen):
    """Its key is made of its title. Without `copy_of` it is blank."""

    title: Label
    copy_of: CopyGiven | None = None


class PublishingGiven(Frozen):
    """`over` is the version in use that was looked at, where another one came since the draft was
    begun; `renewed` names examples that go otherwise now, or were forgotten or replaced since the
    version in use, as is meant.
    """

    revision: MadeFrom
    over: MadeFrom | None = None
    renewed: tuple[str, ...] = ()


class PutGiven(Frozen):
    """In the place of what stands there; null takes it out."""

    do: Literal["put"]
    place: SomePlace
    value: Given


class AddGiven(Frozen):
    """To the list at `place`, before the item at this position, or last."""

    do: Literal["add"]
    place: SomePlace
    item: Data
    position: Position | None = None


class MoveOneGiven(Frozen):
    """So many places down its list, or up."""

    do: Literal["move"]
    place: SomePlace
    by: Annotated[StrictInt, Described(ge=-9999, le=9999)]


class MoveToGiven(Frozen):
    """A step to the end of another stage."""

    do: Literal["move_to"]
    place: Annotated[tuple[str, ...], Described(min_length=4, max_length=4)]
    stage: str


class RemoveGiven(Frozen):
    """What came after a step that is removed comes after what it came after."""

    do: Literal["remove"]
    place: SomePlace


class EditGiven(Frozen):
    """`place`: names and ids from the outside in, such as stages, its id, steps, its id. On the
    newest revision, if what it changes is as it was in `revision`; else it is refused.
    """

    revision: MadeFrom
    edit: PutGiven | AddGiven | MoveOneGiven | MoveToGiven | RemoveGiven


class EditedTold(Frozen):
    """`place`: where that stands now which was edited; null where it changed nothing."""

    revision: int
    place: tuple[str, ...] | None


class ExampleTold(Frozen):
    """`run` is what it plays; `differs` how the pathway does not fit it any more."""

    name: str
    run: Data
    fits: bool
    differs: tuple[Words, ...]

    @classmethod
    def of(cls, one: Checked) -> Self:
        return cls(
            name=one.example.name,
            run=one.example.run.model_dump(mode="json", by_alias=True),
            fits=one.fits,
            differs=tuple(map(Words.of, one.differs)),
        )


class LostTold(Frozen):
    """What became of it last, by whom."""

    name: str
    how: How
    at: datetime
    by: Words


class ExamplesTold(Frozen):
    """`lost` were there when the version in use was published, and forgotten or replaced since.
    Publishing takes their names in `renewed`, as is meant.
    """

    examples: tuple[ExampleTold, ...]
    lost: tuple[LostTold, ...]


def add_drafts(clerk: Clerk, parts: Admins) -> None:
    drafts = parts.drafts

    def told(draft: Draft) -> DraftTold:
        faults = drafts.look(draft).reading.faults
        return DraftTold(
            key=draft.key,
            revision=draft.revision,
            pathway=as_data(draft.tree),
            proposed=draft.proposed_by is not None,
            faults={
                "/".join(place): tuple(Words.of(fault.message) for fault in found)
                for place, found in faults.items()
            },
        )

    def begin(call: Call) -> DraftTold:
        tree, key = as_tree(call.given(DraftGiven).pathway), call.part("key")
        if tree.get("key") != key:
            raise FormFaults({"key": say("Write the key that stands in the address.")})
        return told(drafts.start(tree, call.user))

    def begin_new(call: Call) -> DraftTold:
        given = call.given(NewGiven)
        copy = given.copy_of
        kind, key = (copy.of, copy.key) if copy is not None else (BLANK, "")
        found = begun(drafts, given.title, kind, key)
        if found is None:
            raise NotThere
        tree, version = found
        return told(drafts.start_new(tree, given.title, call.user, version))

    clerk.answers(
        "GET", DRAFT, "define", lambda call: told(drafts.find(call.part("key"))), DraftTold,
        "The draft of a pathway, with what is to be mended",
    )  # fmt: skip
    clerk.answers("PUT", DRAFT, "define", begin, DraftTold, "Begin a draft", DraftGiven)
    clerk.answers(
        "POST", "/pathways", "define", begin_new, DraftTold,
        "Begin a pathway of its own, blank or as a copy", NewGiven,
    )  # fmt: skip


def add_editing(clerk: Clerk, parts: Admins) -> None:
    drafts = parts.drafts

    def edit(call: Call) -> EditedTold:
        given = call.given(EditGiven)
        saved = drafts.save(call.part("key"), given.revision, [_edit(given)], call.user)
        return EditedTold(revision=saved.revision, place=next(iter(saved.places), None))

    def throw_away(call: Call) -> Done:
        drafts.throw_away(call.part("key"), call.given(RevisionGiven).revision)
        return Done()

    def propose(call: Call) -> Done:
        drafts.propose(call.part("key"), call.given(RevisionGiven).revision, call.user)
        return Done()

    def publish(call: Call) -> Kept:
        given = call.given(PublishingGiven)
        version = drafts.publish(
            call.part("key"), given.revision, call.user, over=given.over, renewed=given.renewed
        )
        return Kept(version=version)

    clerk.answers(
        "POST", f"{DRAFT}/edits", "define", edit, EditedTold, "Change one thing in it", EditGiven
    )
    clerk.answers(
        "POST", f"{DRAFT}/removal", "define", throw_away, Done, "Throw it away", RevisionGiven
    )
    clerk.answers(
        "POST", f"{DRAFT}/proposal", "define", propose, Done, "Propose to publish it", RevisionGiven
    )
    clerk.answers(
        "POST", f"{DRAFT}/publication", "publish", publish, Kept, "Publish it", PublishingGiven
    )


def add_examples(clerk: Clerk, parts: Admins) -> None:
    def told(key: str, found: Sequence[Checked]) -> ExamplesTold:
        return ExamplesTold(
            examples=tuple(map(ExampleTold.of, found)),
            lost=tuple(
                LostTold(
                    name=one.name, how=one.how, at=one.at,
                    by=Words.of(parts.drafts.name_of(one.by)),
                )
                for one in parts.drafts.lost_examples(key)
            ),
        )  # fmt: skip

    def of_version(call: Call) -> ExamplesTold:
        key = call.part("key")
        text = parts.pathways.text(key, parts.pathways.history(key).in_use)
        return told(key, parts.drafts.examples(text.pathway))

    def of_draft(call: Call) -> ExamplesTold:
        key = call.part("key")
        return told(key, parts.trials.examples(key))

    clerk.answers(
        "GET", "/pathways/{key}/examples", "define", of_version, ExamplesTold,
        "The examples of a pathway, and how the version in use fits them",
    )  # fmt: skip
    clerk.answers(
        "GET",
        f"{DRAFT}/examples",
        "define",
        of_draft,
        ExamplesTold,
        "The same examples, and how the draft fits them",
    )


def _edit(given: EditGiven) -> Edit:
    """Raises FormFaults."""
    edit, place = given.edit, _place(given.edit.place)
    match edit:
        case PutGiven():
            return Put(place, edit.value)
        case AddGiven():
            return Add(place, edit.item, edit.position)
        case MoveOneGiven():
            return Move(place, edit.by)
        case MoveToGiven():
            return MoveTo(place, edit.stage)
        case RemoveGiven():
            return Remove(place)
    assert_never(edit)


def _place(place: Place) -> Place:
    if place[0] == "key":
        raise FormFaults({"edit": say("The key of a pathway stays as it is: please leave it.")})
    return place
