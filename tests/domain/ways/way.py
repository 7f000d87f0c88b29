"""One way through a pathway: what is said on it, and what then has to come of it."""

from __future__ import annotations

from dataclasses import dataclass

from domain.pathway.files import read_pathway, shipped_pathways
from domain.pathway.template import Pathway
from tests.walking import Says, Walk, walk_through

SHIPPED = {path.stem: read_pathway(path) for path in shipped_pathways()}


@dataclass(frozen=True)
class Way:
    """`skips` are those that the coordinator skips, since nobody can do them."""

    name: str
    pathway: Pathway
    entry: str
    says: Says
    asked: str
    end: str
    skips: frozenset[str] = frozenset()

    @property
    def steps(self) -> set[str]:
        return {name.partition("[")[0] for name in self.asked.split()}

    @property
    def left_out(self) -> set[str]:
        """The steps that are not asked at all."""
        return set(self.pathway.by_id) - self.steps

    def go(self) -> Walk:
        return walk_through(self.pathway, self.entry, self.says, self.skips)

    def __str__(self) -> str:
        return f"{self.pathway.key}-{self.name}"
