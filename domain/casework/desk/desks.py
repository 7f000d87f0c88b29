"""Whether every case stands on somebody's desk, and every user has one where cases can come."""

from __future__ import annotations

from domain.casework.administration.publishing import areas_in_use
from domain.casework.desk.case_files import territory
from domain.casework.office import Office
from domain.users.user import User


def on_no_desk(office: Office) -> tuple[str, ...]:
    """The open journeys that no coordinator has today."""
    with office.store.reading() as books:
        users = [user for user in books.users.every() if user.disabled_at is None]
        coordinators = [user for user in users if user.post == "coordinator"]
        theirs = [territory(office, books, user) for user in coordinators]
        return tuple(
            row.id
            for row in books.journeys.open()
            if row.duty is None and not any(is_theirs(row) for is_theirs in theirs)
        )


def areas_without_new_cases(office: Office) -> tuple[tuple[User, str], ...]:
    """Areas that users are for, and that have ended or are on no map."""
    today = office.clock.now().astimezone(office.zone).date()
    with office.store.reading() as books:
        there = {area.id for area in areas_in_use(books).on(today)}
        users = [user for user in books.users.every() if user.disabled_at is None]
    return tuple((user, area) for user in users for area in user.areas if area not in there)
