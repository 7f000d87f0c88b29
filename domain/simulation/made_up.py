"""What is made up for a simulation: its case, and its agencies where a site has none yet."""

from __future__ import annotations

from domain.directory.addresses import Address
from domain.directory.agencies import Agency, Assignment, Contact, Directory
from domain.pathway.template import Pathway, Role
from domain.texts import say

CASE_CODE = "0000-000V"
"""Of a made-up case, with its check character."""
JOURNEY = f"{CASE_CODE}/1"


def made_up_directory(pathway: Pathway) -> Directory:
    """One agency for each role, everywhere and always, under the one that leads."""
    return Directory(
        agencies=tuple(_agency(role, pathway.lead) for role in pathway.roles),
        assignments=tuple(
            Assignment.model_validate(
                {"role": role.id, "agency": role.id, "valid_from": "1900-01-01"}
            )
            for role in pathway.roles
        ),
    )


def _agency(role: Role, lead: str) -> Agency:
    return Agency(
        id=role.id,
        title=role.title,
        above=lead if role.id != lead else None,
        contacts=(
            Contact(
                id=role.id,
                name=say("Duty officer").in_("vi"),
                channels=(Address(channel="mailbox", target=f"{role.id}@example.invalid"),),
            ),
        ),
    )
