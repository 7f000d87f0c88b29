"""What is taken from the pages and what is not, where casework is kept in memory."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from domain.casework.answers.refusing import read_refusal
from domain.casework.answers.views import Asking, Look, Open, Said, Saying, Settled, Submission
from domain.journey.fold_and_plan import TooLateToCorrect
from domain.pathway.attachments import Given
from domain.pathway.forms import Filled, FormFaults, fill
from domain.texts import say


def said_of(saying: Saying, now: datetime) -> Said:
    """Checked as far as the pages show it."""
    faults = {}
    if saying.kind != "question" and saying.until < now.date().isoformat():
        faults["until"] = say("Please fill this in.")
    if saying.kind != "accepted" and not saying.text:
        faults["reason"] = say("Please fill this in.")
    if faults:
        raise FormFaults(faults)
    until = date.fromisoformat(saying.until) if saying.until else None
    return Said(saying.kind, now, until, saying.text)


def without_words(said: Said) -> Said:
    withheld = said.kind not in ("accepted", "granted", "correction", "correction_taken")
    return replace(said, text="", withheld=withheld)


def of_corrections(said: Sequence[Said]) -> tuple[Said, ...]:
    return tuple(each for each in said if each.kind.startswith("correction"))


def late(
    asking: Asking, at: datetime, now: datetime, line: int, said: tuple[Said, ...], last: Submission
) -> Settled:
    """Answered by this contact, and the next step was asked for just now."""
    asked = TooLateToCorrect("next_step", now)
    files = frozenset(last.files)
    sent_at = said[-1].at if said and said[-1].kind == "correction" else None
    return Settled(
        asking, at, by_this_contact=True, correctable=None, too_late=asked,
        for_the_coordinator=line, for_danger=line, said=said, files=files, sent_at=sent_at,
    )  # fmt: skip


def takes(look: Look, submission: Submission) -> bool:
    match look:
        case Open():
            return submission.corrects is None
        case Settled(correctable=int(line)):
            return submission.corrects == line
        case _:
            return False


def filled_in(asked: Asking, submission: Submission, files: Given) -> Filled:
    if submission.verdict == "done":
        if submission.because:
            raise FormFaults({"because": say("A reason goes with an answer other than done.")})
        return fill(asked.form, submission.raw, asked.areas, asked.today, files)
    if submission.verdict == "lacks_grounds" and not asked.may_lack_grounds:
        raise FormFaults({"verdict": say("Please choose one of the answers shown.")})
    return read_refusal(asked.declines, submission)
