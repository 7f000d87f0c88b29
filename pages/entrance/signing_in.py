"""The pages on which users sign in and out."""

from __future__ import annotations

from dataclasses import dataclass

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from domain.casework.administration.signing_in import Credentials
from domain.texts import Message, say
from domain.users.sessions import new_secret
from domain.users.signing_in import NotSignedIn, TooManyTries
from pages.entrance.guarding import NEXT, SIGN_IN, Guard, Visit, address, home_of, page_within
from pages.entrance.typed import Typed, typed_into
from pages.pacing import neighbourhood
from pages.rendering import page

STALE = say("This form had been open too long. Nothing was sent; please sign in now.")
UNSENT = say("You are no longer signed in. What you have just sent was NOT recorded.")


def add_signing_in(guard: Guard) -> None:
    pages = SigningIn(guard)

    @guard.routes.api_route(SIGN_IN, methods=["GET", "HEAD", "POST"])
    async def sign_in(request: Request) -> Response:
        if request.method == "POST":
            typed = await typed_into(request)
            return await run_in_threadpool(pages.take, request, typed)
        return await run_in_threadpool(pages.show, request)

    guard.does("/desk/sign-out", None, pages.sign_out)


@dataclass(frozen=True, slots=True)
class SigningIn:
    guard: Guard

    def show(self, request: Request) -> Response:
        secret = self.guard.cookies.secret(request)
        wanted = request.query_params.get(NEXT, "")
        user = self.guard.door.whose(secret) if secret else None
        if user is not None:
            return RedirectResponse(address(request, page_within(wanted) or home_of(user)), 303)
        problem = UNSENT if "unsent" in request.query_params else None
        return self._form(request, wanted, problem=problem)

    def take(self, request: Request, typed: Typed) -> Response:
        cookies = self.guard.cookies
        name, wanted = typed.one("name"), typed.one(NEXT)
        seed = cookies.seed(request)
        if not seed or not self.guard.signer.is_form_token(seed, typed.token):
            return self._form(request, wanted, name, STALE, 403)
        came_from = neighbourhood(request.client.host if request.client else "")
        given = Credentials(name, typed.password, came_from, cookies.mark(request, name))
        try:
            signed_in = self.guard.door.sign_in(given)
        except NotSignedIn as no:
            return self._form(request, wanted, name, no.message, 422)
        except TooManyTries as no:
            return self._form(request, wanted, name, no.message, 429)
        if former := cookies.secret(request):
            self.guard.door.sign_out(former)
        place = page_within(wanted) or home_of(signed_in.user)
        response = RedirectResponse(address(request, place), 303)
        cookies.keep_secret(response, signed_in.secret)
        cookies.keep_mark(response, signed_in.user.name, signed_in.mark)
        return response

    def sign_out(self, visit: Visit) -> Response:
        self.guard.door.sign_out(self.guard.cookies.secret(visit.request))
        response = visit.go_to(SIGN_IN)
        self.guard.cookies.drop_secret(response)
        return response

    def _form(
        self,
        request: Request,
        wanted: str,
        name: str = "",
        problem: Message | None = None,
        status: int = 200,
    ) -> Response:
        """Its token belongs to a cookie that only this browser has."""
        seed = self.guard.cookies.seed(request) or new_secret()
        response = page(
            request, "entrance/sign_in.html", self.guard.language_for(request), status,
            token=self.guard.signer.form_token(seed), name=name, problem=problem,
            wanted=page_within(wanted),
        )  # fmt: skip
        self.guard.cookies.keep_seed(response, seed)
        return self.guard.keeping_language(request, response)
