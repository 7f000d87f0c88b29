"""What trying a draft needs of casework. All of it may block: it is called in a thread."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from domain.areas.area_map import Areas
from domain.pathway.template import Pathway
from domain.simulation.examples import Checked, Run
from domain.simulation.trying import Deed, Trial
from domain.users.user import User


class Trials(Protocol):
    """Each user has one run of a draft under way.

    All raise NoDraft where there is no draft of the pathway, and CannotTry while it is not sound.
    """

    def draft(self, key: str) -> Pathway: ...

    def areas(self) -> Areas: ...

    def today(self) -> date: ...

    def find(self, key: str, user: User) -> Trial | None:
        """Raises CannotOpen and ScriptFaults where the draft has become another since."""
        ...

    def begin(self, key: str, run: Run, user: User) -> None:
        """In the place of the one before. Raises CannotOpen."""
        ...

    def go_on(self, key: str, deed: Deed, user: User) -> None:
        """Raises CannotTry for what does not wait, CannotOpen, FormFaults and ScriptFaults."""
        ...

    def drop(self, key: str, user: User) -> None: ...

    def examples(self, key: str) -> Sequence[Checked]:
        """How the draft fits each."""
        ...

    def keep(self, key: str, name: str, user: User) -> None:
        """The run under way as an example. Raises ValidationError for a name that is none, and
        CannotTry where there is no run.
        """
        ...

    def forget(self, key: str, name: str, user: User) -> None: ...
