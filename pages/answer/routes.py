"""The page behind an agency's link: GET shows, POST decides."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol, get_args

from anyio import CapacityLimiter
from anyio.to_thread import run_sync
from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from domain.casework.answers.since_opened import FORM_CHANGED
from domain.casework.answers.views import (
    Asking,
    Dead,
    Delegation,
    HandedOn,
    Look,
    Noted,
    Open,
    Receipt,
    Saying,
    SayingKind,
    SentTooOften,
    Settled,
    Submission,
    ToConfirm,
    TooLate,
)
from domain.casework.answers.words_beside import Words
from domain.pathway.forms import NO_FILES, FormFaults
from domain.texts import Message
from pages.answer import colleague, countersign, sending_on
from pages.answer.drafts import (
    DISCARD,
    DRAFT,
    WORDS,
    Drafts,
    back,
    by_script,
    keep,
    told_by_script,
    told_in_a_line,
)
from pages.answer.files import given_files, may_bring_files
from pages.answer.posting import Posted, in_parts, posted, posted_in_parts
from pages.answer.reading import (
    SHOWN,
    Readings,
    is_about_the_person,
    read_or_send,
    still_stands,
)
from pages.answer.sending import AGAIN, DONE, VERDICT, Sent, as_now, has_changed, verdict_of, ways
from pages.answer.showing import (
    NO_WORDS,
    FilesOfForm,
    form_page,
    noted_page,
    receipt_page,
    settled_page,
    what_became_of_it,
)
from pages.rendering import page

FRESH = "_fresh"
"""The control of a dead link's form."""


UPLOADS_AT_ONCE = 4


class Answers(countersign.Confirming, sending_on.SendingOn, Readings, Drafts, Protocol):
    """What the pages need of casework. All of it may block: it is called in a thread."""

    def check(self, token: str) -> None:
        """Looks nothing up. Raises NotALink for what nobody signed."""
        ...

    def look(self, token: str) -> Look:
        """Changes nothing. Raises NotALink."""
        ...

    def answer(self, token: str, submission: Submission) -> Receipt:
        """Has recorded the answer for good when it returns.

        Raises NotALink; TooLate when the request no longer takes this answer, which is written down
        where the person agrees no more to what it rests on; FormFaults, which
        names fields by their ids, and what goes with a refusal 'reason' and 'because'. Then nothing
        was recorded.
        """
        ...

    def delegate(self, token: str, to: Delegation) -> HandedOn:
        """Has passed the request on when it returns, or told the coordinator of a new colleague.

        Raises as `answer` does; FormFaults names 'colleague', 'colleague_name' and
        'colleague_address'.
        """
        ...

    def send_afresh(self, token: str) -> None:
        """A fresh link goes to the contact of this one, as the directory has them.

        Raises NotALink; TooLate where it is not to be renewed; SentTooOften.
        """
        ...

    def note_refused(self, token: str) -> None:
        """Likewise of an answer that was not even tried. Raises NotALink."""
        ...

    def seen(self, token: str) -> None:
        """A person has the page before them. Raises NotALink."""
        ...

    def speak_up(self, token: str, saying: Saying) -> Noted:
        """Has recorded for good what is no answer; the request goes on waiting.

        Raises NotALink; TooLate when it does not wait any more; FormFaults, which names the day
        'until' and the words 'reason'. Then nothing was recorded.
        """
        ...


def note_if_refused(answers: Answers, token: str, look: Look) -> None:
    if isinstance(look, Dead) and look.fate == "no_consent":
        answers.note_refused(token)


def answer_routes(answers: Answers) -> APIRouter:
    routes = APIRouter()
    uploads = CapacityLimiter(UPLOADS_AT_ONCE)

    @routes.api_route("/a/{token}", methods=["GET", "HEAD", "POST"])
    async def request_page(request: Request, token: str) -> Response:
        if request.method == "POST":
            # Before the body: whoever guesses is not to have that read and taken apart.
            answers.check(token)
            sent = await _posted(answers, request, token)
            # Pictures are slow to draw: whoever sends some takes no thread that a page needs.
            threads = uploads if sent.files else None
            return await run_sync(_take, answers, request, token, sent, limiter=threads)
        return await run_in_threadpool(_show, answers, request, token)

    @routes.api_route("/a/{token}/stands", methods=["GET", "HEAD"])
    def stands(request: Request, token: str) -> Response:
        """Whether a page that shows something of the person may go on: no is not yet a reason."""
        shown = request.query_params.getlist(SHOWN)
        return JSONResponse({"stands": still_stands(answers.look(token), shown)})

    @routes.post("/a/{token}/seen")
    def seen(token: str) -> Response:
        answers.seen(token)
        return Response(status_code=204)

    return routes


def _take(answers: Answers, request: Request, token: str, sent: Posted) -> Response:
    """By what was sent: the address may be that of whatever stood there before."""
    if FRESH in sent.typed:
        return _send_afresh(answers, request, token)
    if AGAIN in sent.typed:
        return _shown_again(answers, request, token, sent)
    if is_about_the_person(sent.typed):
        return _read(answers, request, token, sent)
    if WORDS in sent.typed:
        return _read_words(answers, request, token)
    if DRAFT in sent.typed:
        return _put_by(answers, request, token, sent)
    return _decide(answers, request, token, sent)


async def _posted(answers: Answers, request: Request, token: str) -> Posted:
    """Large bodies are read only where the link's form has files. Raises NotALink."""
    if not in_parts(request):
        return await posted(request)
    look = await run_in_threadpool(answers.look, token)
    return await posted_in_parts(request, with_files=may_bring_files(look))


def _show(answers: Answers, request: Request, token: str) -> Response:
    corrects = "correct" in request.query_params
    match answers.look(token):
        case Settled(asking=asking, correctable=int(line)) if corrects:
            return form_page(request, asking, Sent(corrects=line), {})
        case Settled(for_the_coordinator=int(line)) as look if corrects:
            if look.offers_to_send:
                return sending_on.form(request, look, Sent(corrects=line), Posted({}))
            return settled_page(request, look, look.said)
        case look:
            return what_became_of_it(request, look, corrects=corrects)


def _put_by(answers: Answers, request: Request, token: str, sent: Posted) -> Response:
    look = answers.look(token)
    if not isinstance(look, Open):
        return what_became_of_it(request, look)
    if DISCARD in sent.typed[DRAFT]:
        answers.discard_draft(token)
        return back(request)
    if has_changed(look.asking, sent.typed):
        return _unkept(answers, request, token, look, sent)
    return _keep(answers, request, token, look, as_now(look.asking, sent))


def _keep(answers: Answers, request: Request, token: str, look: Open, sent: Posted) -> Response:
    try:
        kept = keep(answers, token, look.asking, sent)
        answers.seen(token)
        if by_script(request):
            return told_in_a_line(request, look.asking, kept)
        if kept.faults:
            unsent = Sent.of({**kept.draft.forms.get(DONE, {}), VERDICT: [DONE]})
            words = answers.read_words(token)
            return form_page(request, look.asking, unsent, kept.faults, 422, words)
    except TooLate as late:
        return what_became_of_it(request, late.look)
    return back(request)


def _unkept(answers: Answers, request: Request, token: str, look: Open, posted: Posted) -> Response:
    """What is asked has changed: the draft stays as it was, and what was typed on the page."""
    if by_script(request):
        return told_by_script(FORM_CHANGED, request=request, asking=look.asking)
    now, faults = as_now(look.asking, posted), {"verdict": FORM_CHANGED}
    return _given_back(answers, request, token, look, look.asking, now, faults)


def _read_words(answers: Answers, request: Request, token: str) -> Response:
    look = answers.look(token)
    try:
        if isinstance(look, Settled):
            return settled_page(request, look, answers.read_words(token).said)
        if not isinstance(look, Open):
            return what_became_of_it(request, look)
        return form_page(request, look.asking, Sent(), {}, words=answers.read_words(token))
    except TooLate as late:
        return what_became_of_it(request, late.look)


def _shown_again(answers: Answers, request: Request, token: str, posted: Posted) -> Response:
    sent, look = Sent.of(posted.typed), answers.look(token)
    if isinstance(look, ToConfirm):
        return countersign.to_confirm_page(request, look, sent)
    if isinstance(look, Settled) and sending_on.is_for_the_coordinator(look, sent):
        return sending_on.form(request, look, sent, posted)
    asking = _still_asking(look, sent)
    if asking is None:
        return what_became_of_it(request, look, corrects=sent.corrects is not None)
    faults = {"verdict": FORM_CHANGED} if has_changed(asking, posted.typed) else {}
    return _given_back(answers, request, token, look, asking, as_now(asking, posted), faults)


def _decide(answers: Answers, request: Request, token: str, posted: Posted) -> Response:
    sent = Sent.of(posted.typed)
    look = answers.look(token)
    of_the_second = sent.verdict in countersign.VERDICTS
    if isinstance(look, ToConfirm) and of_the_second:
        return _second(answers, request, token, look, sent)
    asking = _still_asking(look, sent) if not of_the_second else None
    if asking is None:
        return _late(answers, request, token, look, sent, posted)
    posted = as_now(asking, posted)
    try:
        return _record(answers, request, token, asking, posted)
    except TooLate as late:
        if sending_on.tells_danger(sent):
            return sending_on.tell_danger(answers, request, token, late.look, sent, posted)
        return what_became_of_it(request, late.look, corrects=sent.corrects is not None)
    except FormFaults as fault:
        return _given_back(answers, request, token, look, asking, posted, fault.faults)


def _late(
    answers: Answers, request: Request, token: str, look: Look, sent: Sent, posted: Posted
) -> Response:
    note_if_refused(answers, token, look)
    if sending_on.tells_danger(sent):
        return sending_on.tell_danger(answers, request, token, look, sent, posted)
    if sending_on.is_for_the_coordinator(look, sent):
        return sending_on.send_on(answers, request, token, look, sent, posted)
    return what_became_of_it(request, look, corrects=sent.corrects is not None)


def _given_back(
    answers: Answers,
    request: Request,
    token: str,
    look: Look,
    asking: Asking,
    posted: Posted,
    faults: Mapping[str, Message],
) -> Response:
    """Whoever posts without a form of ours, as scanners do, has not had it before them."""
    sent, words, put_by = Sent.of(posted.typed), NO_WORDS, None
    if sent.verdict:
        answers.seen(token)
    if isinstance(look, Open):
        try:
            words = answers.read_words(token) if sent.verdict else Words(look.said)
        except TooLate as late:
            return what_became_of_it(request, late.look)
        put_by = None if sent.verdict else look.put_by
    files = FilesOfForm(lost=posted.files)
    status = 422 if faults else 200
    return form_page(request, asking, sent, faults, status, words, put_by, files=files)


def _record(
    answers: Answers, request: Request, token: str, asking: Asking, posted: Posted
) -> Response:
    sent = Sent.of(posted.typed)
    if sent.verdict == colleague.VERDICT:
        to = colleague.delegation(sent)
        return colleague.handed_on_page(request, answers.delegate(token, to))
    saying = _saying(asking, sent)
    if saying is not None:
        return noted_page(request, answers.speak_up(token, saying))
    return receipt_page(request, answers.answer(token, _submission(asking, sent, posted)))


def _send_afresh(answers: Answers, request: Request, token: str) -> Response:
    look = answers.look(token)
    if not isinstance(look, Dead):
        return what_became_of_it(request, look)
    try:
        answers.send_afresh(token)
    except TooLate as late:
        return what_became_of_it(request, late.look)
    except SentTooOften:
        return _afresh_page(request, look, 429, sent=False)
    return _afresh_page(request, look, 200, sent=True)


def _afresh_page(request: Request, look: Dead, status: int, *, sent: bool) -> Response:
    return page(request, "answer/afresh.html", look.language, status, sent=sent)


def _second(
    answers: Answers, request: Request, token: str, look: ToConfirm, sent: Sent
) -> Response:
    try:
        decided = countersign.decide(answers, request, token, look, sent)
    except TooLate as late:
        return what_became_of_it(request, late.look)
    return receipt_page(request, decided) if isinstance(decided, Receipt) else decided


def _read(answers: Answers, request: Request, token: str, sent: Posted) -> Response:
    try:
        told = read_or_send(answers, request, token, sent.typed)
    except TooLate as late:
        return what_became_of_it(request, late.look)
    answers.seen(token)
    return told


def _still_asking(look: Look, sent: Sent) -> Asking | None:
    match look:
        case Open(asking=asking):
            return asking
        case Settled(asking=asking, correctable=int(line)) if line == sent.corrects:
            return asking
        case _:
            return None


def _saying(asking: Asking, sent: Sent) -> Saying | None:
    """None for an answer."""
    offered = [way.verdict for way in ways(asking, answered=sent.corrects is not None)]
    for kind in get_args(SayingKind):
        if kind == sent.verdict and kind in offered:
            return Saying(kind, sent.until, sent.reason)
    return None


def _submission(asking: Asking, sent: Sent, posted: Posted) -> Submission:
    verdict = verdict_of(asking, sent)
    files = given_files(asking.form, posted.files) if verdict == "done" else NO_FILES
    given = (sent.raw, sent.reason, sent.corrects, sent.because, files, sent.drafted)
    return Submission(verdict, *given, moved=sent.moved)
