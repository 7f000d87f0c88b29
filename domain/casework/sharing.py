"""What a request shares of the person at this moment, and the codes that open it."""

from __future__ import annotations

from domain.casework.dossier import Dossier
from domain.casework.ledgers import world_of
from domain.casework.reading_views import Readable, Shared
from domain.consenting import consent_is_gone
from domain.db.tables import Link, Notice, ReadingCode
from domain.directory import Contact
from domain.facts import RequestKey
from domain.identity import LABELS
from domain.pathway import PersonField
from domain.reading_codes import MOST_TRIES, is_valid, new_code
from domain.state import Request
from domain.telling import WITH_LINK
from domain.world import World


def agreed_fields(dossier: Dossier, request: Request) -> tuple[PersonField, ...]:
    """Of what the step shares, that for which consent stands now."""
    step = dossier.pathway.by_id.get(request.key.step)
    if step is None or not step.shares:
        return ()
    return world_of(dossier).shared(step, request.asked.held, dossier.office.clock.now())


def fields_shown(dossier: Dossier, request: Request) -> tuple[PersonField, ...]:
    """Of these, what was taken down. Safe contact first."""
    agreed = agreed_fields(dossier, request)
    code = dossier.row.case_code
    known = {row.field for row in dossier.books.identities.of_case(code)} if agreed else set()
    return tuple(sorted((f for f in agreed if f in known), key=lambda f: f != "safe_contact"))


def readable(dossier: Dossier, request: Request, contact: Contact | None) -> Readable | None:
    """What the page offers to read; None where there is nothing."""
    fields = fields_shown(dossier, request) if request.waits else ()
    if not fields or contact is None:
        return None
    whys = {share.field: share.why for share in dossier.pathway.by_id[request.key.step].shares}
    return Readable(
        tuple(Shared(LABELS[field], whys[field]) for field in fields),
        second_channel(dossier, request.key, contact) is not None,
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
    """Made as it goes out, so that it stands nowhere. A wrong try stays one: None when locked."""
    request = next(
        r for r in dossier.state.requests.values() if dossier.request_row(r.key).id == notice.about
    )
    row = dossier.books.reading_codes.find(notice.about, notice.contact)
    tries = row.tries if row is not None else 0
    if tries >= MOST_TRIES or not fields_shown(dossier, request):
        return None
    return put_code(dossier, request.key, notice.contact, tries)


def living_code(dossier: Dossier, request: str, contact: str) -> ReadingCode | None:
    row = dossier.books.reading_codes.find(request, contact)
    return row if row is not None and is_valid(row.made_at, dossier.office.clock.now()) else None


def locked_requests(dossier: Dossier) -> list[RequestKey]:
    """Those that wait, and for which a code was typed wrongly too often."""
    locked = dossier.books.reading_codes.locked(dossier.row.id, MOST_TRIES)
    waiting = dossier.state.waiting if locked else ()
    return [each.key for each in waiting if dossier.request_row(each.key).id in locked]


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
