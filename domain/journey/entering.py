"""Whether a person can come in: by which entry, where, and on which day."""

from __future__ import annotations

from datetime import date

from domain.areas.area_map import Areas
from domain.errors import ReferralError
from domain.pathway.template import Pathway
from domain.texts import Message, say


class CannotOpen(ReferralError):
    """The pathway has no such entry, or the area does not exist."""


def check_entry(pathway: Pathway, entry: str, area: str | None, areas: Areas, today: date) -> None:
    """Raises CannotOpen."""
    entries = [known.id for known in pathway.entries]
    if entry not in entries:
        raise CannotOpen(
            say(
                "“{entry}” is no entry of {pathway}. Choose one of: {entries}.",
                entry=entry,
                pathway=pathway.key,
                entries=", ".join(entries),
            )
        )
    if area is not None and areas.get(area) is None:
        raise CannotOpen(
            say("There is no area “{area}”. `referral directory areas` lists them.", area=area)
        )
    if area is None and pathway.subject == "site":
        raise CannotOpen(
            say("{pathway} is about a place. Please say which.", pathway=pathway.title)
        )
    check_still_open(pathway, today)


def check_still_open(pathway: Pathway, today: date) -> None:
    """Raises CannotOpen once the last day on which a journey may begin is over."""
    last = pathway.no_new_after
    if last is not None and today > last:
        raise CannotOpen(
            say(
                "{pathway} takes no new journeys after {date}. Please choose another pathway.",
                pathway=pathway.key,
                date=last,
            )
        )


def doubt(
    pathway: Pathway, area: str | None, areas: Areas, *, has_agencies: bool
) -> Message | None:
    """What to ask once more before anybody is told. A pathway with the name of an area is meant for
    that one. `has_agencies`: some of its roles are held where it would be led.
    """
    home = areas.get(pathway.area or pathway.key)
    if home is not None and (area is None or not areas.lies_in(area, home.id)):
        return say("This pathway is meant for {area}. Is the area right?", area=home.title)
    if area is None:
        return say("No area is chosen. Is that meant so?")
    if not has_agencies:
        return say("The directory has no agency of this pathway in that area. Is the area right?")
    return None
