"""The lines of a journey's trail in words, for who may look at a case."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from zoneinfo import ZoneInfo

from domain.journey.facts import (
    Answered,
    AnyFact,
    Asked,
    Closed,
    Corrected,
    Extended,
    HandedOver,
    Moved,
    Opened,
    Paused,
    Reassigned,
    RequestKey,
    Skipped,
    Stopped,
    Verdict,
)
from domain.pathway.template import Pathway
from domain.texts import Label, Message, last_moment, say

AgencyName = Callable[[str], Label]

VERDICTS: Mapping[Verdict, Message] = {
    "done": say("it is done"),
    "declined": say("it cannot be done"),
    "failed": say("it was tried without success"),
    "lacks_grounds": say("there are not enough grounds"),
}
OF_REQUESTS: Mapping[str, Message] = {
    "proposed": say("Answered by the first of two"),
    "proposal_refused": say("Not confirmed by the second of two"),
    "withdrawn": say("Withdrawn"),
    "accepted": say("Taken on, to be done by a day"),
    "questioned": say("The agency asked the coordinator"),
    "replied": say("The coordinator replied"),
    "more_time_wanted": say("The agency asked for more time"),
    "more_time_refused": say("No more time was given"),
    "correction_wanted": say("A correction was sent to the coordinator"),
    "correction_left": say("The coordinator left the answer as it is"),
    "reviewed": say("Looked through what was answered before the correction"),
    "delegated": say("Passed on to a colleague"),
    "colleague_named": say("A new colleague was named"),
    "colleague_rejected": say("The new colleague was not confirmed"),
}
STANDS_OUT = frozenset({"consent_overridden", "code_locked"})
OF_JOURNEYS: Mapping[str, Message] = {
    "resumed": say("Goes on."),
    "looked": say("Looked at the case."),
    "read": say("Read an answer."),
    "words_read": say("Read what was written beside the request."),
    "took_identity": say("Wrote down who the person is."),
    "read_identity": say("Read who the person is."),
    "consent_given": say("Wrote down what the person agreed to."),
    "consent_refused": say("Wrote down what the person did not agree to."),
    "consent_overridden": say("Decided to show something WITHOUT THE PERSON'S CONSENT."),
    "consent_withdrawn": say("Wrote down that consent was withdrawn."),
    "reader_called": say("Called somebody who had read what may be used no more."),
    "code_made": say("Made a code for reading about the person."),
    "code_asked_for": say("Asked for a code for reading about the person."),
    "code_locked": say("Typed the code wrongly five times: it is locked."),
    "reading_refused": say("Was shown nothing of the person: there was no consent."),
    "answer_refused": say("Sent an answer that was not taken: consent had been withdrawn."),
    "link_reissued": say("A link was sent anew."),
    "link_opened": say("Opened the link."),
    "links_given_up": say("Links were given up, since their key had got out."),
}
"""By the kind of the line, where there is no more to be told than that."""


def told_of_fact(fact: AnyFact, pathway: Pathway, agency: AgencyName, zone: ZoneInfo) -> Message:
    """In the time of `zone`."""
    if isinstance(fact, Asked | Answered | Corrected | Extended | Reassigned):
        return _of_request(fact, thing_asked(pathway, fact.key), agency, zone)
    if isinstance(fact, Opened | Closed | Skipped):
        return _of_pathway(fact, pathway)
    if isinstance(fact, Paused | Stopped | Moved | HandedOver):
        return _of_journey(fact)
    key = getattr(fact, "key", None)
    words = OF_REQUESTS.get(fact.kind)
    if words is not None and isinstance(key, RequestKey):
        return say("{happened}: {what}.", happened=words, what=thing_asked(pathway, key))
    return told_of_other(fact.kind)


def told_of_other(kind: str) -> Message:
    return OF_JOURNEYS.get(kind) or say("Written down: {kind}.", kind=kind)


def unit_title(pathway: Pathway, step_id: str, item: str | None) -> Label | Message:
    step = pathway.by_id.get(step_id)
    title = pathway.title_of(step_id)
    label = pathway.item_label(step, item) if step is not None else None
    return say("{step} – {item}", step=title, item=label) if label is not None else title


def thing_asked(pathway: Pathway, key: RequestKey) -> Label | Message:
    title = unit_title(pathway, key.step, key.item)
    return say("{step}, round {n}", step=title, n=key.occurrence) if key.occurrence > 1 else title


def _of_request(
    fact: Asked | Answered | Corrected | Extended | Reassigned,
    what: Label | Message,
    agency: AgencyName,
    zone: ZoneInfo,
) -> Message:
    match fact:
        case Asked():
            return say("Asked {agency}: {what}.", agency=agency(fact.agency), what=what)
        case Answered():
            return say("Answered: {what}: {verdict}.", what=what, verdict=VERDICTS[fact.verdict])
        case Corrected():
            return say("Corrected: {what}: {verdict}.", what=what, verdict=VERDICTS[fact.verdict])
        case Extended():
            due = fact.due_at.astimezone(zone)
            return say("New deadline for {what}: {moment}.", what=what, moment=last_moment(due))
        case Reassigned():
            return say("Passed on to {agency}: {what}.", agency=agency(fact.agency), what=what)


def _of_pathway(fact: Opened | Closed | Skipped, pathway: Pathway) -> Message:
    match fact:
        case Opened():
            return say("The journey was opened: {entry}.", entry=pathway.entry(fact.entry).title)
        case Closed():
            return say("The journey ended: {end}.", end=pathway.end(fact.end).title)
        case Skipped():
            return say("Left out: {step}.", step=unit_title(pathway, fact.step, fact.item))


def _of_journey(fact: Paused | Stopped | Moved | HandedOver) -> Message:
    match fact:
        case Paused():
            wait, run = say("Paused; deadlines wait too."), say("Paused; deadlines run on.")
            return wait if fact.clocks_stop else run
        case Stopped():
            at_once, stopped = say("Stopped at once, because it is unsafe."), say("Stopped.")
            return at_once if fact.unsafe else stopped
        case Moved():
            return say("Moved to version {n} of the pathway.", n=str(fact.to_version))
        case HandedOver():
            return say("Handed over to journey {journey}.", journey=fact.to_journey)
