from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from domain.texts import Language
from domain.users.user import POSTS
from pages import assets
from pages.admin.routes import Admins, add_admin
from pages.answer.routes import Answers, answer_routes
from pages.api.definitions import administration_routes
from pages.api.routes import api_routes
from pages.apologies import exception_handlers, refusal
from pages.demo import DemoSignIn
from pages.desk.routes import Desks, add_desk
from pages.entrance.entrance import Entrance
from pages.headers import SecurityHeaders
from pages.letterbox import Mailbox, mailbox_routes
from pages.pacing import Pace, Pacing
from pages.rendering import page


@dataclass(frozen=True, slots=True)
class Rooms:
    """Behind the entrance: what each of them is handed."""

    entrance: Entrance
    desk: Desks
    admin: Admins


def create_app(
    answers: Answers,
    *,
    language: Language,
    mailbox: Mailbox | None = None,
    rooms: Rooms | None = None,
    demo_sign_ins: Sequence[DemoSignIn] = (),
    health: Callable[[], bool],
    pace: Pace | None = None,
    by_https: bool = False,
) -> FastAPI:
    """`language` is the site's; a link's page speaks its contact's. `health` runs in a thread.
    `by_https`: people reach the pages by it alone.

    To be run without an access log, which would keep links: see `pages.logs`.
    """
    app = FastAPI(
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        redirect_slashes=False,
        exception_handlers=exception_handlers(language),
        # Traces and metrics name the addresses that were opened, and a link is a key.
        telemetry={"tracing": False, "metrics": False, "logs": False},
    )
    app.add_middleware(Pacing, pace=pace or Pace(), refusal=refusal(language))
    app.add_middleware(SecurityHeaders, by_https=by_https)
    app.include_router(answer_routes(answers))
    administration = (
        administration_routes(rooms.entrance.door, rooms.admin) if rooms is not None else None
    )
    app.include_router(api_routes(answers, administration))
    app.include_router(assets.routes)
    if rooms is not None:
        guard = rooms.entrance.guard(language)
        add_desk(guard, rooms.desk)
        add_admin(guard, rooms.admin)
        app.include_router(guard.routes)
    if administration is not None:
        app.include_router(administration)
    if mailbox is not None:
        app.include_router(mailbox_routes(mailbox, language))

    @app.api_route("/", methods=["GET", "HEAD"])
    def home(request: Request) -> Response:
        there = {"has_mailbox": mailbox is not None, "has_desk": rooms is not None}
        return page(
            request, "home.html", language, demo_sign_ins=demo_sign_ins, posts=POSTS, **there
        )

    @app.api_route("/healthz", methods=["GET", "HEAD"])
    def healthz() -> Response:
        well = health()
        return JSONResponse({"ok": well}, 200 if well else 503)

    return app
