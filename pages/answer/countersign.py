"""The page of the second of two: what the first has said, to be confirmed or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from starlette.requests import Request
from starlette.responses import Response

from domain.casework.answers.filing import OpenedFile
from domain.casework.answers.views import (
    AnswerShown,
    Asking,
    Receipt,
    TextsToConfirm,
    ToConfirm,
    Undone,
)
from domain.pathway.attachments import KeptFile
from domain.pathway.forms import FormFaults
from domain.person.consent_forms import BASES
from domain.texts import Language, Message
from pages.answer.files import taken_away
from pages.answer.reading import CODE_LOCKED
from pages.answer.recorded import Line, value_in_words, verdict_in_words
from pages.answer.sending import Sent
from pages.rendering import language_of, page

READ, TAKE, CONFIRMED, REFUSED = "read", "take", "confirmed", "not_confirmed"
VERDICTS = frozenset({READ, TAKE, CONFIRMED, REFUSED})
"""What the page sends in the place of an answer's verdict."""


@dataclass(frozen=True, slots=True)
class InWords:
    """An answer as its page shows it."""

    verdict: Message
    lines: Sequence[Line]
    reason: str


class Confirming(Protocol):
    """What the page needs of casework. All may block, and raise NotALink, and TooLate where nothing
    awaits this contact's confirmation any more, or something else than what stands in `line`.
    """

    def proposed_texts(self, token: str, line: int) -> TextsToConfirm:
        """It is recorded that they were read."""
        ...

    def proposed_file(self, token: str, line: int, field: str) -> OpenedFile | None:
        """It is recorded that it was taken. None where none came in that field."""
        ...

    def confirm(self, token: str, line: int) -> Receipt:
        """Raises FormFaults for who may not be the second."""
        ...

    def refuse(self, token: str, line: int, reason: str) -> Undone:
        """Raises FormFaults, naming 'reason', where none is given."""
        ...


def decide(
    answers: Confirming, request: Request, token: str, look: ToConfirm, sent: Sent
) -> Receipt | Response:
    """The receipt of what was confirmed, or else a page. Raises TooLate."""
    line = sent.line
    try:
        match sent.verdict:
            case "confirmed":
                return answers.confirm(token, line)
            case "not_confirmed":
                undone = answers.refuse(token, line, sent.reason)
                language = undone.asking.language
                return page(request, "answer/undone.html", language, undone=undone)
            case "take":
                file = answers.proposed_file(token, line, sent.written("field"))
                return taken_away(file) if file is not None else to_confirm_page(request, look)
            case _:
                return to_confirm_page(request, look, texts=answers.proposed_texts(token, line))
    except FormFaults as fault:
        texts = answers.proposed_texts(token, line)
        return to_confirm_page(request, look, sent, fault.faults, texts, status=422)


def to_confirm_page(
    request: Request,
    look: ToConfirm,
    sent: Sent | None = None,
    faults: Mapping[str, Message] | None = None,
    texts: TextsToConfirm | None = None,
    status: int = 200,
    *,
    too_late: bool = False,
) -> Response:
    """`texts`: the answer was asked for, and may be confirmed. Not before: whatever fetches a link
    would have it.
    """
    language = language_of(request, look.asking.language)
    proposed, stands, asking = look.proposed, look.stands, look.asking
    return page(
        request,
        "answer/to_confirm.html",
        asking.language,
        status,
        look=look,
        asking=asking,
        sent=sent or Sent(),
        faults=faults or {},
        takes_along=f"sending-{REFUSED}" if sent is not None and sent.verdict == REFUSED else None,
        proposed=_in_words(proposed, asking, texts.proposed, language) if texts else None,
        stands=_in_words(stands, asking, texts.stands, language) if texts and stands else None,
        files=[field for field in asking.form if _is_file(proposed.values.get(field.id))],
        too_late=too_late,
        bases=BASES,
        code_locked=CODE_LOCKED,
    )


def _is_file(value: object) -> bool:
    return isinstance(value, KeptFile)


def _in_words(
    said: AnswerShown, asking: Asking, texts: Mapping[str, str], language: Language
) -> InWords:
    verdict = verdict_in_words(said.verdict, said.because)
    reason = texts.get("reason", "")
    if said.verdict != "done":
        return InWords(verdict, [], reason)
    known = dict(said.values) | dict(texts)
    lines = [
        Line(field.label, value_in_words(field, known.get(field.id), asking.areas, language))
        for field in said.form
    ]
    return InWords(verdict, lines, reason)
