"""Who gave an answer, and who confirmed it where that takes two."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from domain.casework.desk.stories import name_of
from domain.casework.dossier import Dossier
from domain.casework.person.suspects import first_of_two, is_by_suspect
from domain.journey.facts import Answered, Corrected, CorrectionWanted, How, Proposed
from domain.journey.state import Request
from domain.texts import Label, Message


@dataclass(frozen=True, slots=True)
class Signature:
    """`who` answered by their link, or else wrote down what the agency said. `suspect`: the code of
    that link is locked. `taken_over_at`: when the coordinator took what was sent as the answer.
    """

    at: datetime
    how: How
    who: Label | Message
    suspect: bool = False
    taken_over_at: datetime | None = None


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
    first = _signed(dossier, request, first_of_two(dossier, answer))
    return Signatures(proposed, answered=first, confirmed=last)


def _signed(dossier: Dossier, request: Request, said: Proposed | Answered | Corrected) -> Signature:
    kind = "contact" if said.how == "link" else "user"
    who = name_of(dossier.books, f"{kind}:{said.by}")
    suspect, sent = is_by_suspect(dossier, request, said), _sent_for(dossier, said)
    if sent is None:
        return Signature(said.at, said.how, who, suspect)
    return Signature(sent.at, said.how, who, suspect, taken_over_at=said.at)


def _sent_for(dossier: Dossier, said: Proposed | Answered | Corrected) -> CorrectionWanted | None:
    """What a coordinator has taken over as this."""
    if isinstance(said, Answered) or said.taken_over_by is None:
        return None
    facts = [record.fact for record in dossier.recorded]
    before = reversed(facts[: facts.index(said)])
    sent = (fact for fact in before if isinstance(fact, CorrectionWanted))
    mine = (fact for fact in sent if (fact.by, fact.corrects) == (said.by, said.corrects))
    return next(mine, None)
