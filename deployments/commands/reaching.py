from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from deployments.holding import as_held
from deployments.options import AsJson
from deployments.speaking import give, site_language, tell
from domain.casework.administration.publishing import directory_in_use
from domain.directory.addresses import CHANNEL_NAMES, Channel
from domain.directory.agencies import Agency, Contact
from domain.errors import ReferralError
from domain.letters.refusals import in_words
from domain.letters.trial_letters import write_test_letter
from domain.texts import say
from tasks.wiring import the_office, the_settings


class NobodyReached(ReferralError):
    """A test message that could not be sent, or that its provider did not take."""


def send_trial(
    contact: Annotated[
        str, Parameter(help=str(say("Their id, which `referral directory show` lists.")))
    ],
    /,
    *,
    channel: Annotated[
        Channel | None, Parameter(help=str(say("Without it: the first that they have.")))
    ] = None,
    as_json: AsJson = False,
) -> None:
    """It has no link and is about no case."""
    # Apprise takes a second to import, and the other commands do without it.
    from tasks.channels.setting_up import channels_of

    agency, reached = _find(contact)
    on = channel or reached.channels[0].channel
    target = reached.target_on(on)
    if target is None:
        raise NobodyReached(
            say(
                "{contact} has no address on {channel}.",
                contact=reached.name,
                channel=CHANNEL_NAMES[on],
            )
        )
    letter = write_test_letter(agency.title, reached.language)
    refusal = channels_of(as_held(the_settings())).hand_over(on, target, letter)
    said = in_words(refusal.reason) if refusal is not None else None
    if as_json:
        reason = said.in_(site_language()) if said is not None else None
        give({"contact": contact, "channel": on, "taken": said is None, "refusal": reason})
    if said is not None:
        raise NobodyReached(say("It did not go through: {reason}", reason=said))
    if not as_json:
        tell(
            say(
                "The provider of {channel} took the message. Please ask {contact} whether it came.",
                channel=CHANNEL_NAMES[on], contact=reached.name,
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
