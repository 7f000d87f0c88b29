"""An officer reads what their request shares of the person: by a short code, and never unseen.

What is shown is decided at that moment: what the step shares, as far as consent stands now.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.case_code import read_case_code
from domain.casework.administration.publishing import directory_in_use
from domain.casework.answers.answering import Followed, follow
from domain.casework.answers.views import Dead, Open, ToConfirm, TooLate
from domain.casework.desk.coordinating import CannotDo, find_waiting
from domain.casework.dossier import Dossier
from domain.casework.office import Office
from domain.casework.person.reading_views import Reading, Refused, Sending, Shown, WrongCode
from domain.casework.person.sharing import (
    agreed_fields,
    codes_sent,
    drop_codes,
    fields_shown,
    is_locked,
    living_code,
    put_code,
    second_channel,
    shared_fields,
    shown_without,
    unshown,
    whose,
)
from domain.casework.person.the_person import opened
from domain.db.tables import Notice
from domain.journey.facts import RequestKey
from domain.journey.state import Request
from domain.pathway.template import PersonField
from domain.seals.reading_codes import MOST_TRIES, typed_code
from domain.texts import say
from domain.trail.chain import NoteKind

BETWEEN_CODES = timedelta(minutes=2)
REFUSALS_COUNT_FOR = timedelta(hours=1)
MOST_CODES = 5
"""That a button sends for one request to one contact; further ones the coordinator makes."""


@dataclass(frozen=True, slots=True)
class MadeCode:
    """To be told by telephone, once. `journey` is to be woken."""

    code: str
    journey: str


@dataclass(frozen=True, slots=True)
class Read:
    """`locked` is the journey to be woken, where the last try was spent just now."""

    outcome: Reading
    locked: str | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """Who read which fields, and when."""

    at: datetime
    request: str
    step: str
    agency: str
    contact: str
    fields: Sequence[PersonField]


def make_code(office: Office, reference: str, contact: str, by: str) -> MadeCode:
    """In the place of the one before. Raises CannotDo, and what `find_waiting` raises."""
    with office.store.writing() as books:
        dossier, request = find_waiting(office, books, reference)
        _check_contact(dossier, request, contact)
        if not fields_shown(dossier, request):
            raise CannotDo(
                say(
                    "There is nothing to read here: of what the step shares, nothing was both"
                    " agreed to by the person and taken down."
                )
            )
        drop_codes(dossier, request.key, contact)
        code = put_code(dossier, request.key, contact)
        body = {"request": dossier.request_row(request.key).id, "contact": contact}
        dossier.note("code_made", f"user:{by}", json.dumps(body))
        dossier.want_attention()
        return MadeCode(code, dossier.row.id)


def read_person(office: Office, token: str, typed: str) -> Read:
    """Show what may be read now, to whoever has the link and the code.

    Raises NotALink, and TooLate when the request no longer waits.
    """
    with office.store.writing() as books:
        followed = follow(office, books, token)
        if _refuses(followed):
            return Read(Refused("no_consent"))
        return _try(followed, typed)


def send_code(office: Office, token: str) -> tuple[Sending, str]:
    """Queue a code to the contact's other address. With the journey, which is to be woken.

    Raises NotALink, and TooLate when the request no longer waits.
    """
    with office.store.writing() as books:
        followed = follow(office, books, token)
        sending = "no_consent" if _refuses(followed) else _send(followed)
        return sending, followed.dossier.row.id


def note_refused_answer(office: Office, token: str) -> None:
    """An answer came, and was not taken: what it rests on was withdrawn. Raises NotALink."""
    with office.store.writing() as books:
        _note_refused(follow(office, books, token), "answer_refused")


def readings(office: Office, code: str) -> tuple[Seen, ...]:
    """What agencies read in this case, in order. Raises WrongCaseCode."""
    with office.store.reading() as books:
        found = books.trails.of_case(read_case_code(code), ("read_identity",))
    return tuple(
        Seen(
            at=line.at,
            request=body["request"],
            step=body["step"],
            agency=body["agency"],
            contact=body["contact"],
            fields=tuple(body["fields"]),
        )
        for line in found
        if "contact" in (body := json.loads(line.body))
    )


def _refuses(followed: Followed) -> bool:
    """Since the person agrees no more, which is written down. Raises TooLate."""
    lost = isinstance(followed.look, Dead) and followed.look.fate == "no_consent"
    if not lost and not isinstance(followed.look, Open | ToConfirm):
        raise TooLate(followed.look)
    step = followed.dossier.told_pathway.by_id[followed.request.key.step]
    refuses = lost or (bool(step.shares) and not agreed_fields(followed.dossier, followed.request))
    if refuses:
        _note_refused(followed, "reading_refused")
    return refuses


def _try(followed: Followed, typed: str) -> Read:
    dossier, link = followed.dossier, followed.link
    code, row = typed_code(typed), living_code(dossier, link.request, link.contact)
    if row is None:
        return Read(Refused("no_code"))
    if code is None:
        return Read(Refused("no_digits"))
    left, codes = MOST_TRIES - row.tries - 1, dossier.books.reading_codes
    if not codes.take_a_try(row, MOST_TRIES):
        return Read(WrongCode(0))
    if not dossier.office.codes.is_right(code, row.digest, whose(link.request, link.contact)):
        return _wrong(followed, left)
    codes.give_it_back(row)
    return Read(_show(followed))


def _show(followed: Followed) -> Shown:
    dossier = followed.dossier
    fields = fields_shown(dossier, followed.request)
    person = opened(dossier.office, dossier.books, dossier.row.case_code, fields)
    _note(followed, "read_identity", fields)
    return Shown(
        dossier.row.case_code,
        tuple((each, person[each.field]) for each in shared_fields(dossier, followed.request)),
        unshown(dossier, followed.request),
    )


def _wrong(followed: Followed, left: int) -> Read:
    if left > 0:
        return Read(WrongCode(left))
    dossier = followed.dossier
    _note(followed, "code_locked")
    dossier.row.next_due_at = dossier.office.clock.now()
    dossier.want_attention()
    return Read(WrongCode(0), dossier.row.id)


def _send(followed: Followed) -> Sending:
    dossier, key, now = followed.dossier, followed.request.key, followed.dossier.office.clock.now()
    channel = _second_channel(dossier, key, followed.link.contact)
    if channel is None or not fields_shown(dossier, followed.request):
        return "no_second_address"
    locked = is_locked(dossier, followed.link.request, followed.link.contact)
    sent = codes_sent(dossier, key, followed.link.contact)
    if len(sent) >= MOST_CODES or locked:
        return "locked"
    if any(now < notice.queued_at + BETWEEN_CODES for notice in sent):
        return "just_sent"
    dossier.books.notices.queue(
        Notice(
            journey=dossier.row.id,
            about=followed.link.request,
            kind="code",
            ordinal=len(sent) + 1,
            contact=followed.link.contact,
            channel=channel,
            resend=0,
            status="queued",
            queued_at=now,
            tries=0,
        )
    )
    _note(followed, "code_asked_for")
    dossier.want_attention()
    return "sent"


def _second_channel(dossier: Dossier, key: RequestKey, contact: str) -> str | None:
    found = directory_in_use(dossier.books).contact(contact)
    return second_channel(dossier, key, found) if found is not None else None


def _note_refused(followed: Followed, kind: NoteKind) -> None:
    """Once an hour: who has a link may send what they like, and a trail is for ever."""
    dossier, actor = followed.dossier, f"contact:{followed.link.contact}"
    last = dossier.books.trails.last_at(dossier.row.id, kind, actor)
    if last is None or dossier.office.clock.now() >= last + REFUSALS_COUNT_FOR:
        _note(followed, kind)


def _note(followed: Followed, kind: NoteKind, fields: Sequence[PersonField] = ()) -> None:
    """Who did it, and to which fields; never what stands in them."""
    link, request = followed.link, followed.request
    body: dict[str, object] = {"request": link.request, "step": request.key.step}
    body |= {"agency": request.agency, "contact": link.contact}
    body |= {"fields": list(fields)} if fields else {}
    without = shown_without(followed.dossier, request) if fields else {}
    body |= {"without_consent": shown} if (shown := [f for f in fields if f in without]) else {}
    followed.dossier.note(kind, f"contact:{link.contact}", json.dumps(body))


def _check_contact(dossier: Dossier, request: Request, contact: str) -> None:
    agency = directory_in_use(dossier.books).agency(request.agency)
    known = [each.id for each in agency.contacts] if agency is not None else []
    if contact not in known:
        raise CannotDo(
            say("The request is with other contacts. Name one of: {ids}.", ids=", ".join(known))
        )
