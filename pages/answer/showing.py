"""What a link's page shows."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus

from starlette.requests import Request
from starlette.responses import Response

from domain.casework.answers.since_opened import FORM_CHANGED
from domain.casework.answers.views import (
    Asking,
    Dead,
    Look,
    Noted,
    Open,
    Receipt,
    Said,
    Settled,
    ToConfirm,
    Unconfirmed,
)
from domain.casework.answers.words_beside import Words
from domain.pathway.declining import FOR_THE_COORDINATOR
from domain.person.consent_forms import BASES
from domain.texts import Message, say
from pages.answer import countersign
from pages.answer.controls import choices_of, control_of
from pages.answer.files import file_in_words, has_files
from pages.answer.marks import LOST_FILE, marks
from pages.answer.reading import CODE_LOCKED
from pages.answer.recorded import recorded_lines, verdict_in_words
from pages.answer.said import said_in_words, what_comes
from pages.answer.sending import VERDICT, Sent, form_of, has_changed, typed_in, ways
from pages.assets import ANSWER_SCRIPT
from pages.rendering import here_with, language_of, page

NO_WORDS = Words()


@dataclass(frozen=True, slots=True)
class FilesOfForm:
    """The fields of files that came, and that nobody has kept; and of those that no other may
    replace.
    """

    lost: Collection[str] = ()
    staying: Collection[str] = ()


NOTHING_CAME = FilesOfForm()


def what_became_of_it(request: Request, look: Look, *, corrects: bool = False) -> Response:
    """`too_late`: something was sent, and not recorded. `corrects`: what was wanted was to correct
    the answer.
    """
    too_late = request.method == "POST"
    status = 409 if too_late else 200
    match look:
        case Open():
            unrecorded = {"verdict": say("What you have just sent was not recorded.")}
            faults = unrecorded if too_late else {}
            return form_page(
                request, look.asking, Sent(), faults, status, Words(look.said), look.put_by
            )
        case ToConfirm():
            return countersign.to_confirm_page(request, look, status=status, too_late=too_late)
        case Unconfirmed(asking=asking):
            return page(
                request,
                "answer/unconfirmed.html",
                asking.language,
                status,
                look=look,
                asking=asking,
                too_late=too_late,
            )
        case Settled():
            return settled_page(request, look, look.said, status, corrects=corrects)
        case Dead():
            return page(
                request,
                "answer/dead.html",
                look.language,
                410,
                look=look,
                too_late=too_late,
            )


def settled_page(
    request: Request,
    look: Settled,
    said: Sequence[Said],
    status: int = 200,
    *,
    corrects: bool = False,
) -> Response:
    asking = look.asking
    return page(
        request,
        "answer/answered.html",
        asking.language,
        status,
        look=look,
        asking=asking,
        too_late=status != HTTPStatus.OK,
        said=[said_in_words(each, asking.zone) for each in said],
        withheld=any(each.withheld for each in said),
        correcting=here_with(request, correct="1"),
        correcting_failed=corrects and look.by_this_contact and look.correctable is None,
    )


def form_page(
    request: Request,
    asking: Asking,
    sent: Sent,
    faults: Mapping[str, Message],
    status: int = 200,
    words: Words = NO_WORDS,
    put_by: datetime | None = None,
    *,
    files: FilesOfForm = NOTHING_CAME,
) -> Response:
    """`put_by`: a draft was, which is not shown before it is asked for."""
    draft = words.draft
    if draft is not None and any(has_changed(asking, each) for each in draft.forms.values()):
        faults = {"verdict": FORM_CHANGED, **faults}
    return page(
        request,
        "answer/request.html",
        asking.language,
        status,
        takes_along=_takes_along(request, asking, sent) if put_by is None else None,
        script=ANSWER_SCRIPT.path,
        draft=draft,
        put_by=put_by,
        asking=asking,
        ways=ways(asking, answered=sent.corrects is not None),
        said=[said_in_words(each, asking.zone) for each in words.said],
        withheld=any(each.withheld for each in words.said),
        sent=sent,
        typed_in=typed_in(asking, sent, draft.forms if draft is not None else {}),
        faults=faults,
        in_parts=has_files([field for field in asking.form if field.id not in files.staying]),
        files=files,
        lost_file=LOST_FILE,
        file_in_words=file_in_words,
        control_of=control_of,
        choices_of=choices_of,
        bases=BASES,
        code_locked=CODE_LOCKED,
        marks=marks(asking, sent.verdict, faults, files.lost),
    )


def _takes_along(request: Request, asking: Asking, sent: Sent) -> str | None:
    """The form of the page whose words would be lost by going to the other language."""
    if request.method != "POST":
        return None
    if sent.verdict == "delegated":
        return "colleague"
    return f"sending-{form_of(asking, {VERDICT: [sent.verdict]})}"


def noted_page(request: Request, noted: Noted) -> Response:
    return page(
        request,
        "answer/noted.html",
        noted.asking.language,
        noted=noted,
        said=said_in_words(noted.said, noted.asking.zone),
        comes=what_comes(noted),
        back=here_with(request),
    )


def receipt_page(request: Request, receipt: Receipt) -> Response:
    language = language_of(request, receipt.asking.language)
    return page(
        request,
        "answer/receipt.html",
        language,
        receipt=receipt,
        correcting=here_with(request, correct="1"),
        verdict=verdict_in_words(receipt.verdict, receipt.because),
        decides=receipt.because in FOR_THE_COORDINATOR,
        lines=recorded_lines(receipt, language),
    )
