"""The pages behind links once more, for the programs of agencies that have their own."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Annotated, Any

from fastapi import APIRouter, Path
from fastapi.openapi.utils import get_openapi
from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import BaseRoute

from domain.casework.answers.views import (
    Asking,
    Dead,
    Look,
    Open,
    Settled,
    Submission,
    ToConfirm,
    TooLate,
    Unconfirmed,
)
from domain.frozen import Frozen
from domain.pathway.forms import FormFaults, Raw
from domain.texts import say
from pages.answer.routes import Answers, note_if_refused
from pages.answer.sending import verdicts
from pages.api.problems import problem, problems, too_late
from pages.api.shapes import (
    AnswerGiven,
    AnswerRecorded,
    RequestAsked,
    RequestShown,
    Typed,
)
from pages.limits import limited_body
from pages.writing import clean

AS_JSON = "application/json"
Token = Annotated[str, Path(description="What stands in the link behind /a/.")]
_GIVEN = {"required": True, "content": {AS_JSON: {"schema": AnswerGiven.model_json_schema()}}}


def api_routes(answers: Answers, beside: APIRouter | None = None) -> APIRouter:
    """The document tells of what is `beside` too."""
    routes = APIRouter(prefix="/api")

    @routes.get(
        "/requests/{token}",
        summary="What is asked, or what became of it",
        response_model=RequestShown,
        responses=problems(404, 410),
    )
    async def show(token: Token) -> Response:
        return await run_in_threadpool(_told, lambda: _show(answers, token))

    @routes.post(
        "/requests/{token}/answer",
        summary="Answer it, or correct the answer",
        openapi_extra={"requestBody": _GIVEN},
        response_model=AnswerRecorded,
        responses=problems(404, 409, 410, 413, 415, 422),
    )
    async def answer(request: Request, token: Token) -> Response:
        # No form of another site's page can say that it sends JSON.
        if request.headers.get("content-type", "").partition(";")[0].strip() != AS_JSON:
            return problem(
                415, say("Please send JSON, and say so: Content-Type: application/json.")
            )
        answers.check(token)
        body = await limited_body(request)
        return await run_in_threadpool(_told, lambda: _decide(answers, token, body))

    @routes.get("/openapi.json", include_in_schema=False)
    def document(request: Request) -> Response:
        told = [*routes.routes, *(beside.routes if beside is not None else [])]
        return JSONResponse(_document(told, request.scope.get("root_path", "")))

    return routes


def _told(act: Callable[[], Frozen]) -> Response:
    try:
        return JSONResponse(act().model_dump(mode="json"))
    except TooLate as late:
        return too_late(late.look)
    except FormFaults as fault:
        return problem(422, fault.message, fault.faults)


def _show(answers: Answers, token: str) -> RequestShown:
    match answers.look(token):
        case Open(asking):
            return RequestShown(state="open", request=RequestAsked.of(asking))
        case Settled() as settled:
            return RequestShown(
                state="answered",
                request=RequestAsked.of(settled.asking),
                answered_at=settled.answered_at,
                answered_by_this_contact=settled.by_this_contact,
                corrects=settled.correctable,
            )
        case ToConfirm(asking, proposed):
            asked = RequestAsked.of(asking)
            return RequestShown(state="to_confirm", request=asked, answered_at=proposed.at)
        case Unconfirmed(asking, at):
            return RequestShown(
                state="unconfirmed",
                request=RequestAsked.of(asking),
                answered_at=at,
                answered_by_this_contact=True,
            )
        case Dead() as dead:
            raise TooLate(dead)


def _read(body: bytes) -> AnswerGiven:
    """Raises FormFaults."""
    try:
        return AnswerGiven.model_validate_json(body)
    except ValidationError as error:
        wrong = {str(each["loc"][0]) if each["loc"] else "body" for each in error.errors()}
        hint = say("This is not as the document at /api/openapi.json has it.")
        raise FormFaults(dict.fromkeys(sorted(wrong), hint)) from None


def _decide(answers: Answers, token: str, body: bytes) -> AnswerRecorded:
    look = answers.look(token)
    given = _read(body)
    asking = _still_asking(look, given)
    if asking is None:
        note_if_refused(answers, token, look)
        raise TooLate(look)
    _refuse_what_is_not_asked(asking, given)
    submission = Submission(
        given.verdict,
        _raw(given.values),
        clean(given.reason).strip(),
        given.corrects,
        given.because or "",
        moved=given.moved,
    )
    return AnswerRecorded.of(answers.answer(token, submission))


def _still_asking(look: Look, given: AnswerGiven) -> Asking | None:
    match look:
        case Open(asking) if given.corrects is None:
            return asking
        case Settled(asking=asking, correctable=int(line)) if line == given.corrects:
            return asking
        case _:
            return None


def _refuse_what_is_not_asked(asking: Asking, given: AnswerGiven) -> None:
    """What was said under a wrong name must not be lost in silence. Raises FormFaults."""
    if given.verdict not in verdicts(asking):
        raise FormFaults({"verdict": say("Please choose one of the answers shown.")})
    before = asking.form_before(given.moved)
    if before is not None and not before.same:
        return  # it is refused for that
    fields = list(before.names) if before is not None else [field.id for field in asking.form]
    if unknown := [name for name in given.values if name not in fields]:
        hint = say("The form has no such field. It has: {fields}.", fields=", ".join(fields))
        raise FormFaults(dict.fromkeys(unknown, hint))


def _raw(values: Mapping[str, Typed]) -> Raw:
    """As a browser would have sent it."""
    return {name: typed for name, value in values.items() if (typed := _typed(value))}


def _typed(value: Typed) -> tuple[str, ...]:
    match value:
        case None:
            return ()
        case bool(yes):
            return ("yes" if yes else "no",)
        case int(number):
            return (str(number),)
        case str(text):
            return (clean(text),)
        case several:
            return tuple(map(clean, several))


def _document(routes: Sequence[BaseRoute], root: str) -> dict[str, Any]:
    document = get_openapi(
        title="Requests to agencies, and what administrators define",
        version="1",
        description=(
            "What is asked behind a link, and answering it, for the programs of agencies. The token"
            " in the link is the key: keep it out of logs. Nothing but a POST ever answers. What"
            " administrators define is for who is signed in, by the secret that a session gives."
        ),
        routes=routes,
        servers=[{"url": root or "/"}],
    )
    secret = {"type": "http", "scheme": "bearer"}
    document.setdefault("components", {})["securitySchemes"] = {"secret": secret}
    return document
