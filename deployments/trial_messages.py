"""A message that is only a test, to a contact of the directory in use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from domain.casework.administration.publishing import directory_in_use
from domain.casework.office import Office
from domain.directory.addresses import CHANNEL_NAMES, Channel
from domain.directory.agencies import Agency, Contact
from domain.errors import ReferralError
from domain.journey.reaching import Refusal
from domain.letters.notices import Letter
from domain.letters.refusals import in_words
from domain.letters.trial_letters import write_test_letter
from domain.texts import say
from tasks.settings import Settings

HandOver = Callable[[str, str, Letter], Refusal | None]


class NobodyReached(ReferralError):
    """A test message that could not be sent, or that its provider did not take."""


@dataclass(frozen=True, slots=True)
class Tried:
    contact: Contact
    channel: Channel


def channels_at(settings: Callable[[], Settings]) -> HandOver:
    """As they are set up when something is to be sent."""

    def hand_over(channel: str, target: str, letter: Letter) -> Refusal | None:
        # Apprise takes a second to import, and most do without it.
        from tasks.channels.setting_up import channels_of

        return channels_of(settings()).hand_over(channel, target, letter)

    return hand_over


def try_out(office: Office, hand_over: HandOver, contact: str, channel: Channel | None) -> Tried:
    """Without a channel, the first that they have. Raises NobodyReached where it was not taken."""
    agency, reached = _find(office, contact)
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
    refusal = hand_over(on, target, write_test_letter(agency.title, reached.language))
    if refusal is not None:
        raise NotTaken(on, refusal)
    return Tried(reached, on)


class NotTaken(NobodyReached):
    """Its provider refused it; `reason` says why."""

    def __init__(self, channel: Channel, refusal: Refusal) -> None:
        self.channel, self.reason = channel, in_words(refusal.reason)
        super().__init__(say("It did not go through: {reason}", reason=self.reason))


def _find(office: Office, contact_id: str) -> tuple[Agency, Contact]:
    with office.store.reading() as books:
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
