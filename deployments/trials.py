"""Trying drafts, as casework keeps it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from domain.areas.area_map import Areas
from domain.casework.administration.publishing import areas_in_use
from domain.casework.editing.examples import check_examples, forget
from domain.casework.editing.trying import begin, draft_to_try, drop, go_on, keep_trial, trial_of
from domain.casework.office import Office
from domain.pathway.template import Pathway
from domain.simulation.examples import Checked, Run
from domain.simulation.trying import Deed, Trial
from domain.users.user import User


@dataclass(frozen=True, slots=True)
class OfficeTrials:
    office: Office

    def draft(self, key: str) -> Pathway:
        return draft_to_try(self.office, key)

    def areas(self) -> Areas:
        with self.office.store.reading() as books:
            return areas_in_use(books)

    def today(self) -> date:
        return self.office.clock.now().astimezone(self.office.zone).date()

    def find(self, key: str, user: User) -> Trial | None:
        return trial_of(self.office, key, _actor(user))

    def begin(self, key: str, run: Run, user: User) -> None:
        begin(self.office, key, run, _actor(user))

    def go_on(self, key: str, deed: Deed, user: User) -> None:
        go_on(self.office, key, deed, _actor(user))

    def drop(self, key: str, user: User) -> None:
        drop(self.office, key, _actor(user))

    def examples(self, key: str) -> Sequence[Checked]:
        return check_examples(self.office, self.draft(key))

    def keep(self, key: str, name: str, user: User) -> None:
        keep_trial(self.office, key, name, _actor(user))

    def forget(self, key: str, name: str, user: User) -> None:
        forget(self.office, key, name, _actor(user))


def _actor(user: User) -> str:
    return f"user:{user.name}"
