"""The page of a case: where a journey stands, what happened, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from starlette.responses import Response

from domain.casework.answers.signatures import Signature, Signatures
from domain.casework.desk.case_files import JourneyFile
from domain.directory.addresses import CHANNEL_NAMES
from domain.documents.diagram.drawing import draw
from domain.documents.diagram.marks import LOOKS
from domain.journey.case_words import (
    ANSWERS,
    BECAME,
    NOTICES,
    REGIMES,
    STANDS,
    UNDELIVERED,
)
from domain.letters.refusals import in_words
from domain.pathway.wording import PERSON_STATUSES
from domain.texts import Message, say
from pages.desk.desk import Desk
from pages.desk.finding import journey_at
from pages.desk.people import People
from pages.entrance.guarding import Visit
from pages.rendering import language_of

OUTSIDE_ITS_ROLE = "pass-on-outside"
DONE: Mapping[str, Message] = {
    "opened": say("The case is open. Whoever is to be asked first gets a message at once."),
    "answer": say("The answer is recorded."),
    "proposed": say("Recorded. It counts once a second person at the agency has confirmed it."),
    "again": say("The request is on its way."),
    "skip": say("It is skipped."),
    "withdraw": say("The request is withdrawn."),
    "extend": say("The new deadline is set."),
    "pass-on": say("The request is passed on."),
    OUTSIDE_ITS_ROLE: say(
        "The request is passed on. Please note: the directory does not give this agency the role"
        " that the step asks for."
    ),
    "reply": say("The reply is recorded, and the agency is told."),
    "refuse-time": say("The deadline stays, and the agency is told."),
    "take-over": say(
        "The correction is taken over, and whoever sent it is told. Where it takes two, it counts"
        " once a second person at the agency has confirmed it."
    ),
    "leave": say(
        "The answer stays as it is. Whoever sent a correction is told, while they are at the"
        " agency."
    ),
    "review": say("It is recorded that you have looked through them."),
    "accept": say("It is recorded. Until that day the agency is not reminded."),
    "resend": say("A fresh link is on its way."),
    "called": say("It is noted that you called."),
    "confirm": say("The answer is confirmed and counts."),
    "refuse": say("It is not confirmed and does not count."),
    "confirm-colleague": say("The colleague is in the directory now and has the request."),
    "reject-colleague": say("The colleague is not confirmed. The request stays where it is."),
    "pause": say("The journey is paused."),
    "resume": say("The journey goes on."),
    "stop": say("The journey is stopped."),
}
"""What was done just now, by the last part of the address that it was sent to."""


def signers(signed: Signatures) -> Sequence[tuple[Message, Signature]]:
    """In the order of time, each as what."""
    both = (
        (say("Answered"), signed.answered),
        (say("Confirmed by a second person"), signed.confirmed),
        (say("Waits for a second person"), signed.proposed),
    )
    return [(label, one) for label, one in both if one is not None]


WORDS = {
    "stands": STANDS,
    "answers": ANSWERS,
    "notice_kinds": NOTICES,
    "channel_names": CHANNEL_NAMES,
    "sent": BECAME,
    "refusal_in_words": in_words,
    "undelivered": UNDELIVERED,
    "statuses": PERSON_STATUSES,
    "regimes": REGIMES,
    "looks": LOOKS,
    "hows": {
        "link": say("by the link"),
        "phone": say("by phone"),
        "paper": say("on paper"),
    },
    "signers": signers,
}


@dataclass(frozen=True, slots=True)
class Problem:
    """What was sent and not recorded: at which form, why, and what was typed there. The page may
    not have that form any more.
    """

    at: str
    message: Message
    faults: Mapping[str, Message] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Cases:
    desk: Desk
    people: People

    def show(self, visit: Visit) -> Response:
        return case_page(visit, self.people, journey_at(self.desk, visit))


def case_page(
    visit: Visit, people: People, file: JourneyFile, problem: Problem | None = None
) -> Response:
    language = language_of(visit.request, visit.language)
    return visit.page(
        "desk/case.html",
        422 if problem else 200,
        file=file,
        about=people.look(visit.user, file.code),
        problem=problem,
        typed=visit.typed,
        done=DONE.get(visit.request.query_params.get("done", "")),
        diagram=draw(file.pathway, language, file.marks),
        **WORDS,
    )
