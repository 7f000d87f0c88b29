"""What an officer gets to see of the person, or why not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from domain.pathway.template import PersonField
from domain.person.consent import Basis
from domain.texts import Label


@dataclass(frozen=True, slots=True)
class Shared:
    """One thing that the request shows now, once the code is given, and why.

    `without`: the person did not agree, and it is shown on this ground.
    """

    field: PersonField
    label: Label
    why: Label
    without: Basis | None = None


@dataclass(frozen=True, slots=True)
class Unshown:
    """What the step needs and the request does not show: the person has not agreed to it, or they
    have and it was not taken down.
    """

    not_agreed: tuple[Label, ...] = ()
    not_known: tuple[Label, ...] = ()


@dataclass(frozen=True, slots=True)
class Readable:
    """What the page may offer. `sends_codes`: the contact has a second address for them. `locked`:
    no code can be tried until the coordinator makes a new one.
    """

    fields: tuple[Shared, ...]
    sends_codes: bool
    locked: bool = False
    unshown: Unshown = Unshown()


@dataclass(frozen=True, slots=True)
class Shown:
    """Safe contact first. To be shown once, and kept nowhere."""

    case_code: str
    fields: Sequence[tuple[Shared, str]]
    unshown: Unshown = Unshown()


@dataclass(frozen=True, slots=True)
class WrongCode:
    """`left` tries; none: no code can be tried until the coordinator makes a new one."""

    left: int


@dataclass(frozen=True, slots=True)
class Refused:
    """'no_digits': not six of them, and no try was taken. 'no_code': none was made, or it has run
    out. 'no_consent': nothing may be shown any more, nor what was read be used.
    """

    why: Literal["no_digits", "no_code", "no_consent"]


Reading = Shown | WrongCode | Refused
Sending = Literal["sent", "just_sent", "locked", "no_second_address", "no_consent"]
