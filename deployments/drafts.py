"""The drafts of the administrators' pages, as casework keeps them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from domain.areas.area_map import Areas
from domain.casework.administration.publishing import (
    areas_in_use,
    day_table_in_use,
    published,
    published_pathways,
)
from domain.casework.administration.taking_along import (
    LeftBehind,
    Taken,
    left_behind,
    take_along,
)
from domain.casework.desk.stories import name_of
from domain.casework.editing import drafts, publishing_drafts
from domain.casework.editing.drafts import Draft, Saved
from domain.casework.editing.examples import (
    Lost,
    check_examples,
    lost_examples,
    number_of_examples,
)
from domain.casework.editing.publishing_drafts import Compared, Looked
from domain.casework.office import Office
from domain.days.working_days import vietnam_calendar
from domain.editing.edits import Edit
from domain.editing.tree import Tree
from domain.letters.notices import Letter
from domain.letters.previews import Sent, preview
from domain.pathway.differences import Difference
from domain.pathway.files import read_pathway, shipped_pathways
from domain.pathway.template import Pathway, Step
from domain.simulation.examples import Checked
from domain.texts import Label, Language, Message
from domain.users.user import User


@dataclass(frozen=True, slots=True)
class OfficeDrafts:
    office: Office

    def every(self) -> Sequence[Draft]:
        return drafts.every_draft(self.office)

    def find(self, key: str) -> Draft:
        return drafts.draft_of(self.office, key)

    def tree_at(self, key: str, revision: int) -> Tree:
        return drafts.tree_at(self.office, key, revision)

    def look(self, draft: Draft) -> Looked:
        return publishing_drafts.look_at_draft(self.office, draft)

    def name_of(self, actor: str) -> Label | Message:
        with self.office.store.reading() as books:
            return name_of(books, actor)

    def shipped(self) -> Mapping[str, Pathway]:
        return {one.key: one for one in map(read_pathway, shipped_pathways())}

    def in_use(self) -> Mapping[str, tuple[int, Pathway]]:
        with self.office.store.reading() as books:
            find = published(books)
            return {
                one.key: (version, find(one.key, version) or one)
                for version, one in published_pathways(books)
            }

    def version(self, key: str, number: int) -> Pathway | None:
        with self.office.store.reading() as books:
            return published(books)(key, number)

    def areas(self) -> Sequence[tuple[str, Label]]:
        with self.office.store.reading() as books:
            known = areas_in_use(books).areas
        return Areas(tuple(area for area in known if area.kind == "province")).choices()

    def preview(self, drawn: Pathway, step: Step, channel: str, language: Language) -> Letter:
        office = self.office
        with office.store.reading() as books:
            calendar = vietnam_calendar(day_table_in_use(books).exceptions)
        sent = Sent(office.clock.now(), office.zone, calendar, office.base_url)
        return preview(drawn, step, sent, channel=channel, language=language)

    def start(self, tree: Tree, user: User) -> Draft:
        return drafts.start(self.office, tree, _actor(user))

    def start_new(self, tree: Tree, title: Label, user: User, copied_version: int | None) -> Draft:
        return drafts.start_new(self.office, tree, title, _actor(user), copied_version)

    def save(self, key: str, revision: int, edits: Sequence[Edit], user: User) -> Saved:
        return drafts.save(self.office, key, revision, edits, _actor(user))

    def undo(self, key: str, revision: int, user: User) -> Saved:
        return drafts.undo(self.office, key, revision, _actor(user))

    def last_change(self, draft: Draft, looked: Looked) -> Sequence[Difference] | None:
        return drafts.last_change(self.office, draft, looked.sketch)

    def throw_away(self, key: str, revision: int) -> None:
        drafts.throw_away(self.office, key, revision)

    def left_behind(self, copy: Pathway, user: User) -> LeftBehind | None:
        return left_behind(self.office, copy, user)

    def take_along(self, key: str, user: User) -> Taken:
        return take_along(self.office, key, user, _actor(user))

    def takes_two(self) -> bool:
        return self.office.two_to_publish

    def propose(self, key: str, revision: int, user: User) -> None:
        publishing_drafts.propose(self.office, key, revision, _actor(user))

    def compared(self, draft: Draft, looked: Looked) -> Compared | None:
        return publishing_drafts.compared(self.office, draft, looked)

    def number_of_examples(self, key: str) -> int:
        return number_of_examples(self.office, key)

    def lost_examples(self, key: str) -> Sequence[Lost]:
        return lost_examples(self.office, key)

    def examples(self, pathway: Pathway) -> Sequence[Checked]:
        return check_examples(self.office, pathway)

    def publish(
        self, key: str, revision: int, user: User, *, over: int | None, renewed: Collection[str]
    ) -> int:
        return publishing_drafts.publish_draft(
            self.office, key, revision, _actor(user), over, renewed
        )


def _actor(user: User) -> str:
    return f"user:{user.name}"
