"""A play and a tally, for programs."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from deployments.plays_in_words import Teller
from domain.simulation.plays import Arrived, Happening, Listed, Play, Recorded, Told, Unlisted
from domain.simulation.tallying import Tally

Data = Mapping[str, object]


def play_as_data(play: Play, teller: Teller) -> Data:
    return {
        "entry": play.entry,
        "area": play.area,
        "began_at": play.began_at,
        "last_at": play.last_at,
        "end": play.end.id if play.end else None,
        "broken_off": play.broken_off,
        "waits_for_lead": [{"about": about, "reason": reason} for about, reason in play.waits],
        "happenings": [_happening(one, teller) for one in play.happenings],
    }


def tally_as_data(found: Tally) -> Data:
    ends = [{"end": end, "journeys": number} for end, number in found.ends.items()]
    return asdict(found) | {"ends": ends}


def _happening(one: Happening, teller: Teller) -> Data:
    match one:
        case Recorded(fact=fact):
            return {"what": "fact", **fact.model_dump(mode="json", exclude={"chase"})}
        case Told():
            return {
                "what": "message",
                "at": one.at,
                "kind": one.kind,
                "ordinal": one.ordinal,
                "request": str(one.request.key),
                "contact": one.contact.id,
            }
        case Arrived():
            letter = teller.letter(one)
            return {
                "what": "letter",
                "at": one.at,
                "about": list(one.about),
                "contact": one.contact.id,
                "channel": one.channel,
                "subject": letter.subject,
                "text": letter.text,
                "apart": list(letter.apart),
            }
        case Listed() | Unlisted():
            what = "listed" if isinstance(one, Listed) else "unlisted"
            return {"what": what, "at": one.at, "about": one.about, "reason": one.reason}
