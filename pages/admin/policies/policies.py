"""What the pages of policies need of casework. All of it may block: it is called in a thread."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from domain.areas.area_map import Area
from domain.casework.administration.keeping_policies import KeptPolicy
from domain.pathway.template import Duty, Pathway, Step
from domain.policy.editing import Put, Tree
from domain.texts import Label, Message
from domain.users.user import User


class Policies(Protocol):
    def every(self) -> Sequence[KeptPolicy]: ...

    def one(self, key: str) -> KeptPolicy | None: ...

    def may_keep(self, user: User, area: str | None) -> bool: ...

    def may_change(self, user: User, key: str) -> bool:
        """Whether all that is kept under the key is theirs."""
        ...

    def add(self, user: User, title: str, entry: Tree) -> str:
        """Its key. Raises PolicyFaults."""
        ...

    def change(self, user: User, key: str, puts: Sequence[Put], made_from: int) -> int:
        """Raises PolicyFaults and Overtaken, and then nothing is kept."""
        ...

    def replace(self, user: User, key: str, tree: Tree, made_from: int) -> int:
        """All of it; `made_from` is 0 for a new one. Raises PolicyFaults and Overtaken."""
        ...

    def load(self, user: User, body: str, seen: Mapping[str, int]) -> KeptPolicy:
        """`seen`: the versions, by key, that the page showed. Raises NotYaml, PolicyFaults and
        Overtaken.
        """
        ...

    def notes(self, key: str) -> Sequence[Message]:
        """What is no fault and may surprise."""
        ...

    def asked_before(self, key: str, names: Collection[str]) -> Sequence[Step | Duty]:
        """Of that pathway, in earlier versions."""
        ...

    def pathways(self) -> Sequence[Pathway]: ...

    def areas(self) -> Sequence[Area]: ...

    def roles(self) -> Mapping[str, Label]: ...
