"""Prefect's deployments of duties: each with the calendar by which it is asked."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from domain.casework.duties.asking import ASKED_AT, Standing
from domain.casework.office import Office
from domain.duties.frequency import Frequency
from domain.texts import Label, Message, say
from tasks.reconciling import OTHERS, DeploymentSpec

SHORTEST_MONTH = 28


def of_duties(duties: Iterable[Standing], office: Office) -> dict[str, DeploymentSpec]:
    return {
        f"duties/{standing.pathway.key}.{standing.duty.id}": _of(standing, office)
        for standing in duties
    }


def _of(standing: Standing, office: Office) -> DeploymentSpec:
    pathway, duty, language = standing.pathway, standing.duty, office.language
    about = [duty.title, duty.ask or duty.title, pathway.title, how_often(standing)]
    return DeploymentSpec(
        entrypoint="flows.duties.duties",
        version=str(standing.version),
        description="\n\n".join(text.in_(language) for text in about),
        parameters={"pathway": pathway.key, "duty": duty.id},
        tags=(f"pathway:{pathway.key}", f"duty:{duty.id}", *_not_set(standing)),
        queue=OTHERS,
        rrules=tuple(rrule(frequency) for frequency in standing.frequencies),
        time_zone=str(office.zone),
    )


def _not_set(standing: Standing) -> tuple[str, ...]:
    return () if standing.frequencies else ("not-set",)


def how_often(standing: Standing) -> Message | Label:
    if not standing.spots:
        return say("Nobody holds the role “{role}” here.", role=standing.duty.role)
    if not standing.frequencies:
        return say("Not set: no source says how often. A policy can, under “duties”.")
    return say("Asked by itself. Run asks for it today, besides.")


def rrule(frequency: Frequency) -> str:
    """Of RFC 5545, at the site's time of asking; a day that a month lacks is its last."""
    first, every = frequency.first, frequency.every
    start = f"DTSTART:{first.isoformat().replace('-', '')}T{ASKED_AT:%H%M%S}"
    if every.months is None:
        return f"{start}\nRRULE:FREQ=DAILY;INTERVAL={every.days}"
    rule = f"{start}\nRRULE:FREQ=MONTHLY;INTERVAL={every.months}"
    return rule + _month_end(first)


def _month_end(first: date) -> str:
    if first.day <= SHORTEST_MONTH:
        return ""
    days = ",".join(str(day) for day in range(SHORTEST_MONTH, first.day + 1))
    return f";BYMONTHDAY={days};BYSETPOS=-1"
