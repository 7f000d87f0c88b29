"""The pathways of the administrators' pages, as casework keeps them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from domain.casework.office import Office
from domain.casework.versions.in_use import InUse, pathways_in_use


@dataclass(frozen=True, slots=True)
class OfficePathways:
    office: Office

    def in_use(self) -> Sequence[InUse]:
        return pathways_in_use(self.office)
