"""What a change of keys asks for: what still needs an old one, and what to do if one got out."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from domain.casework.administration.publishing import directory_in_use
from domain.casework.answers.reissuing import send_anew
from domain.casework.dossier import Dossier
from domain.casework.office import Office
from domain.db.tables import KEY_KNOWN, Link
from domain.directory.agencies import Contact
from domain.journey.state import Request
from domain.journey.telling import reminded_contacts
from domain.seals.sealing import key_of, sealed_by

Needed = Mapping[str, int]
"""How many things need a key, by its id."""


@dataclass(frozen=True, slots=True)
class GivenUp:
    """How many links were revoked, and how many contacts are written to anew."""

    links: int
    letters: int


def needed_keys(office: Office) -> Mapping[str, Needed]:
    """By purpose, where that can be counted: what agencies said needs its keys for good."""
    with office.store.reading() as books:
        return {
            "links": books.requests.links_by_key(),
            "identity": books.identities.count_by_key(),
        }


def missing_keys(office: Office) -> tuple[str, ...]:
    """Keys, as `purpose/id`, that something needs and that are not in their folder."""
    with office.store.reading() as books:
        orphan = books.trails.sealed_by_none_of([sealed_by(k) for k in office.sealer.key_ids])
    there = {"links": office.links.key_ids, "identity": office.identity.key_ids}
    found = [
        f"{purpose}/{key_id}"
        for purpose, needed in needed_keys(office).items()
        for key_id in sorted(needed.keys() - set(there[purpose]))
    ]
    return (*found, *([f"fields/{key_of(orphan)}"] if orphan is not None else []))


def give_up_links(office: Office, key_id: str, by: str) -> GivenUp:
    """Revoke every link that this key signed, and write anew to whoever is still asked.

    Their new links are signed by the newest key, which has to be another one. From the first of
    them on no process signs with this one any more.
    """
    links = letters = 0
    # Until none is left: meanwhile some may have been signed yet.
    while journeys := journeys_of_key(office, key_id):
        for journey in journeys:
            one = _give_up_in(office, journey, key_id, by)
            links, letters = links + one.links, letters + one.letters
    return GivenUp(links, letters)


def journeys_of_key(office: Office, key_id: str) -> Sequence[str]:
    with office.store.reading() as books:
        return books.requests.journeys_of_key(key_id)


def _give_up_in(office: Office, journey: str, key_id: str, by: str) -> GivenUp:
    with office.store.writing() as books:
        dossier = Dossier.locked(office, books, journey)
        now, actor = office.clock.now(), f"user:{by}"
        links = books.requests.links_of_key(journey, key_id)
        for link in links:
            link.revoked_at, link.reason = now, KEY_KNOWN
        body = json.dumps({"key": key_id, "links": [f"{k.request} {k.contact}" for k in links]})
        books.trails.add(dossier.row, "links_given_up", now, actor, body)
        told = _still_asked(dossier, links)
        for request, contact in told:
            send_anew(dossier, request, contact, now, actor)
        return GivenUp(len(links), len(told))


def _still_asked(dossier: Dossier, links: Sequence[Link]) -> list[tuple[Request, Contact]]:
    """To answer, or to confirm what was answered."""
    held, directory = {(k.request, k.contact) for k in links}, directory_in_use(dossier.books)
    return [
        (request, contact)
        for request in dossier.state.waiting
        for contact in reminded_contacts(request, directory)
        if (dossier.request_row(request.key).id, contact.id) in held
    ]
