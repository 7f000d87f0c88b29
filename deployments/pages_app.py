"""The pages as Uvicorn runs them: `uvicorn --factory deployments.pages_app:create`."""

from __future__ import annotations

import gc
import logging
from collections.abc import Sequence
from dataclasses import dataclass

from starlette.types import ASGIApp
from uvicorn.middleware.proxy_headers import ProxyHeadersMiddleware

from deployments.answers import OfficeAnswers
from deployments.background_waking import BackgroundWaking
from deployments.demo_users import demo_sign_ins
from deployments.rooms import rooms_of
from deployments.trial_messages import channels_at
from domain.casework.office import Office
from domain.db.tables import MailboxMessage
from pages.application import create_app
from pages.logs import WithoutTokens
from pages.prefix import BelowPrefix, prefix_of
from pages.rendering import end_pages_with
from tasks.wiring import the_door, the_office, the_settings

LOGGERS = ("", "uvicorn", "uvicorn.access", "uvicorn.error")


def create() -> ASGIApp:
    for name in LOGGERS:
        for handler in logging.getLogger(name).handlers:
            handler.addFilter(WithoutTokens())
    settings, office, door = the_settings(), the_office(), the_door()
    waking = BackgroundWaking()
    app = create_app(
        OfficeAnswers(office, waking.wake),
        rooms=rooms_of(door, office.base_url, waking.wake, channels_at(lambda: settings)),
        demo_sign_ins=demo_sign_ins(door) if settings.demo else (),
        language=settings.language,
        mailbox=DemoMailbox(office) if settings.demo else None,
        health=lambda: is_well(office),
        by_https=settings.base_url.startswith("https:"),
    )
    end_pages_with(app, office.whom_to_call, settings.emergency)
    placed = BelowPrefix(app, prefix_of(settings.base_url))
    # What is there by now stays. To look through it for waste takes a fifth of a second, each time
    # while somebody waits.
    gc.freeze()
    return ProxyHeadersMiddleware(placed, settings.proxies)  # type: ignore[arg-type, return-value]  # Uvicorn's names of the same


@dataclass(frozen=True, slots=True)
class DemoMailbox:
    office: Office

    def messages(self) -> Sequence[MailboxMessage]:
        with self.office.store.reading() as books:
            return books.mailbox.messages()


def is_well(office: Office) -> bool:
    try:
        with office.store.reading() as books:
            books.database_now()
    except Exception:  # noqa: BLE001 - whatever the driver raises, the answer is no
        return False
    return True
