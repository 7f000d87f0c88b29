"""What officers have read of the person, and may use no more."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from domain.casework.administration.publishing import directory_in_use
from domain.casework.dossier import Dossier
from domain.casework.letters.noticing import tell
from domain.casework.person.sharing import agreed_still
from domain.journey.facts import RequestKey
from domain.journey.telling import Telling


@dataclass(frozen=True, slots=True)
class TakenBack:
    """Of a request, who read something of it that may be used no more."""

    key: RequestKey
    contact: str


def taken_back(dossier: Dossier) -> frozenset[TakenBack]:
    """As consent stands now: it was withdrawn, refused, or has run out."""
    return frozenset(_found(dossier))


def tell_taken_back(dossier: Dossier, before: frozenset[TakenBack]) -> None:
    """Whom it came to since `before`: that there is news, and nothing of what it is."""
    directory, now = directory_in_use(dossier.books), dossier.office.clock.now()
    for each in taken_back(dossier) - before:
        contact = directory.contact(each.contact)
        if contact is not None:
            about = dossier.request_row(each.key).id
            ordinal = 1 + _times_told(dossier, about, contact.id)
            tell(dossier, Telling("changed", ordinal, each.key, (contact,)), now)


def _found(dossier: Dossier) -> Iterator[TakenBack]:
    requests = {dossier.request_row(one.key).id: one for one in dossier.state.requests.values()}
    for line in dossier.books.trails.of_case(dossier.row.case_code, ("read_identity",)):
        body = json.loads(line.body)
        request = requests.get(body.get("request"))
        if request is None:
            continue
        if not set(body["fields"]) <= agreed_still(dossier, request, body["fields"]):
            yield TakenBack(request.key, body["contact"])


def _times_told(dossier: Dossier, about: str, contact: str) -> int:
    told = dossier.books.notices.of_journey(dossier.row.id)
    return sum((n.about, n.contact, n.kind) == (about, contact, "changed") for n in told)
