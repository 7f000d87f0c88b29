"""The pages' answers: kept by casework, and then the journey is woken."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

from domain.casework.answers import (
    answering,
    confirming,
    delegating,
    drafts,
    reissuing,
    seeing,
    sent_corrections,
    speaking_up,
    words_beside,
)
from domain.casework.answers.drafts import Draft
from domain.casework.answers.filing import OpenedFile
from domain.casework.answers.views import (
    Dead,
    Delegation,
    HandedOn,
    Look,
    Noted,
    Receipt,
    Saying,
    SentOn,
    Submission,
    TextsToConfirm,
    TooLate,
    Undone,
)
from domain.casework.answers.words_beside import Words
from domain.casework.office import Office
from domain.casework.person import reading
from domain.casework.person.reading_views import Reading, Sending
from domain.pathway.attachments import Given
from domain.pathway.forms import NO_FILES, Raw


@dataclass(frozen=True, slots=True)
class OfficeAnswers:
    """`wake` is told of the journey once its answer is committed, and must not block the page."""

    office: Office
    wake: Callable[[str], None]

    def check(self, token: str) -> None:
        self.office.links.read(token)

    def look(self, token: str) -> Look:
        return answering.look(self.office, token)

    def answer(self, token: str, submission: Submission) -> Receipt:
        try:
            taken = answering.answer(self.office, token, submission)
        except TooLate as late:
            if isinstance(late.look, Dead) and late.look.fate == "no_consent":
                reading.note_refused_answer(self.office, token)
            raise
        self.wake(taken.journey)
        return taken.receipt

    def send_correction(self, token: str, submission: Submission) -> SentOn:
        sent = sent_corrections.send_correction(self.office, token, submission)
        self.wake(sent.journey)
        return sent.sent_on

    def delegate(self, token: str, to: Delegation) -> HandedOn:
        given = delegating.delegate(self.office, token, to)
        self.wake(given.journey)
        return given.handed_on

    def read_words(self, token: str) -> Words:
        return words_beside.read_words(self.office, token)

    def keep_draft(
        self,
        token: str,
        form: str,
        typed: Raw,
        files: Given = NO_FILES,
        without: Collection[str] = (),
    ) -> Draft:
        return drafts.keep_draft(self.office, token, form, typed, files, without)

    def discard_draft(self, token: str) -> None:
        drafts.discard_draft(self.office, token)

    def send_afresh(self, token: str) -> None:
        self.wake(reissuing.send_afresh(self.office, token))

    def proposed_texts(self, token: str, line: int) -> TextsToConfirm:
        return confirming.proposed_texts(self.office, token, line)

    def proposed_file(self, token: str, line: int, field: str) -> OpenedFile | None:
        return confirming.proposed_file(self.office, token, line, field)

    def confirm(self, token: str, line: int) -> Receipt:
        taken = confirming.confirm(self.office, token, line)
        self.wake(taken.journey)
        return taken.receipt

    def refuse(self, token: str, line: int, reason: str) -> Undone:
        refusal = confirming.refuse(self.office, token, line, reason)
        self.wake(refusal.journey)
        return refusal.undone

    def note_refused(self, token: str) -> None:
        reading.note_refused_answer(self.office, token)

    def read_person(self, token: str, typed: str) -> Reading:
        read = reading.read_person(self.office, token, typed)
        if read.locked is not None:
            self.wake(read.locked)
        return read.outcome

    def send_code(self, token: str) -> Sending:
        sending, journey = reading.send_code(self.office, token)
        if sending == "sent":
            self.wake(journey)
        return sending

    def seen(self, token: str) -> None:
        seeing.seen(self.office, token)

    def speak_up(self, token: str, saying: Saying) -> Noted:
        spoken = speaking_up.speak_up(self.office, token, saying)
        self.wake(spoken.journey)
        return spoken.noted
