"""The words of a message as they go on a channel."""

from __future__ import annotations

from collections.abc import Sequence

from domain.directory.whom_to_call import WhomToCall
from domain.letters.notices import Entry, Letter, write_joint_letter
from domain.letters.short_letters import write_short_letter
from domain.texts import Label, Language


def write_on(
    channel: str,
    entries: Sequence[Entry],
    *,
    addressee: Label,
    language: Language,
    repeat: bool,
    call: WhomToCall | None,
) -> Letter:
    if channel == "sms":
        return write_short_letter(entries, language=language, repeat=repeat)
    return write_joint_letter(
        entries, addressee=addressee, language=language, repeat=repeat, call=call
    )
