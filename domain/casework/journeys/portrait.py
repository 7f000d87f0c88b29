"""How a journey shows itself in the Prefect UI: name, badge, tags, artifact. No person in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from domain.casework.dossier import Dossier
from domain.journey.fold_and_plan import plan, standings, to_come
from domain.journey.progress import Standing
from domain.journey.state import UNDO, Request
from domain.pathway.template import Pathway
from domain.texts import Language, Message, last_moment, say


@dataclass(frozen=True, slots=True)
class Portrait:
    name: str
    badge: str
    tags: tuple[str, ...]
    markdown: str


def portray(dossier: Dossier, now: datetime) -> Portrait:
    language = dossier.office.language
    title = dossier.pathway.title.in_(language)
    return Portrait(
        name=f"{dossier.row.id} · {title}",
        badge=_badge(dossier, now).in_(language),
        tags=_tags(dossier, now),
        markdown=_markdown(dossier, now, language),
    )


def _badge(dossier: Dossier, now: datetime) -> Message:
    state, row = dossier.state, dossier.row
    if row.status == "stopped" or state.gone_for_good(now):
        return say("Stopped")
    if state.stopped is not None:
        until = (state.stopped.at + UNDO).astimezone(dossier.office.zone)
        return say("Stopped, can be undone until {time}", time=f"{until:%H:%M}")
    if state.closed is not None:
        # How it ended says something of the person: `referral case show` tells it.
        return say("Ended")
    return _of_going_on(dossier, now)


def _of_going_on(dossier: Dossier, now: datetime) -> Message:
    state, pathway = dossier.state, dossier.pathway
    if state.paused is not None:
        return say("Paused")
    if state.waiting:
        return _waits_for(pathway, state.waiting)
    again = plan(pathway, state, now).look_again_at
    if dossier.books.leads.open(dossier.row.id) or again is None:
        return say("Waits for {role}", role=pathway.role(pathway.lead).title)
    local = again.astimezone(dossier.office.zone)
    return say("Next request on {date}", date=local.date())


def _waits_for(pathway: Pathway, waiting: tuple[Request, ...]) -> Message:
    roles = list(dict.fromkeys(request.asked.role for request in waiting))
    first = pathway.role(roles[0]).title
    if len(roles) == 1:
        return say("Waits for {role}", role=first)
    return say("Waits for {role} and {n} more", role=first, n=len(roles) - 1)


def _tags(dossier: Dossier, now: datetime) -> tuple[str, ...]:
    state, pathway = dossier.state, dossier.pathway
    tags = [f"pathway:{pathway.key}"]
    if dossier.round is not None:
        tags.append(f"duty:{dossier.round.duty}")
    if dossier.row.area:
        tags.append(f"area:{dossier.row.area}")
    tags += [f"stage:{pathway.stage_of(request.key.step).id}" for request in state.waiting]
    tags += [f"waiting:{request.asked.role}" for request in state.waiting]
    if dossier.row.status == "open" and dossier.books.leads.open(dossier.row.id):
        tags.append("waiting:lead")
    if any(request.is_late(now) for request in state.waiting):
        tags.append("overdue")
    return tuple(dict.fromkeys(tags))


def _markdown(dossier: Dossier, now: datetime, language: Language) -> str:
    pathway = dossier.pathway
    where = standings(pathway, dossier.state, now)
    comes_at = to_come(pathway, dossier.state, now, dossier.office.zone)
    lines = [f"# {dossier.row.id}", "", f"{pathway.title.in_(language)}", ""]
    if dossier.state.stopped is not None and dossier.row.status == "open":
        undo = say(
            "The journey is stopped, and its links rest. `referral journey resume {id}` undoes "
            "that within ten minutes; after that the agencies are told.",
            id=dossier.row.id,
        )
        lines += [undo.in_(language), ""]
    for stage in pathway.stages:
        lines += [f"## {stage.title.in_(language)}", ""]
        for step in stage.steps:
            mark = _MARKS[where[step.id]]
            lines.append(f"- {mark} {step.title.in_(language)}")
            waiting = [r for r in dossier.state.waiting if r.key.step == step.id]
            lines += [f"    - {_waiting_line(r, pathway, language)}" for r in waiting]
            if step.id in comes_at:
                asked = say("will be asked on {date}", date=comes_at[step.id])
                lines.append(f"    - {asked.in_(language)}")
        lines.append("")
    return "\n".join(lines)


def _waiting_line(request: Request, pathway: Pathway, language: Language) -> str:
    """The role, never the agency: that would say where the person is."""
    zone = ZoneInfo(request.asked.zone)
    role = pathway.role(request.asked.role).title
    asked = request.asked.at.astimezone(zone).date()
    text = say("{role}, asked on {date}", role=role, date=asked).in_(language)
    if request.due_at is None:
        return text
    by = say("due by {moment}", moment=last_moment(request.due_at.astimezone(zone)))
    return f"{text}, {by.in_(language)}"


_MARKS = {
    Standing.AHEAD: "○",
    Standing.OPEN: "◉",
    Standing.DONE: "●",
    Standing.SKIPPED: "–",
    Standing.PASSED: "→",
}
