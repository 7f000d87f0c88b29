"""Many small pieces of work, of which one that fails keeps no other waiting."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import ParamSpec

from tasks.discretion import whereabouts

P = ParamSpec("P")

log = logging.getLogger(__name__)


@dataclass(slots=True)
class Attempts:
    """`failed` says of each failure which exception and where, never its message."""

    failed: list[str] = field(default_factory=list)

    def make(self, act: Callable[P, object], *args: P.args, **kwargs: P.kwargs) -> None:
        try:
            act(*args, **kwargs)
        except Exception as problem:  # noqa: BLE001 - the next one is to be done all the same
            place = whereabouts(problem)
            log.error("%s", place)  # noqa: TRY400 - its message may name a person
            self.failed.append(place)
