"""Who is let in: signed in, with the right that a page needs, and a form that is one of ours."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlencode

from fastapi import APIRouter
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from domain.casework.administration.signing_in import Credentials, SignedIn
from domain.texts import Language
from domain.users.rights import Right, may
from domain.users.sessions import SessionSigner
from domain.users.user import User
from pages.entrance.cookies import Cookies
from pages.entrance.typed import NOTHING, Typed, typed_into, typed_with_files
from pages.prefix import path_within
from pages.rendering import language_of, page, spoken

DESK, ADMIN = "/desk", "/admin"
SIGN_IN = f"{DESK}/sign-in"
NEXT = "next"
# Brackets stand around an item.
_OURS = re.compile(r"/(?:desk|admin)(?:/[\w\-\[\]]+)+", re.ASCII)


class Door(Protocol):
    """What signing in needs. All may block: they are called in a thread."""

    def sign_in(self, typed: Credentials) -> SignedIn:
        """Raises NotSignedIn and TooManyTries."""
        ...

    def whose(self, secret: str) -> User | None: ...

    def sign_out(self, secret: str) -> None: ...


class NotThere(Exception):
    """There is no such thing, or it is not this user's to know that there is."""


@dataclass(frozen=True, slots=True)
class Visit:
    """A request of somebody who is signed in. `zone` is the site's."""

    request: Request
    user: User
    token: str = field(repr=False)
    language: Language
    zone: str
    typed: Typed = NOTHING

    def page(self, template: str, status: int = 200, **values: object) -> Response:
        return page(
            self.request, template, self.language, status,
            user=self.user, token=self.token, may=may, zone=self.zone, **values,
        )  # fmt: skip

    def go_to(self, path: str) -> Response:
        """With GET, so that going back or reading anew sends nothing twice."""
        return RedirectResponse(address(self.request, path), 303)


View = Callable[[Visit], Response]


@dataclass(frozen=True, slots=True)
class Guard:
    door: Door
    signer: SessionSigner
    cookies: Cookies
    language: Language
    zone: str
    routes: APIRouter = field(default_factory=APIRouter)

    def shows(self, path: str, right: Right | None, view: View) -> None:
        """A page for everybody who has this right; with None for whoever is signed in."""

        async def handle(request: Request) -> Response:
            response = await run_in_threadpool(self._let_in, request, right, view, None)
            return self.keeping_language(request, response)

        self.routes.add_api_route(path, handle, methods=["GET", "HEAD"])

    def does(self, path: str, right: Right | None, view: View) -> None:
        """What a form of ours does, for who has this right."""

        async def handle(request: Request) -> Response:
            typed = await typed_into(request)
            return await run_in_threadpool(self._let_in, request, right, view, typed)

        self.routes.add_api_route(path, handle, methods=["POST"])

    def does_with_files(self, path: str, right: Right | None, view: View) -> None:
        """Likewise, of a form that brings files: what they hold is read by who is let in alone."""

        async def handle(request: Request) -> Response:
            secret = self.cookies.secret(request)
            there = await run_in_threadpool(self.door.whose, secret) if secret else None
            typed = NOTHING if there is None else await typed_with_files(request)
            return await run_in_threadpool(self._let_in, request, right, view, typed)

        self.routes.add_api_route(path, handle, methods=["POST"])

    def _let_in(
        self, request: Request, right: Right | None, view: View, typed: Typed | None
    ) -> Response:
        secret = self.cookies.secret(request)
        user = self.door.whose(secret) if secret else None
        if user is None:
            return self._to_sign_in(request, unsent=typed is not None)
        token = self.signer.form_token(secret)
        language = self.language_for(request)
        visit = Visit(request, user, token, language, self.zone, typed or NOTHING)
        if typed is not None and not self.signer.is_form_token(secret, typed.token):
            return visit.page("entrance/stale.html", 403)
        if right is not None and not may(user, right):
            return visit.page("entrance/nothing.html", 404)
        try:
            return view(visit)
        except NotThere:
            return visit.page("entrance/nothing.html", 404)

    def language_for(self, request: Request) -> Language:
        """As chosen on this page or on one before; else the site's."""
        return language_of(request, spoken(self.cookies.language(request)) or self.language)

    def keeping_language(self, request: Request, response: Response) -> Response:
        """A choice on one page holds on the next: no form and no link would carry it there."""
        if (chosen := spoken(request.query_params.get("lang", ""))) is not None:
            self.cookies.keep_language(response, chosen)
        return response

    def _to_sign_in(self, request: Request, *, unsent: bool) -> Response:
        """`unsent`: what was sent was not taken, and they should know."""
        path = path_within(request.scope)
        # A form is sent to one part below the page that it stands on.
        wanted = page_within(path.rpartition("/")[0] if unsent else path)
        asked = {"unsent": "1"} if unsent else {}
        asked |= {NEXT: wanted} if wanted else {}
        query = f"?{urlencode(asked, safe='/')}" if asked else ""
        response = RedirectResponse(address(request, f"{SIGN_IN}{query}"), 303)
        if self.cookies.secret(request):
            self.cookies.drop_secret(response)
        return response


def page_within(path: str) -> str:
    """The path, if nothing but a page behind the sign-in can be meant by it; else empty.

    Whoever sends somebody a link to sign in is not to choose where they come out.
    """
    return path if _OURS.fullmatch(path) else ""


def home_of(user: User) -> str:
    """The page where a user comes in who wanted no other."""
    return DESK if may(user, "look") else ADMIN


def address(request: Request, path: str) -> str:
    """As a browser has to ask for it, wherever these pages stand."""
    return f"{request.scope.get('root_path', '')}{path}"
