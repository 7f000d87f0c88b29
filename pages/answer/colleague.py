"""Passing a request on to a colleague: what was sent, and what is said of it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response

from domain.casework.answers.views import Delegation, HandedOn
from pages.answer.sending import Sent
from pages.rendering import here_with, page

VERDICT = "delegated"
"""What a page sends in the place of an answer's verdict."""


def delegation(sent: Sent) -> Delegation:
    return Delegation(
        sent.written("colleague"), sent.written("colleague_name"), sent.written("colleague_address")
    )


def handed_on_page(request: Request, handed_on: HandedOn) -> Response:
    language = handed_on.asking.language
    return page(
        request, "answer/handed_on.html", language, handed_on=handed_on, back=here_with(request)
    )
