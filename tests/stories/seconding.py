"""Where it takes two: somebody else at the agency tells the coordinator that it is so."""

from __future__ import annotations

from domain.casework.answers.answering import link_of
from domain.casework.answers.confirming import awaits_second, confirm_for_agency
from domain.casework.office import Office


def second_by_phone(office: Office, path: str) -> None:
    """Of what was answered by this link, if it takes a second person."""
    with office.store.reading() as books:
        link = link_of(books, office.links.read(path.rpartition("/")[2]))
    if awaits_second(office, link.request):
        confirm_for_agency(office, link.request, "Chị Hoa, trưởng phòng", "phone", "mai")
