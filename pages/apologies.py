"""Pages for a reader of whom nothing is known: in both languages, and about no request."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from dataclasses import dataclass

from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from domain.db.outage import DatabaseAway
from domain.seals.links import NotALink
from domain.texts import Language, Message, say
from pages.api.problems import is_for_programs, problem
from pages.headers import secure
from pages.limits import BodyTooLarge, NotWhole
from pages.prefix import path_within
from pages.rendering import page

Handler = Callable[[Request, Exception], Coroutine[None, None, Response]]


@dataclass(frozen=True, slots=True)
class Apology:
    title: Message
    lines: tuple[Message, ...]


SIGNED_IN = ("/desk", "/admin")
TO_WHO_SIGNED_IN = (
    say("If you have just sent something, please take it as NOT recorded."),
    say("Go back, look at what stands there now, and do it once more if it is still needed."),
    say("If this happens again, please tell the administrator."),
)
NOTHING_HERE = say("There is nothing here")
NOT_A_LINK = Apology(
    say("This link is not valid"),
    (
        say("Please open the link once more from the message that brought it."),
        say("If that does not help, please ask the coordinator for a new link."),
    ),
)
WRONG_METHOD = Apology(
    say("This page cannot be used in this way"),
    (say("Please open the link from the message, and use the buttons on its page."),),
)
TOO_LARGE = Apology(
    say("This was too much to send"),
    (
        say("Your answer was NOT recorded."),
        say("Please open the link again and send less: files of at most 10 MB each, 20 MB in all."),
    ),
)
NOT_WHOLE = Apology(
    say("Not all of it has arrived"),
    (
        say("Your answer was NOT recorded."),
        say("Please open the link again, choose the files once more and press the button again."),
    ),
)
TOO_FAST = Apology(
    say("Too much was asked for at once"),
    (
        say("If you have just sent an answer, please take it as NOT recorded."),
        say("Wait a minute, then go back and press the button again: nothing is recorded twice."),
        say("If this happens again, please call the coordinator and answer by phone."),
    ),
)
NOT_NOW = Apology(
    say("This page cannot be used just now"),
    (
        say("If you have just sent an answer, please take it as NOT recorded."),
        say("Wait a minute, then go back and press the button again: nothing is recorded twice."),
        say("If this happens again, please call the coordinator and answer by phone."),
    ),
)
OUR_FAULT = Apology(
    say("Something went wrong on our side"),
    (
        say("Please take your answer as NOT recorded."),
        say("Open the link again: if the page still asks, please send your answer once more."),
        say("If this happens again, please call the coordinator and answer by phone."),
    ),
)


def apologise(request: Request, apology: Apology, status: int, site_language: Language) -> Response:
    if is_for_programs(request):
        return problem(status, apology.title)
    languages: tuple[Language, ...] = ("vi", "en") if site_language == "vi" else ("en", "vi")
    if path_within(request.scope).startswith(SIGNED_IN):
        title = NOTHING_HERE if apology is NOT_A_LINK else apology.title
        apology = Apology(title, TO_WHO_SIGNED_IN)
    told = {"apology": apology, "languages": languages}
    return page(request, "apology.html", languages[0], status, **told)


def refusal(site_language: Language) -> Callable[[Request, int], Response]:
    """For who is too fast, with the seconds to wait."""

    def refuse(request: Request, seconds: int) -> Response:
        response = apologise(request, TOO_FAST, 429, site_language)
        response.headers["Retry-After"] = str(seconds)
        return response

    return refuse


def exception_handlers(site_language: Language) -> dict[int | type[Exception], Handler]:
    def answering(apology: Apology, status: int) -> Handler:
        async def answer(request: Request, error: Exception) -> Response:
            response = apologise(request, apology, status, site_language)
            if isinstance(error, HTTPException):
                response.headers.update(error.headers or {})  # Allow, beside a 405
            secure(response.headers)  # a 500 is answered outside of every middleware
            return response

        return answer

    async def nobody_is_there(_request: Request, _error: Exception) -> Response:
        # A phone that lost its signal while sending is no fault of ours, and no alarm.
        return Response(status_code=400)

    return {
        ClientDisconnect: nobody_is_there,
        404: answering(NOT_A_LINK, 404),
        405: answering(WRONG_METHOD, 405),
        500: answering(OUR_FAULT, 500),
        DatabaseAway: answering(NOT_NOW, 503),
        BodyTooLarge: answering(TOO_LARGE, 413),
        NotWhole: answering(NOT_WHOLE, 400),
        NotALink: answering(NOT_A_LINK, 404),
    }
