"""What became of a genuine link that answers nothing any more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from domain.casework.answers.views import Dead, Fate
from domain.casework.desk.calling import whom_to_call
from domain.casework.dossier import Dossier
from domain.casework.person.sharing import consent_is_lost
from domain.casework.person.taken_back import TakenBack, taken_back
from domain.db.tables import RENEWED, Link
from domain.journey.facts import Delegated
from domain.journey.fold_and_plan import asked_again_at
from domain.journey.state import Request
from domain.journey.telling import answering_contacts, reminded_contacts
from domain.journey.world import World
from domain.texts import Label, Language

PASSED_ON = frozenset({"moved", "delegated"})
_FATES: Mapping[str, Fate] = {
    "moved": "moved",
    "delegated": "delegated",
    "withdrawn": "withdrawn",
}


def dead_link(
    dossier: Dossier, world: World, link: Link, request: Request, language: Language
) -> Dead | None:
    """None: it shows the request, or what was answered."""
    fate = _fate(dossier, world, link, request)
    if fate is None:
        return None
    kind, at = fate
    return Dead(
        kind,
        at,
        request.asked.zone,
        language,
        now_with=_now_with(dossier, world, request, link, kind),
        renewable=kind == "revoked" and _may_be_renewed(dossier, world, link, request),
        taken_back=took_back(dossier, request, link),
        asked_again_at=asked_again_at(dossier.state, request),
        call=whom_to_call(dossier, world) if kind == "halted" else None,
    )


def took_back(dossier: Dossier, request: Request, link: Link) -> bool:
    return TakenBack(request.key, link.contact) in taken_back(dossier)


def halted_at(dossier: Dossier) -> datetime | None:
    """When everything was stopped because it is unsafe."""
    stop = dossier.state.stopped
    return stop.at if stop is not None and stop.unsafe else None


def _fate(
    dossier: Dossier, world: World, link: Link, request: Request
) -> tuple[Fate, datetime] | None:
    now = dossier.office.clock.now()
    gone = _gone(world, link, request, now)
    halted = halted_at(dossier)
    if halted is not None and request.status in ("waiting", "withdrawn"):
        # Whoever may still be about to act must not read of anything else first.
        return gone if gone is not None and gone[0] in PASSED_ON else ("halted", halted)
    if consent_is_lost(dossier, world, link, request):
        return "no_consent", now
    if gone is not None:
        return gone
    stop = dossier.state.stopped
    if stop is not None and request.waits:
        return ("withdrawn" if dossier.state.gone_for_good(now) else "resting"), stop.at
    if request.status == "withdrawn":
        return "withdrawn", dossier.request_row(request.key).changed_at
    return None


def _gone(
    world: World, link: Link, request: Request, now: datetime
) -> tuple[Fate, datetime] | None:
    if link.revoked_at is not None:
        return _FATES.get(link.reason or "", "revoked"), link.revoked_at
    agency = world.directory.agency_of(link.contact)
    if agency is None or agency.id != request.agency:
        # Whoever has left the agency answers for it no more.
        return "revoked", now
    passed_on = _passed_on(world, link, request)
    return ("delegated", passed_on) if passed_on is not None else None


def _passed_on(world: World, link: Link, request: Request) -> datetime | None:
    """When the link's contact gave it away, whose link works again only to confirm."""
    given = [each.at for each in request.delegations if each.before == link.contact]
    if not given or not request.waits:
        return None
    acting = {contact.id for contact in reminded_contacts(request, world.directory)}
    return given[-1] if link.contact not in acting else None


def _may_be_renewed(dossier: Dossier, world: World, link: Link, request: Request) -> bool:
    """Where only the link is gone: its request waits, and its contact is still asked."""
    going_on = request.waits and dossier.state.stopped is None
    asked = {contact.id for contact in answering_contacts(request, world.directory)}
    return going_on and link.contact in asked and link.reason in RENEWED


def _now_with(
    dossier: Dossier, world: World, request: Request, link: Link, fate: Fate
) -> Label | None:
    if fate == "delegated":
        return _colleague_of(dossier, world, request, link)
    if fate != "moved":
        return None
    agency = world.directory.agency(request.agency)
    by_law = all(move.legal_basis is not None for move in request.moves)
    return agency.title if agency is not None and by_law else None


def _colleague_of(dossier: Dossier, world: World, request: Request, link: Link) -> Label | None:
    """To whom the link's contact passed it on last, whoever has it by now."""
    facts = (record.fact for record in reversed(dossier.recorded))
    mine = (f for f in facts if isinstance(f, Delegated) and f.before == link.contact)
    given = next((fact for fact in mine if fact.key == request.key), None)
    colleague = world.directory.contact(given.contact) if given is not None else None
    return Label(vi=colleague.name, en=colleague.name) if colleague is not None else None
