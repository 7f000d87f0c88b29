"""A request as it would arrive, for whoever writes its words: there is no journey behind it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.days.deadlines import due_at
from domain.days.working_days import WorkCalendar
from domain.letters.notices import Entry, Letter, Matter
from domain.letters.on_channels import write_on
from domain.pathway.template import Pathway, Step
from domain.texts import Label, Language

CASE_CODE = "0000-000V"
"""Made up, as everything that is of a case."""


@dataclass(frozen=True, slots=True)
class Sent:
    """When, and from which site. `asked_at` is UTC."""

    asked_at: datetime
    zone: ZoneInfo
    calendar: WorkCalendar
    base_url: str


def preview(
    pathway: Pathway, step: Step, sent: Sent, *, channel: str, language: Language
) -> Letter:
    """Roles stand for the agencies that hold them; a province's policy may set another deadline.

    The link is cut short: it leads nowhere.
    """
    entry = Entry(_matter(pathway, step, sent), f"{sent.base_url}/a/…")
    return write_on(
        channel, [entry], addressee=pathway.role(step.role).title, language=language,
        repeat=False, call=None,
    )  # fmt: skip


def _matter(pathway: Pathway, step: Step, sent: Sent) -> Matter:
    return Matter(
        kind="request",
        ordinal=1,
        case_code=CASE_CODE,
        ask=step.request,
        item=next(_items(pathway, step), None),
        asker=pathway.role(step.asked_by).title if step.asked_by is not None else None,
        holder=pathway.role(step.role).title,
        asked_at=sent.asked_at,
        due_at=due_at(step.limit, sent.asked_at, sent.zone, sent.calendar) if step.limit else None,
        zone=sent.zone.key,
        reason=None,
    )


def _items(pathway: Pathway, step: Step) -> Iterator[Label]:
    source = pathway.field_at(step.foreach) if step.foreach is not None else None
    return iter([option.label for option in source.options] if source is not None else [])
