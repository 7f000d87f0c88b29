from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from deployments.options import AsJson
from deployments.speaking import give, tell
from domain.addresses import Channel
from domain.casework.publishing import directory_in_use
from domain.directory import Agency, Contact
from domain.errors import ReferralError
from domain.texts import say
from domain.trial_letters import write_test_letter
from tasks.wiring import the_office


class NobodyReached(ReferralError):
    """A test message that could not be sent, or that its provider did not take."""


def send_trial(
    contact: str,
    /,
    *,
    channel: Annotated[
        Channel | None, Parameter(help=str(say("Without it: the first that they have.")))
    ] = None,
    as_json: AsJson = False,
) -> None:
    """It has no link and is about no case."""
    # Apprise takes a second to import, and the other commands do without it.
    from tasks.notices import the_channels

    agency, reached = _find(contact)
    on = channel or reached.channels[0].channel
    target = reached.target_on(on)
    if target is None:
        raise NobodyReached(
            say("{contact} has no address on {channel}.", contact=contact, channel=on)
        )
    letter = write_test_letter(agency.title, reached.language)
    refusal = the_channels().hand_over(on, target, letter)
    if as_json:
        reason = refusal.reason if refusal is not None else None
        give({"contact": contact, "channel": on, "taken": refusal is None, "refusal": reason})
    if refusal is not None:
        raise NobodyReached(
            say(
                "The provider did not take it. It said: {reason}",
                reason=refusal.reason,
            )
        )
    if not as_json:
        tell(
            say(
                "The provider of {channel} took the message. Please ask {contact} whether it came.",
                channel=on, contact=contact,
            )
        )  # fmt: skip


def _find(contact_id: str) -> tuple[Agency, Contact]:
    with the_office().store.reading() as books:
        directory = directory_in_use(books)
    agency, contact = directory.agency_of(contact_id), directory.contact(contact_id)
    if agency is None or contact is None:
        raise NobodyReached(
            say(
                "The directory has no contact “{contact}”. `referral directory show` lists them.",
                contact=contact_id,
            )
        )
    return agency, contact
