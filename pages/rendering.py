from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import get_args
from zoneinfo import ZoneInfo

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse

from domain.directory.emergency import EmergencyNumber
from domain.directory.whom_to_call import WhomToCall
from domain.texts import Language, Value, last_moment, moment_text, say
from pages.assets import OPENED_SCRIPT, STYLESHEET
from pages.prefix import path_within

_LANGUAGES: tuple[Language, ...] = get_args(Language)


def language_of(request: Request, otherwise: Language) -> Language:
    """What `?lang=` says, if it says something that we speak."""
    return spoken(request.query_params.get("lang", "")) or otherwise


def spoken(text: str) -> Language | None:
    return next((language for language in _LANGUAGES if language == text), None)


def page(
    request: Request, template: str, language: Language, status: int = 200, **values: object
) -> HTMLResponse:
    """A page in that language, unless its reader chose the other one. `opens_at` among the values
    is the address of a page that a form has brought, and that can be opened as well; an agency's
    link always can. `takes_along` is the form whose words the other language is to have too.
    """
    language = language_of(request, language)
    html = _TEMPLATES.get_template(template).render(
        _=partial(_said, language),
        moment=partial(_moment, language),
        last_moment=partial(_last_moment, language),
        language=language,
        root=request.scope.get("root_path", ""),
        stylesheet=STYLESHEET.path,
        opened_script=OPENED_SCRIPT.path,
        switch=_switch(request, language, values.get("opens_at")),
        whom_to_call=_whom_to_call(request),
        emergency=getattr(request.app.state, "emergency", ()),
        **{"takes_along": None, **values},
    )
    return HTMLResponse(html, status)


def end_pages_with(
    app: Starlette, whom: WhomToCall | None, emergency: Sequence[EmergencyNumber] = ()
) -> None:
    """Every page of the app but the desk's says whom to call, and in danger whom else."""
    app.state.whom_to_call, app.state.emergency = whom, emergency


def here_with(request: Request, **parameters: str) -> str:
    """This page's own address with these parameters, without its path: that may be a link's."""
    return f"?{request.url.include_query_params(**parameters).query}"


def _whom_to_call(request: Request) -> WhomToCall | None:
    told: WhomToCall | None = getattr(request.app.state, "whom_to_call", None)
    return told


def _said(language: Language, text: str, **values: Value) -> str:
    return say(text, **values).in_(language)


def _moment(language: Language, moment: datetime, zone: str) -> str:
    return moment_text(moment, ZoneInfo(zone), language)


def _last_moment(language: Language, moment: datetime, zone: str) -> str:
    return last_moment(moment.astimezone(ZoneInfo(zone))).in_(language)


def _switch(request: Request, language: Language, opens_at: object) -> str | None:
    """The same page in the other language, or what stands now where it was sent from."""
    other = next(each for each in _LANGUAGES if each != language)
    if request.method in ("GET", "HEAD"):
        return here_with(request, lang=other)
    if path_within(request.scope).startswith("/a/"):
        # What was sent to be corrected is: the form for it is not asked for again.
        query = request.url.remove_query_params("correct").include_query_params(lang=other).query
        return f"?{query}"
    return f"{opens_at}?lang={other}" if opens_at is not None else None


_TEMPLATES = Environment(
    loader=PackageLoader("pages"),
    autoescape=True,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
