"""What the first of two has said: who is told of it, and what a link shows of it."""

from __future__ import annotations

from collections.abc import Mapping

from domain.casework.administration.publishing import world_in_use
from domain.casework.answers.filing import files_among
from domain.casework.answers.views import AnswerShown, Asking, ToConfirm, Unconfirmed
from domain.casework.dossier import Dossier
from domain.casework.letters.noticing import tell
from domain.db.tables import Link
from domain.journey.facts import Answered, Corrected, Proposed, RequestKey
from domain.journey.seconding import came_too_late, seconders
from domain.journey.state import Request
from domain.journey.telling import telling_of_proposal
from domain.journey.world import World


def tell_proposal(dossier: Dossier, key: RequestKey) -> None:
    world = world_in_use(dossier.books, dossier.office)
    telling = telling_of_proposal(dossier.state.requests[key], world)
    tell(dossier, telling, dossier.office.clock.now())


def seen_proposal(
    dossier: Dossier, world: World, request: Request, link: Link, asking: Asking
) -> ToConfirm | Unconfirmed | None:
    """None where nothing is proposed, or it is the coordinator's by now."""
    proposal = request.proposal
    if proposal is None or came_too_late(dossier.pathway, dossier.state, request):
        return None
    others = {contact.id for contact in seconders(request, world.directory)}
    if link.contact not in others:
        return Unconfirmed(asking, proposal.at, others=bool(others))
    stands = _shown(dossier, world, request.answer) if request.answer is not None else None
    return ToConfirm(asking, _shown(dossier, world, proposal), stands)


def _shown(dossier: Dossier, world: World, said: Proposed | Answered | Corrected) -> AnswerShown:
    """Of two who answered the first: it is theirs, and the other has confirmed it."""
    proposed_by = "" if isinstance(said, Proposed) else said.proposed_by or ""
    first = proposed_by or (f"contact:{said.by}" if said.how == "link" else "")
    contact = world.directory.contact(first.removeprefix("contact:"))
    line = dossier.line_of(said)
    return AnswerShown(
        line=line,
        verdict=said.verdict,
        because=said.reason,
        values={**said.values, **files_among(dossier, said.values)},
        form=dossier.form_answered(line, said.key),
        at=said.at,
        by=contact.name if contact is not None and not first.startswith("user:") else None,
    )


def written_in(dossier: Dossier, line: int) -> Mapping[str, str]:
    """By the agency itself. What a coordinator wrote beside it has a name that begins with '_'."""
    return {name: text for name, text in dossier.texts(line).items() if name[:1] != "_"}
