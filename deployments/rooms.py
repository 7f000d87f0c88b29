"""What the pages behind the sign-in are handed."""

from __future__ import annotations

from collections.abc import Callable

from deployments.desk import OfficeDesk
from deployments.directories import OfficeDirectories
from deployments.door import OfficeDoor
from deployments.drafts import OfficeDrafts
from deployments.moves import OfficeMoves
from deployments.pathways import OfficePathways
from deployments.people import OfficePeople
from deployments.policies import OfficeDays, OfficePolicies
from deployments.trial_messages import HandOver
from deployments.trials import OfficeTrials
from domain.casework.administration.signing_in import Door
from pages.admin.routes import Admins
from pages.application import Rooms
from pages.desk.routes import Desks
from pages.entrance.entrance import Entrance


def rooms_of(door: Door, base_url: str, wake: Callable[[str], None], hand_over: HandOver) -> Rooms:
    """`wake` is told of a journey once what was done is committed, and must not block the page.
    `hand_over` is for messages that are only tests.
    """
    office = door.office
    return Rooms(
        Entrance(OfficeDoor(door), door.signer, base_url, str(office.zone)),
        Desks(OfficeDesk(office, wake), OfficePeople(office, wake)),
        Admins(
            OfficePathways(office),
            OfficeDrafts(office),
            OfficeDirectories(office, hand_over),
            OfficeTrials(office),
            OfficePolicies(office),
            OfficeDays(office),
            OfficeMoves(office, wake),
        ),
    )
