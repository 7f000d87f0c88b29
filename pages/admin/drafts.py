"""What the editor needs of casework. All of it may block: it is called in a thread."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from domain.casework.administration.taking_along import LeftBehind, Taken
from domain.casework.editing.drafts import Draft, Saved
from domain.casework.editing.examples import Lost
from domain.casework.editing.publishing_drafts import Compared, Looked
from domain.editing.edits import Edit
from domain.editing.tree import Tree
from domain.letters.notices import Letter
from domain.pathway.differences import Difference
from domain.pathway.template import Pathway, Step
from domain.simulation.examples import Checked
from domain.texts import Label, Language, Message
from domain.users.user import User


def proposer(drafts: Drafts, draft: Draft) -> Label | Message | None:
    """Who wants somebody else to publish it as it is."""
    return drafts.name_of(draft.proposed_by) if draft.proposed_by is not None else None


class Drafts(Protocol):
    """`revision` is that of the page on which somebody pressed. Where another has changed the same
    since, EditedMeanwhile is raised and nothing is done; NoDraft where there is none any more.
    """

    def every(self) -> Sequence[Draft]: ...

    def find(self, key: str) -> Draft: ...

    def tree_at(self, key: str, revision: int) -> Tree:
        """As it was when that page was shown. Raises NoSuchPlace."""
        ...

    def look(self, draft: Draft) -> Looked: ...

    def name_of(self, actor: str) -> Label | Message:
        """Of whoever saved or proposed."""
        ...

    def shipped(self) -> Mapping[str, Pathway]:
        """By key, those that come with the program."""
        ...

    def in_use(self) -> Mapping[str, tuple[int, Pathway]]:
        """By key, as they are written, with the version."""
        ...

    def version(self, key: str, number: int) -> Pathway | None:
        """As it is written, where it is published."""
        ...

    def areas(self) -> Sequence[tuple[str, Label]]:
        """Those that a pathway can be for; one that has ended is marked so, and comes last."""
        ...

    def preview(self, drawn: Pathway, step: Step, channel: str, language: Language) -> Letter:
        """Of the step's request, as if it were sent now."""
        ...

    def start(self, tree: Tree, user: User) -> Draft:
        """Of the pathway whose key it has. Raises NotAPathway and DraftExists."""
        ...

    def start_new(self, tree: Tree, title: Label, user: User, copied_version: int | None) -> Draft:
        """Of a pathway of its own. The version is of the one that the tree is a copy of."""
        ...

    def save(self, key: str, revision: int, edits: Sequence[Edit], user: User) -> Saved:
        """Raises NoSuchPlace."""
        ...

    def undo(self, key: str, revision: int, user: User) -> Saved:
        """Raises NoSuchPlace where there is nothing to go back to."""
        ...

    def last_change(self, draft: Draft, looked: Looked) -> Sequence[Difference] | None:
        """What undoing would take back; None where there is nothing to go back to."""
        ...

    def throw_away(self, key: str, revision: int) -> None: ...

    def left_behind(self, copy: Pathway, user: User) -> LeftBehind | None:
        """What policies set for the pathway that it is a copy of, and not for this one."""
        ...

    def take_along(self, key: str, user: User) -> Taken:
        """In the policies of the user's areas. Raises NotPublished, PolicyFaults and
        PublishedElsewhere.
        """
        ...

    def takes_two(self) -> bool:
        """Whether who publishes is another one than who proposed."""
        ...

    def propose(self, key: str, revision: int, user: User) -> None:
        """Raises PathwayFaults."""
        ...

    def compared(self, draft: Draft, looked: Looked) -> Compared | None:
        """With the version in use, or with what a new pathway began as a copy of."""
        ...

    def number_of_examples(self, key: str) -> int:
        """That are kept: none is read nor played."""
        ...

    def lost_examples(self, key: str) -> Sequence[Lost]:
        """Since the version in use was published."""
        ...

    def examples(self, pathway: Pathway) -> Sequence[Checked]:
        """How the pathway fits each of its examples."""
        ...

    def publish(
        self, key: str, revision: int, user: User, *, over: int | None, renewed: Collection[str]
    ) -> int:
        """The version that it is. `over`: one that came meanwhile, whose changes the user has seen;
        `renewed`: the names of examples that go otherwise now, or were lost, as they are meant to.
        Raises PathwayFaults, NotProposed, PublishedMeanwhile, PublishedElsewhere, BreaksExamples,
        LosesExamples and Overtaken.
        """
        ...
