"""What a program is told when it cannot have what it asked for. Nothing was recorded then."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse

from domain.casework.answers.views import Dead, Fate, Look
from domain.texts import Message, say
from pages.api.shapes import Problem, Words
from pages.prefix import path_within

BELOW = "/api/"
_FATES: Mapping[Fate, Message] = {
    "withdrawn": say("This request was withdrawn"),
    "halted": say("Stop: please do nothing more in this matter"),
    "moved": say("This request is with another agency now"),
    "revoked": say("This link no longer works"),
    "delegated": say("Your colleague answers this request now"),
    "resting": say("This request is resting"),
    "no_consent": say("The person's consent no longer stands"),
}


def is_for_programs(request: Request) -> bool:
    return path_within(request.scope).startswith(BELOW)


def problems(*statuses: int) -> dict[int | str, dict[str, Any]]:
    """With whatever else may happen to any page."""
    told: tuple[int | str, ...] = (*statuses, "default")
    return {status: {"model": Problem} for status in told}


def problem(
    status: int, message: Message, faults: Mapping[str, Message] | None = None
) -> JSONResponse:
    told = {name: Words.of(fault) for name, fault in (faults or {}).items()}
    return _told(Problem(status=status, message=Words.of(message), faults=told))


def too_late(look: Look) -> JSONResponse:
    if isinstance(look, Dead):
        message = Words.of(_FATES[look.fate])
        return _told(Problem(status=410, message=message, fate=look.fate, since=look.at))
    return problem(409, say("This request was already answered or withdrawn."))


def _told(told: Problem) -> JSONResponse:
    return JSONResponse(told.model_dump(mode="json", exclude_none=True), told.status)
