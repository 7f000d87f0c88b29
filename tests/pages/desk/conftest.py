from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.casework.administration.publishing import publish_directory
from domain.casework.person.consents import enter
from domain.casework.person.the_person import take_identity
from domain.person.consent import Given
from tests.domain.casework.bureau import bureau, directory_for
from tests.domain.casework.sharing import AGREED, KNOWN, sharing, with_telephones
from tests.pages.desk.front import Browser, Front


@pytest.fixture
def front(tmp_path: Path) -> Iterator[Front]:
    with bureau(f"sqlite:///{tmp_path / 'referral.sqlite'}") as place:
        yield Front(place)


@pytest.fixture
def stranger(front: Front) -> Iterator[Browser]:
    with front.browser() as browser:
        yield browser


@pytest.fixture
def lan(front: Front) -> Iterator[Browser]:
    """In the browser of the coordinator of Hải Phòng."""
    with front.browser("lan") as browser:
        yield browser


@pytest.fixture
def readable(front: Front) -> str:
    """A request to the police, who by the person's consent may read name and safe contact."""
    place, shared = front.place, sharing("full_name", "safe_contact")
    place.publish(shared)
    publish_directory(place.office, with_telephones(directory_for(shared)), "user:lan")
    journey = place.open(shared, area="hai_phong")
    code = journey.partition("/")[0]
    take_identity(place.office, code, KNOWN, "lan")
    given = Given(roles=("police",), fields=tuple(AGREED), how="spoken", giver="person")
    enter(place.office, code, given, {}, "lan")
    (request,) = place.waiting(journey)
    return request
