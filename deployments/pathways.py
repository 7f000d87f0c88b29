"""The pathways of the administrators' pages, as casework keeps them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.casework.office import Office
from domain.casework.versions.history import (
    History,
    Text,
    differences_between,
    history,
    text_of_version,
)
from domain.casework.versions.in_use import InUse, pathways_in_use
from domain.casework.versions.under_way import under_way
from domain.pathway.differences import Difference
from domain.users.user import User


@dataclass(frozen=True, slots=True)
class OfficePathways:
    office: Office

    def in_use(self) -> Sequence[InUse]:
        return pathways_in_use(self.office)

    def history(self, key: str) -> History:
        return history(self.office, key)

    def text(self, key: str, number: int) -> Text:
        return text_of_version(self.office, key, number)

    def under_way(self, key: str, user: User) -> Mapping[int, int]:
        return under_way(self.office, user, key)

    def differences(self, key: str, before: int, after: int) -> Sequence[Difference]:
        return differences_between(self.office, key, before, after)
