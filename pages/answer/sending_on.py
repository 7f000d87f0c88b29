"""A correction that the page may not record any more: it is sent on to the coordinator."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Protocol, TypeGuard

from starlette.requests import Request
from starlette.responses import Response

from domain.casework.answers.views import Dead, Look, SentOn, Settled, Submission, TooLate
from domain.pathway.forms import NO_FILES, FormFaults
from domain.texts import Message, say
from pages.answer.files import given_files
from pages.answer.posting import Posted
from pages.answer.sending import SENT_ON, Sent, as_now, verdict_of
from pages.answer.showing import FilesOfForm, form_page, what_became_of_it
from pages.rendering import here_with, page

MEANWHILE = say(
    "Nothing was sent yet: the next step has been asked for meanwhile. What you typed can go to the"
    " coordinator."
)

NOT_THIS_WAY = say("This file was not sent, and cannot go this way. Please call the coordinator.")


class SendingOn(Protocol):
    """What it needs of casework. It may block."""

    def send_correction(self, token: str, submission: Submission) -> SentOn:
        """Has recorded for good what should stand when it returns; the answer stays as it is.

        Raises NotALink; TooLate where the coordinator would not take it over either; FormFaults as
        an answer does. Then nothing was recorded.
        """
        ...


def is_for_the_coordinator(look: Look, sent: Sent) -> TypeGuard[Settled]:
    named = sent.corrects
    return isinstance(look, Settled) and named is not None and named == look.for_the_coordinator


def form(request: Request, look: Settled, sent: Sent, posted: Posted) -> Response:
    return _form(request, look, sent, {}, 200, posted)


def send_on(
    answers: SendingOn,
    request: Request,
    token: str,
    look: Settled,
    sent: Sent,
    posted: Posted,
) -> Response:
    """Only what was typed into a form that says where it goes. Files of the earlier answer stay,
    whatever came in their place.
    """
    if not sent.written(SENT_ON):
        unsent = {name: NOT_THIS_WAY for name in posted.files if name in look.files}
        return _form(request, look, sent, {"verdict": MEANWHILE, **unsent}, 409, posted)
    posted = as_now(look.asking, posted)
    sent = Sent.of(posted.typed)
    try:
        verdict = verdict_of(look.asking, sent)
        files = given_files(look.asking.form, posted.files) if verdict == "done" else NO_FILES
        given = (sent.raw, sent.reason, sent.corrects, sent.because, files)
        submission = Submission(verdict, *given, moved=sent.moved)
        sent_on = answers.send_correction(token, submission)
    except TooLate as late:
        return what_became_of_it(request, late.look, corrects=True)
    except FormFaults as fault:
        return _form(request, look, sent, fault.faults, 422, posted)
    return _sent_page(request, sent_on)


def _sent_page(request: Request, sent_on: SentOn) -> Response:
    asking, back = sent_on.asking, f"?{request.url.remove_query_params('correct').query}"
    return page(
        request, "answer/sent_on.html", asking.language,
        asking=asking, sent_on=sent_on, back=back,
    )  # fmt: skip


def tells_danger(sent: Sent) -> bool:
    return (sent.verdict, sent.because) == ("declined", "unsafe")


def tell_danger(
    answers: SendingOn, request: Request, token: str, look: Look, sent: Sent, posted: Posted
) -> Response:
    """It goes to the coordinator even where an answer stands; or the page says that it did not."""
    line = look.for_danger if isinstance(look, Settled) else None
    if line is None:
        return _not_taken(request, look)
    try:
        told = Submission("declined", {}, sent.reason, line, sent.because)
        return _sent_page(request, answers.send_correction(token, told))
    except TooLate as late:
        return _not_taken(request, late.look)
    except FormFaults as fault:
        if is_for_the_coordinator(look, sent):
            return _form(request, look, sent, fault.faults, 422, posted)
        return _not_told(request, look, fault.faults.values())


def _not_taken(request: Request, look: Look) -> Response:
    """Where the danger is known already, nobody is to think that it is not."""
    if not isinstance(look, Settled) or not look.danger_told:
        return _not_told(request, look)
    return page(
        request, "answer/danger_known.html", look.asking.language, 409,
        back=here_with(request),
    )  # fmt: skip


def _not_told(request: Request, look: Look, faults: Iterable[Message] = ()) -> Response:
    language = look.language if isinstance(look, Dead) else look.asking.language
    return page(
        request, "answer/danger_untold.html", language, 409,
        faults=list(faults), back=here_with(request),
    )  # fmt: skip


def _form(
    request: Request,
    look: Settled,
    sent: Sent,
    faults: Mapping[str, Message],
    status: int,
    posted: Posted,
) -> Response:
    since = look.too_late.at if look.too_late is not None else look.answered_at
    late = replace(sent, sent_on_since=since)
    files = FilesOfForm(posted.files.keys() - look.files, look.files)
    return form_page(request, look.asking, late, faults, status, files=files)
