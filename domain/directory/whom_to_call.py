"""Whom officers call: it stands on their pages and in their letters."""

from __future__ import annotations

from dataclasses import dataclass

from domain.directory.agencies import Agency
from domain.texts import Message, say


@dataclass(frozen=True, slots=True)
class WhomToCall:
    """The coordinator, or their office. `phone` is written as people read it."""

    name: str
    phone: str

    @property
    def dialled(self) -> str:
        return "".join(each for each in self.phone if each in "+0123456789")


def call_line(whom: WhomToCall) -> Message:
    if not whom.name:
        return say("Coordinator: telephone {phone}", phone=whom.phone)
    return say("Coordinator: {name}, telephone {phone}", name=whom.name, phone=whom.phone)


def call_now(agency: Agency) -> Message:
    """Whose word may mean danger."""
    if (telephone := telephone_of(agency)) is not None:
        return say("Please call at once: {whom}", whom=telephone)
    return say("Please reach at once: {agency}. The desk shows how.", agency=agency.title)


def call_now_in_short(agency: Agency) -> Message:
    """Without its name: beside a case code on a locked screen it would say where somebody is."""
    if (phone := _phone_of(agency)) is not None:
        return say("Please call at once: {whom}", whom=phone)
    return say("Please open the desk at once: it shows whom to reach.")


def telephone_of(agency: Agency) -> Message | None:
    """None where the directory has no telephone of theirs."""
    if (phone := _phone_of(agency)) is None:
        return None
    return say("{agency}: telephone {phone}", agency=agency.title, phone=phone)


def _phone_of(agency: Agency) -> str | None:
    phones = (contact.target_on("sms") for contact in agency.contacts)
    return next((phone for phone in phones if phone is not None), None)
