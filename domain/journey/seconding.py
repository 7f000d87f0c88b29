"""What one person alone may not decide: who has to confirm it, and who waits for whom. Pure.

A request that needs two is answered by the first as a proposal; it counts once somebody else has
confirmed it, and nothing that depends on it is asked before.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from domain.directory.agencies import Contact, Directory
from domain.journey.facts import (
    Answered,
    Corrected,
    CorrectionWanted,
    How,
    Proposed,
    RequestKey,
    Verdict,
)
from domain.journey.fold_and_plan import may_correct
from domain.journey.state import Request, State
from domain.pathway.template import Pathway, Step
from domain.texts import Message, nfc, say

SAME_LINK = say("The answer is your own: somebody else at your agency has to confirm it.")
SAME_USER = say("You wrote this answer down yourself: another coordinator has to confirm it.")
TITLES = frozenset({"anh", "chị", "ông", "bà", "cô", "chú", "bác", "đồng", "chí", "đ/c"})
"""What stands before a name when one speaks."""
SAME_PERSON = say("This person gave the answer: somebody else has to confirm it.")


@dataclass(frozen=True, slots=True)
class Signer:
    """Who stands for an answer: a contact by their own link, or whoever told a coordinator.

    `by` is a contact's id or the coordinator's name; `name` is what the person is called.
    """

    by: str
    how: How
    name: str

    @property
    def by_link(self) -> bool:
        return self.how == "link"


def needs_two(step: Step, request: Request, verdict: Verdict) -> bool:
    """Of a finding, and of whatever takes the place of one; to say no to a request takes one."""
    if not step.takes_two(request.key.item):
        return False
    stands = request.answer is not None and request.answer.verdict == "done"
    return verdict == "done" or stands


def objection(first: Signer, second: Signer) -> Message | None:
    """Why the second may not confirm what the first proposed; None where they may."""
    if first.by_link and second.by_link:
        return SAME_LINK if first.by == second.by else None
    if not first.by_link and not second.by_link and first.by == second.by:
        return SAME_USER
    return SAME_PERSON if _may_be_one(first.name, second.name) else None


def agreed(
    proposal: Proposed, key: RequestKey, by: str, how: How, now: datetime
) -> Answered | Corrected:
    """The answer as it was proposed, now that the second has confirmed it."""
    given: Mapping[str, object] = {
        "at": now, "key": key, "verdict": proposal.verdict, "reason": proposal.reason,
        "values": proposal.values,
        "by": by, "how": how, "proposed_by": _named(proposal),
    }  # fmt: skip
    if proposal.corrects is None:
        return Answered.model_validate(given)
    by_the_lead = {"corrects": proposal.corrects, "taken_over_by": proposal.taken_over_by}
    return Corrected.model_validate({**given, **by_the_lead})


def taken_over(
    step: Step, request: Request, wanted: CorrectionWanted, by: str, now: datetime
) -> Proposed | Corrected:
    """The answer that a contact said should stand, now that the user `by` has taken it over. It is
    the contact's, and a proposal where it takes two.
    """
    given: Mapping[str, object] = {
        "at": now, "key": request.key, "verdict": wanted.verdict, "reason": wanted.reason,
        "values": wanted.values, "by": wanted.by, "how": "link",
        "corrects": wanted.corrects, "taken_over_by": by,
    }  # fmt: skip
    two = needs_two(step, request, wanted.verdict)
    return Proposed.model_validate(given) if two else Corrected.model_validate(given)


def seconders(request: Request, directory: Directory) -> tuple[Contact, ...]:
    """Who may confirm by a link: the other contacts of the agency, but for whoever has sent the
    correction that a coordinator then wrote down.
    """
    agency, proposal = directory.agency(request.agency), request.proposal
    if agency is None or proposal is None:
        return ()
    sent = request.correction_sent
    first = proposal.by if proposal.how == "link" else sent.by if sent is not None else None
    return tuple(contact for contact in agency.contacts if contact.id != first)


def unconfirmed(
    pathway: Pathway, state: State, directory: Directory, now: datetime
) -> tuple[RequestKey, ...]:
    """What a coordinator is to have confirmed: nobody at the agency can by a link, or they let the
    time go by: that of the request, or of a correction as long as a request waits for a reminder.
    """
    if state.stopped is not None:
        return ()
    if state.paused is not None and state.paused.clocks_stop:
        now = state.paused.at
    found = []
    for each in state.requests.values():
        nobody = not seconders(each, directory) or came_too_late(pathway, state, each)
        if each.proposal is not None and (nobody or _is_silent(each, each.proposal, now)):
            found.append(each.key)
    return tuple(found)


def came_too_late(pathway: Pathway, state: State, request: Request) -> bool:
    """What depends on the answer was asked before its correction was confirmed, and no coordinator
    stands for that: none wrote it down or took it over.
    """
    proposal = request.proposal
    if proposal is None or proposal.corrects is None or proposal.how != "link":
        return False
    return proposal.taken_over_by is None and not may_correct(pathway, state, request.key)


def silence_ends(state: State, now: datetime) -> tuple[datetime, ...]:
    """The moments ahead at which a correction that nobody has confirmed becomes the lead's."""
    sent = (each for each in state.requests.values() if each.proposal and not each.waits)
    ends = (each.proposal.at + each.patience for each in sent if each.proposal is not None)
    return tuple(moment for moment in ends if moment > now)


def turned_down(state: State) -> tuple[RequestKey, ...]:
    """Where a coordinator wrote down an answer or a correction, or took one over, and the agency
    has not confirmed it.
    """
    requests = () if state.stopped is not None else state.requests.values()
    return tuple(
        each.key
        for each in requests
        if (first := each.turned_down) is not None
        and (first.taken_over_by is not None or first.how != "link")
    )


def left_unconfirmed(state: State) -> tuple[RequestKey, ...]:
    """What was answered, and passed on to another agency before anybody confirmed it: that one
    begins anew, and whoever answered thinks that it is done.
    """
    waiting = () if state.stopped is not None else state.waiting
    return tuple(each.key for each in waiting if each.left_unconfirmed is not None)


def _is_silent(request: Request, proposal: Proposed, now: datetime) -> bool:
    """Of what waits its own rungs tell; of what is answered nobody is reminded."""
    if not request.waits:
        return proposal.at + request.patience <= now
    return any(point.tell != "agency" and point.at <= now for point in request.chase)


def _named(proposal: Proposed) -> str:
    return f"contact:{proposal.by}" if proposal.how == "link" else f"user:{proposal.by}"


def _may_be_one(first: str, second: str) -> bool:
    """Whether one is called as the other, or by the end of it: who rings up gives a given name."""
    shorter, longer = sorted((_plain(first), _plain(second)), key=len)
    return longer[len(longer) - len(shorter) :] == shorter if shorter else not longer


def _plain(name: str) -> list[str]:
    words = nfc(name).casefold().split()
    while len(words) > 1 and words[0] in TITLES:
        words = words[1:]
    return words
