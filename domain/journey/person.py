"""What a journey knows the person to be, and which law's support follows from that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from domain.clock import day_in
from domain.journey.facts import Opened
from domain.journey.state import Request, State
from domain.pathway.template import Pathway, Status, Step

Regime = Literal["law_66_2011", "law_53_2024"]

LAW_53_IN_FORCE = date(2025, 7, 1)


@dataclass(frozen=True, slots=True)
class PersonStatus:
    """`since` is a day where the status was given; in UTC's days where the entry gave it."""

    status: Status
    since: date

    @property
    def regime(self) -> Regime | None:
        """Whose support an identified person gets: that of the day on which they were identified,
        not of the day they came (Law 53/2024/QH15, Article 63). None before.
        """
        if self.status != "identified":
            return None
        return "law_53_2024" if self.since >= LAW_53_IN_FORCE else "law_66_2011"


def status_of(pathway: Pathway, state: State) -> PersonStatus | None:
    """What was said last: by the entry, by what was asked, by an answer. None: nothing said it."""
    if state.opened is None:
        return None
    said = [*_by_entry(pathway, state.opened)]
    for request in state.requests.values():
        step = pathway.by_id.get(request.key.step)
        if step is not None:
            said += _by_asking(step, request)
            said += _by_answer(step, request)
    # Of what was said at one moment the later counts: an answer after its question.
    said.sort(key=lambda one: one[0])
    return said[-1][1] if said else None


_Said = tuple[datetime, PersonStatus]


def _by_entry(pathway: Pathway, opened: Opened) -> Iterator[_Said]:
    status = pathway.entry(opened.entry).status
    if status is not None:
        yield opened.at, PersonStatus(status, opened.at.date())


def _by_asking(step: Step, request: Request) -> Iterator[_Said]:
    if step.status is not None and request.status != "withdrawn":
        asked = request.asked
        yield asked.at, PersonStatus(step.status, day_in(asked.zone, asked.at))


def _by_answer(step: Step, request: Request) -> Iterator[_Said]:
    if request.answer is None or request.status != "done":
        return
    chosen = request.answer.values
    named = chosen.get(step.dated_by) if step.dated_by else None
    day = date.fromisoformat(named) if isinstance(named, str) else None
    for field in step.form_for(request.key.item):
        for option in field.options:
            if option.status is not None and chosen.get(field.id) == option.id:
                at = request.answered_at or request.answer.at
                yield at, PersonStatus(option.status, day or day_in(request.asked.zone, at))
