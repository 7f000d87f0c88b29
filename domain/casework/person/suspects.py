"""Links whose code was typed wrongly too often: somebody else may have them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import TypeAlias

from domain.casework.administration.publishing import directory_in_use
from domain.casework.answers.hearing import look_at
from domain.casework.dossier import Dossier
from domain.journey.carrying import Wait, unit_name
from domain.journey.facts import Answered, Corrected, Proposed
from domain.journey.state import Request
from domain.journey.telling import reminded_contacts
from domain.seals.reading_codes import MOST_TRIES
from domain.trail.chain import NoteKind

LOCKED: NoteKind = "code_locked"
Said: TypeAlias = Proposed | Answered | Corrected


def suspected(dossier: Dossier) -> list[Wait]:
    """For the lead: while the request waits, until there is a new code; of what was answered by
    such a link, until a user has read it.
    """
    return [(unit_name(request.key), reason) for request, reason in _suspects(dossier)]


def suspect_under(dossier: Dossier, about: str, reason: str) -> Request | None:
    """Which of a unit's requests that line is about: others may have been asked since."""
    found = (one for one, why in _suspects(dossier) if (unit_name(one.key), why) == (about, reason))
    return next(found, None)


def is_suspect(dossier: Dossier, request: Request, said: Said) -> bool:
    """Whether it, or what it confirms, is by such a link."""
    return any(is_by_suspect(dossier, request, one) for one in _hands(dossier, said))


def is_by_suspect(dossier: Dossier, request: Request, said: Said) -> bool:
    """Whether it came by a link whose code was locked then or later: a new code mends no answer."""
    shares = dossier.told_pathway.by_id[request.key.step].shares
    if not shares or said.how != "link":
        return False
    whose = (dossier.request_row(request.key).id, said.by)
    since = [(line, kind) for line, kind, one in _of_codes(dossier) if one == whose]
    if all(kind != LOCKED for _, kind in since):
        return False
    said_in = dossier.line_of(said)
    before = [kind for line, kind in since if line < said_in]
    after = [kind for line, kind in since if line > said_in]
    return before[-1:] == [LOCKED] or LOCKED in after


def first_of_two(dossier: Dossier, answer: Answered | Corrected) -> Proposed:
    """What the second has confirmed."""
    facts = [record.fact for record in dossier.recorded]
    before = reversed(facts[: facts.index(answer)])
    return next(f for f in before if isinstance(f, Proposed) and f.key == answer.key)


def _hands(dossier: Dossier, said: Said) -> Sequence[Said]:
    if isinstance(said, Proposed) or said.proposed_by is None:
        return (said,)
    return (first_of_two(dossier, said), said)


def _suspects(dossier: Dossier) -> list[tuple[Request, str]]:
    rows = dossier.books.reading_codes.locked(dossier.row.id, MOST_TRIES)
    locked = {(row.request, row.contact) for row in rows}
    were_locked = any(kind == LOCKED for _, kind, _ in _of_codes(dossier))
    return list(_found(dossier, locked)) if were_locked else []


def _found(dossier: Dossier, locked: set[tuple[str, str]]) -> Iterator[tuple[Request, str]]:
    directory = directory_in_use(dossier.books)
    for request in dossier.state.requests.values():
        about = dossier.request_row(request.key).id
        said = request.proposal or request.answer
        acting = reminded_contacts(request, directory) if request.waits else ()
        if any((about, contact.id) in locked for contact in acting):
            yield request, "code_locked"
        if said is not None and _is_alarming(dossier, request, said):
            yield request, "answer_suspect"


def _is_alarming(dossier: Dossier, request: Request, said: Said) -> bool:
    """Not once a user has read it, or what the suspect link said of it."""
    hands = _hands(dossier, said)
    alarming = (is_by_suspect(dossier, request, one) and _unread(dossier, one) for one in hands)
    return any(alarming) and _unread(dossier, said)


def _of_codes(dossier: Dossier) -> Sequence[tuple[int, str, tuple[str, str]]]:
    """Each trail line of a code locked or made new: its number, its kind, and whose the code is."""
    found = dossier.books.trails.of_case(dossier.row.case_code, (LOCKED, "code_made"))
    here = ((one, json.loads(one.body)) for one in found if one.journey == dossier.row.id)
    return [
        (one.seq, one.kind, (body.get("request", ""), body.get("contact", "")))
        for one, body in here
    ]


def _unread(dossier: Dossier, said: Said) -> bool:
    line = look_at(dossier.line_of(said))
    return not dossier.books.trails.was_read_by_a_user(dossier.row.id, line)
