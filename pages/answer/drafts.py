"""Keeping what was typed and is to be sent later. A draft is never an answer."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Protocol
from zoneinfo import ZoneInfo

from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from domain.casework.answers.drafts import Draft
from domain.casework.answers.views import Asking
from domain.casework.answers.words_beside import Words
from domain.clock import utc
from domain.pathway.attachments import Given
from domain.pathway.forms import NO_FILES, Raw
from domain.texts import Message, say
from pages.answer.files import given_files
from pages.answer.posting import Posted
from pages.answer.sending import DROPPED, controls_of, form_of
from pages.rendering import here_with, language_of

DRAFT, KEEP, DISCARD = "_draft", "keep", "discard"
"""The control of the form that says so, and what it says."""

WORDS = "_words"
"""The control by which what was written is asked for."""


class Drafts(Protocol):
    """What the pages need of casework. All may block, and raise NotALink."""

    def read_words(self, token: str) -> Words:
        """The link's draft, and what was written of the request. It is recorded that they were
        read, where there are any. Raises TooLate when the request waits no more.
        """
        ...

    def keep_draft(
        self,
        token: str,
        form: str,
        typed: Raw,
        files: Given = NO_FILES,
        without: Collection[str] = (),
    ) -> Draft:
        """In the place of what this form had before, and each file in that of its field's; fields
        that are `without` one lose theirs.

        Raises TooLate when the request waits no more.
        """
        ...

    def discard_draft(self, token: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Kept:
    """The draft as it is now, and which of the files that came it could not take."""

    draft: Draft
    faults: Mapping[str, Message]


def keep(drafts: Drafts, token: str, asking: Asking, sent: Posted) -> Kept:
    """Raises TooLate."""
    form, controls = form_of(asking, sent.typed), controls_of(asking)
    typed = {name: sent.typed[name] for name in sent.typed if name in controls}
    files = given_files(asking.form, sent.files)
    draft = drafts.keep_draft(token, form, typed, files, sent.typed.get(DROPPED, ()))
    return Kept(draft, {name: why for name, why in files.items() if isinstance(why, Message)})


def by_script(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")


def told_in_a_line(request: Request, asking: Asking, kept: Kept) -> Response:
    local = utc(kept.draft.saved_at).astimezone(ZoneInfo(asking.zone))
    saved = say("Saved at {time}, not sent yet.", time=f"{local:%H:%M}")
    return told_by_script(saved, *kept.faults.values(), request=request, asking=asking)


def told_by_script(*lines: Message, request: Request, asking: Asking) -> Response:
    language = language_of(request, asking.language)
    return JSONResponse({"kept": " ".join(line.in_(language) for line in lines)})


def back(request: Request) -> Response:
    """To the page as it is opened by the link, so that loading it anew sends nothing."""
    return RedirectResponse(here_with(request), 303)
