"""One Prefect belongs to one database of ours.

Whoever looks at the journeys of one and the runs of another takes each of those runs for wrong.
"""

from __future__ import annotations

from contextlib import suppress

from prefect.client.orchestration import get_client
from prefect.client.schemas.actions import VariableCreate
from prefect.exceptions import ObjectAlreadyExists

from domain.errors import ReferralError
from domain.texts import say
from tasks.wiring import the_office

VARIABLE = "referral_site"


class AnotherSitesPrefect(ReferralError):
    """Nothing was changed there, and nothing may be."""


def refuse_another_sites_prefect() -> None:
    """A Prefect that is nobody's is ours from now on. Costs one question, at first two.

    Raises AnotherSitesPrefect.
    """
    with the_office().store.reading() as books:
        ours = books.site_id()
    if _site_of_prefect(ours) != ours:
        raise AnotherSitesPrefect(
            say(
                "This Prefect belongs to another database, whose journeys would be lost there."
                " Nothing was changed. Please name that database in REFERRAL_DATABASE_URL, or the"
                " folder with its file in REFERRAL_DATA_DIR. To work with another database, give"
                " it a Prefect of its own: see docs/administrators.md."
            )
        )


def _site_of_prefect(ours: str) -> object:
    with get_client(sync_client=True) as client:
        found = client.read_variable_by_name(VARIABLE)
        if found is None:
            with suppress(ObjectAlreadyExists):
                return client.create_variable(VariableCreate(name=VARIABLE, value=ours)).value
            found = client.read_variable_by_name(VARIABLE)
    return found.value if found is not None else None
