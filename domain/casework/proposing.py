"""What the first of two has said: who is told of it, and what a link shows of it."""

from __future__ import annotations

from domain.casework.dossier import Dossier
from domain.casework.filing import files_among
from domain.casework.noticing import tell
from domain.casework.publishing import world_in_use
from domain.casework.views import Asking, ProposedAnswer, ToConfirm, Unconfirmed
from domain.db.tables import Link
from domain.facts import RequestKey
from domain.seconding import came_too_late, seconders
from domain.state import Request
from domain.telling import telling_of_proposal
from domain.world import World


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
    line = dossier.line_of(proposal)
    contact = world.directory.contact(proposal.by) if proposal.how == "link" else None
    return ToConfirm(
        asking,
        ProposedAnswer(
            line=line,
            verdict=proposal.verdict,
            because=proposal.reason,
            values={**proposal.values, **files_among(dossier, proposal.values)},
            at=proposal.at,
            by=contact.name if contact is not None else None,
            has_texts=bool(dossier.texts(line)),
            corrects=proposal.corrects is not None,
        ),
    )
