"""What an agency would not be told of the person, were it asked now."""

from __future__ import annotations

from domain.casework.dossier import Dossier
from domain.casework.office import Office
from domain.casework.person.ledgers import world_of
from domain.journey.consenting import withheld
from domain.journey.facts import RequestKey
from domain.journey.world import area_of
from domain.pathway.template import PersonField


def withheld_from_who_is_asked(
    office: Office, journey: str, step: str, item: str | None
) -> tuple[PersonField, ...]:
    """Where the step would rather wait for the person's consent; else nothing is said of it.

    Raises NoSuchJourney.
    """
    with office.store.reading() as books:
        dossier = Dossier.read(office, books, journey)
        area = area_of(dossier.told_pathway.by_id[step], dossier.state)
        world, now = world_of(dossier), office.clock.now()
        return withheld(dossier.told_pathway, RequestKey(step, item), area, world, now)
