"""How many journeys of a pathway are under way, by their version."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from domain.casework.administration.publishing import areas_in_use
from domain.casework.office import Office
from domain.users.rights import covers
from domain.users.user import User


def under_way(office: Office, user: User, key: str) -> Mapping[int, int]:
    """Of the user's areas, the newest version first."""
    with office.store.reading() as books:
        areas, today = areas_in_use(books), office.clock.now().astimezone(office.zone).date()
        found = Counter(
            row.version
            for row in books.journeys.open()
            if row.pathway == key and row.duty is None and covers(user, row.area, areas, today)
        )
    return dict(sorted(found.items(), reverse=True))
