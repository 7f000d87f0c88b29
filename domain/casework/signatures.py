"""Who gave an answer, and who confirmed it where that takes two."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.casework.dossier import Dossier
from domain.casework.stories import name_of
from domain.casework.suspects import is_by_suspect
from domain.facts import Answered, Corrected, How, Proposed
from domain.state import Request
from domain.texts import Label, Message


@dataclass(frozen=True, slots=True)
class Signature:
    """`who` answered by their link, or else wrote down what the agency said. `suspect`: the code of
    that link is locked.
    """

    at: datetime
    how: How
    who: Label | Message
    suspect: bool = False


@dataclass(frozen=True, slots=True)
class Signatures:
    """Of what awaits a second person that is `proposed`; of the answer that stands who gave it and,
    where it took two, who confirmed it.
    """

    proposed: Signature | None = None
    answered: Signature | None = None
    confirmed: Signature | None = None


def signatures(dossier: Dossier, request: Request) -> Signatures:
    waiting, answer = request.proposal, request.answer
    proposed = _signed(dossier, request, waiting) if waiting is not None else None
    if answer is None:
        return Signatures(proposed)
    last = _signed(dossier, request, answer)
    if answer.proposed_by is None:
        return Signatures(proposed, answered=last)
    first = _signed(dossier, request, _confirmed(dossier, answer))
    return Signatures(proposed, answered=first, confirmed=last)


def _confirmed(dossier: Dossier, answer: Answered | Corrected) -> Proposed:
    """What the first of two had said."""
    facts = [record.fact for record in dossier.recorded]
    before = reversed(facts[: facts.index(answer)])
    return next(f for f in before if isinstance(f, Proposed) and f.key == answer.key)


def _signed(dossier: Dossier, request: Request, said: Proposed | Answered | Corrected) -> Signature:
    kind = "contact" if said.how == "link" else "user"
    who = name_of(dossier.books, f"{kind}:{said.by}")
    return Signature(said.at, said.how, who, is_by_suspect(dossier, request, said))
