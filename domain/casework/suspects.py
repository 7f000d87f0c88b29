"""Links whose code was typed wrongly too often: somebody else may have them."""

from __future__ import annotations

from collections.abc import Iterator

from domain.carrying import Wait, unit_name
from domain.casework.dossier import Dossier
from domain.casework.hearing import look_at
from domain.casework.publishing import directory_in_use
from domain.casework.sharing import is_locked
from domain.facts import Answered, Corrected, Proposed
from domain.reading_codes import MOST_TRIES
from domain.state import Request
from domain.telling import reminded_contacts


def suspected(dossier: Dossier) -> list[Wait]:
    """For the lead: while the request waits, until there is a new code; of what was answered by
    such a link, until a user has read it.
    """
    return [(unit_name(request.key), reason) for request, reason in _suspects(dossier)]


def suspect_under(dossier: Dossier, about: str, reason: str) -> Request | None:
    """Which of a unit's requests that line is about: others may have been asked since."""
    found = (one for one, why in _suspects(dossier) if (unit_name(one.key), why) == (about, reason))
    return next(found, None)


def _suspects(dossier: Dossier) -> list[tuple[Request, str]]:
    rows = dossier.books.reading_codes.locked(dossier.row.id, MOST_TRIES)
    locked = {(row.request, row.contact) for row in rows}
    return list(_found(dossier, locked)) if locked else []


def is_by_suspect(
    dossier: Dossier, request: Request, said: Proposed | Answered | Corrected
) -> bool:
    """Whether it came by a link whose code is locked: one is locked only before an answer."""
    shares = dossier.pathway.by_id[request.key.step].shares
    about = dossier.request_row(request.key).id
    return bool(shares) and said.how == "link" and is_locked(dossier, about, said.by)


def _found(dossier: Dossier, locked: set[tuple[str, str]]) -> Iterator[tuple[Request, str]]:
    directory = directory_in_use(dossier.books)
    for request in dossier.state.requests.values():
        about = dossier.request_row(request.key).id
        said = request.proposal or request.answer
        acting = reminded_contacts(request, directory) if request.waits else ()
        if any((about, contact.id) in locked for contact in acting):
            yield request, "code_locked"
        if said is not None and is_by_suspect(dossier, request, said) and _unread(dossier, said):
            yield request, "answer_suspect"


def _unread(dossier: Dossier, said: Proposed | Answered | Corrected) -> bool:
    line = look_at(dossier.line_of(said))
    return not dossier.books.trails.was_read_by_a_user(dossier.row.id, line)
