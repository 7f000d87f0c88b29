"""What the graph of a journey's run calls its tasks: steps and roles, and nothing of the person.

The step's id stands first: Prefect draws its graph in letters that lack most of Vietnamese.
"""

from __future__ import annotations

from dataclasses import dataclass

from domain.casework.dossier import Dossier
from domain.db.tables import Notice
from domain.journey.facts import Answered, Corrected, RequestKey
from domain.texts import Message, say


@dataclass(frozen=True, slots=True)
class Confirmation:
    """An answer that the run's graph does not show yet."""

    seq: int
    label: str


@dataclass(frozen=True, slots=True)
class ToSend:
    """A notice that is to be sent, and what the run's graph calls that."""

    id: str
    label: str


def untold(dossier: Dossier) -> tuple[Confirmation, ...]:
    return tuple(
        Confirmation(record.seq, _label(dossier, record.fact.key, _said(record.fact)))
        for record in dossier.recorded
        if isinstance(record.fact, Answered | Corrected) and record.seq > dossier.row.told_seq
    )


def to_send(dossier: Dossier) -> tuple[ToSend, ...]:
    notices = dossier.books.notices
    now = dossier.office.clock.now()
    ids = notices.unsent(dossier.books.database_now(), now, dossier.row.id)
    found = (notices.find(notice_id) for notice_id in ids)
    return tuple(ToSend(n.id, _label_of(dossier, n)) for n in found if n is not None)


def _label_of(dossier: Dossier, notice: Notice) -> str:
    kind = _KINDS.get(notice.kind, _KINDS["lead"])
    request = dossier.books.requests.find(notice.about)
    if request is not None:
        key = RequestKey(request.step, request.item or None, request.occurrence)
        return _label(dossier, key, kind)
    step = notice.about.removeprefix(f"{dossier.row.id}:").partition(":")[0].partition("[")[0]
    return _label(dossier, RequestKey(step), kind)


def _label(dossier: Dossier, key: RequestKey, what: Message) -> str:
    """Such as `verify · Ask: Verification → Police`. Which item it is stays out of Prefect."""
    language, step = dossier.office.language, dossier.told_pathway.by_id.get(key.step)
    if step is None:
        return f"{key.step} · {what.in_(language)}"
    title = step.title.in_(language)
    if step.repeat is not None:
        title = say("{step}, round {n}", step=title, n=key.occurrence).in_(language)
    role = dossier.told_pathway.role(step.role_for(key.item)).title.in_(language)
    return f"{key.step} · {what.in_(language)}: {title} → {role}"


def _said(fact: Answered | Corrected) -> Message:
    verdict = _VERDICTS[fact.verdict]
    return say("{verdict} (corrected)", verdict=verdict) if fact.kind == "corrected" else verdict


_VERDICTS = {
    "done": say("Done"),
    "declined": say("Declined"),
    "failed": say("Tried without success"),
    "lacks_grounds": say("Not enough grounds"),
}
_KINDS = {
    "request": say("Ask"),
    "informed": say("Inform"),
    "reminder": say("Remind"),
    "escalation": say("Escalate"),
    "withdrawal": say("Withdraw"),
    "halt": say("Tell to stop"),
    "changed": say("Ask to look again"),
    "countersign": say("Ask to confirm"),
    "not_confirmed": say("Tell that it is not confirmed"),
    "lead": say("Tell the lead"),
    "code": say("Send a code"),
    "reply": say("Reply"),
    "time_granted": say("Grant more time"),
    "time_refused": say("Refuse more time"),
    "earlier_corrected": say("Tell that something before was corrected"),
    "revised": say("Tell that what is asked has changed"),
    "colleague_rejected": say("Tell that the new colleague is not confirmed"),
    "passed_on": say("Tell that it is with another agency"),
    "answer_replaced": say("Tell that the answer was replaced"),
    "correction_taken": say("Tell that the correction is taken over"),
    "correction_agreed": say("Tell that the correction awaits a second person"),
    "answered_anew": say("Tell that the answer was written down anew"),
    "correction_unsettled": say("Tell that the correction was not settled"),
    "correction_left": say("Tell that the answer stays"),
}
