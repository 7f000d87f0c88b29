"""What a request shares of the person at this moment, and the codes that open it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from domain.casework.dossier import Dossier
from domain.casework.person.ledgers import world_of
from domain.casework.person.reading_views import Readable, Shared, Unshown
from domain.db.notices import UNDER_WAY
from domain.db.tables import Link, Notice, ReadingCode
from domain.directory.agencies import Contact
from domain.journey.consenting import consent_is_gone
from domain.journey.facts import RequestKey
from domain.journey.state import Request
from domain.journey.telling import WITH_LINK
from domain.journey.world import World
from domain.pathway.template import PersonField
from domain.pathway.wording import PERSON_FIELDS
from domain.person.consent import Basis
from domain.seals.reading_codes import MOST_TRIES, is_valid, new_code


def agreed_fields(dossier: Dossier, request: Request) -> tuple[PersonField, ...]:
    """Of what the step shares, that for which consent stands now."""
    step = dossier.told_pathway.by_id[request.key.step]
    if not step.shares:
        return ()
    return world_of(dossier).shared(step, request.asked.held, dossier.office.clock.now())


def agreed_still(
    dossier: Dossier, request: Request, fields: Iterable[PersonField]
) -> frozenset[PersonField]:
    """Of what was read by a request: consent stands now, whatever the step shares by now."""
    world, held = world_of(dossier), request.asked.held
    today = world.day(dossier.office.clock.now())
    return frozenset(world.ledger.standing(held, request.key.step, fields, today))


def shown_without(dossier: Dossier, request: Request) -> Mapping[PersonField, Basis]:
    """Of these, what the person did not agree to, and on which ground it is shown all the same."""
    step, now = dossier.told_pathway.by_id[request.key.step], dossier.office.clock.now()
    grounds = world_of(dossier).grounds(step, request.asked.held, now)
    return {field: basis for field, basis in grounds.items() if basis is not None}


def fields_shown(dossier: Dossier, request: Request) -> tuple[PersonField, ...]:
    """Of these, what was taken down. Safe contact first."""
    agreed = agreed_fields(dossier, request)
    code = dossier.row.case_code
    known = {row.field for row in dossier.books.identities.of_case(code)} if agreed else set()
    return tuple(sorted((f for f in agreed if f in known), key=lambda f: f != "safe_contact"))


def readable(dossier: Dossier, request: Request, contact: Contact | None) -> Readable | None:
    """What the page offers to read; None where there is nothing."""
    fields = shared_fields(dossier, request) if request.waits else ()
    if not fields or contact is None:
        return None
    return Readable(
        fields,
        second_channel(dossier, request.key, contact) is not None,
        is_locked(dossier, dossier.request_row(request.key).id, contact.id),
        unshown(dossier, request),
    )


def shared_fields(dossier: Dossier, request: Request) -> tuple[Shared, ...]:
    """Those of `fields_shown`, each with why, and on which ground."""
    fields = fields_shown(dossier, request)
    if not fields:
        return ()
    whys = {share.field: share.why for share in dossier.told_pathway.by_id[request.key.step].shares}
    without = shown_without(dossier, request)
    return tuple(
        Shared(each, PERSON_FIELDS[each], whys[each], without.get(each)) for each in fields
    )


def unshown(dossier: Dossier, request: Request) -> Unshown:
    """Of what the step shares, all but `fields_shown`."""
    needed = dossier.told_pathway.by_id[request.key.step].shared
    agreed, shown = agreed_fields(dossier, request), fields_shown(dossier, request)
    return Unshown(
        tuple(PERSON_FIELDS[each] for each in needed if each not in agreed),
        tuple(PERSON_FIELDS[each] for each in agreed if each not in shown),
    )


def consent_is_lost(dossier: Dossier, world: World, link: Link, request: Request) -> bool:
    """The step could not go on without consent: whether it still waits or was withdrawn for it."""
    if link.reason not in (None, "withdrawn") or not (request.waits or request.withdrawn_by_plan):
        return False
    return consent_is_gone(dossier.pathway, request, world, dossier.office.clock.now())


def second_channel(dossier: Dossier, key: RequestKey, contact: Contact) -> str | None:
    """Another one than those by which the link went to them."""
    used = {notice.channel for notice in _sent(dossier, key, contact.id) if notice.kind != "code"}
    others = (each.channel for each in contact.channels if each.channel not in used)
    return next(others, None) if used else None


def codes_sent(dossier: Dossier, key: RequestKey, contact: str) -> list[Notice]:
    return [notice for notice in _sent(dossier, key, contact) if notice.kind == "code"]


def put_code(dossier: Dossier, key: RequestKey, contact: str, tries: int = 0) -> str:
    """A new code, whose digest alone is kept."""
    office, code = dossier.office, new_code()
    request = dossier.request_row(key).id
    digest = office.codes.digest(code, whose(request, contact))
    dossier.books.reading_codes.put(request, contact, digest, office.clock.now(), tries)
    return code


def code_to_send(dossier: Dossier, notice: Notice) -> str | None:
    """Made as it goes out, so that it stands nowhere. A wrong try stays one.

    None when it is locked, nothing is shown, or nobody waits for it any more.
    """
    request = next(
        r for r in dossier.state.requests.values() if dossier.request_row(r.key).id == notice.about
    )
    asked_for_lately = is_valid(notice.queued_at, dossier.office.clock.now())
    locked = is_locked(dossier, notice.about, notice.contact)
    if locked or not asked_for_lately or not fields_shown(dossier, request):
        return None
    row = dossier.books.reading_codes.find(notice.about, notice.contact)
    return put_code(dossier, request.key, notice.contact, row.tries if row is not None else 0)


def drop_codes(dossier: Dossier, key: RequestKey, contact: str) -> None:
    """Those that are still to go out would make the one that is told now wrong."""
    for notice in codes_sent(dossier, key, contact):
        if notice.status in UNDER_WAY:
            notice.status, notice.lease, notice.lease_until = "dropped", None, None


def is_locked(dossier: Dossier, request: str, contact: str) -> bool:
    """Until the coordinator makes a new code, however old this one is."""
    row = dossier.books.reading_codes.find(request, contact)
    return row is not None and row.tries >= MOST_TRIES


def living_code(dossier: Dossier, request: str, contact: str) -> ReadingCode | None:
    row = dossier.books.reading_codes.find(request, contact)
    return row if row is not None and is_valid(row.made_at, dossier.office.clock.now()) else None


def whose(request: str, contact: str) -> str:
    """The context of a code."""
    return f"{request}/{contact}"


def _sent(dossier: Dossier, key: RequestKey, contact: str) -> list[Notice]:
    request = dossier.request_row(key).id
    return [
        notice
        for notice in dossier.books.notices.of_journey(dossier.row.id)
        if (notice.about, notice.contact) == (request, contact)
        and notice.kind in (*WITH_LINK, "code")
    ]
