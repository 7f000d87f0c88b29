"""Policies and the table of days of the administrators' pages, as casework keeps them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from domain.areas.area_map import Area
from domain.casework.administration.checking import roles_known
from domain.casework.administration.keeping_days import KeptDays, change_day, days_kept
from domain.casework.administration.keeping_policies import (
    KeptPolicy,
    add_policy,
    asked_before,
    change_policy,
    load_policy,
    may_change,
    may_keep,
    notes_of,
    policies_kept,
    policy_kept,
    replace_whole,
)
from domain.casework.administration.publishing import areas_in_use, published_pathways
from domain.casework.office import Office
from domain.days.day_table import SpecialDay, special_days
from domain.editing.tree import Tree as DayLine
from domain.pathway.template import Duty, Pathway, Step
from domain.policy.editing import Put, Tree
from domain.texts import Label, Message
from domain.users.user import User


@dataclass(frozen=True, slots=True)
class OfficePolicies:
    office: Office

    def every(self) -> Sequence[KeptPolicy]:
        return policies_kept(self.office)

    def one(self, key: str) -> KeptPolicy | None:
        return policy_kept(self.office, key)

    def may_keep(self, user: User, area: str | None) -> bool:
        return may_keep(self.office, user, area)

    def may_change(self, user: User, key: str) -> bool:
        return may_change(self.office, user, key)

    def add(self, user: User, title: str, entry: Tree) -> str:
        return add_policy(self.office, title, entry, f"user:{user.name}")

    def change(self, user: User, key: str, puts: Sequence[Put], made_from: int) -> int:
        return change_policy(self.office, key, puts, made_from, f"user:{user.name}")

    def replace(self, user: User, key: str, tree: Tree, made_from: int) -> int:
        return replace_whole(self.office, key, tree, made_from, f"user:{user.name}")

    def load(self, user: User, body: str, seen: Mapping[str, int]) -> KeptPolicy:
        return load_policy(self.office, body, seen, f"user:{user.name}")

    def notes(self, key: str) -> Sequence[Message]:
        return notes_of(self.office, key)

    def asked_before(self, key: str, names: Collection[str]) -> Sequence[Step | Duty]:
        return asked_before(self.office, key, names)

    def pathways(self) -> Sequence[Pathway]:
        with self.office.store.reading() as books:
            return [pathway for _, pathway in published_pathways(books)]

    def areas(self) -> Sequence[Area]:
        with self.office.store.reading() as books:
            return areas_in_use(books).areas

    def roles(self) -> Mapping[str, Label]:
        return roles_known(self.office)


@dataclass(frozen=True, slots=True)
class OfficeDays:
    office: Office

    def kept(self) -> KeptDays:
        return days_kept(self.office)

    def of_year(self, year: int) -> Sequence[SpecialDay]:
        return special_days(self.kept().table, year)

    def change(self, user: User, day: date, line: DayLine | None, made_from: int) -> int:
        return change_day(self.office, day, line, made_from, f"user:{user.name}")

    def today(self) -> date:
        return self.office.clock.now().astimezone(self.office.zone).date()
