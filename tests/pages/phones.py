"""A small phone in Debian's Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, Request, ViewportSize

PHONE: ViewportSize = {"width": 360, "height": 740}


@contextmanager
def a_phone(browser: Browser, *, with_scripts: bool) -> Iterator[Page]:
    """Another one each time: nothing is left of what another knew."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=with_scripts)
    yield context.new_page()
    context.close()


def stop_the_clock(page: Page) -> None:
    """It goes on by `page.clock.run_for` alone."""
    page.clock.install(time=0)
    page.clock.pause_at(1000)


def kinds_of_drafts(sent: Request) -> list[str]:
    """Of one that is being saved its media type; of anything else nothing."""
    if sent.method != "POST" or sent.url.endswith("/seen"):
        return []
    return [sent.headers["content-type"].partition(";")[0]]
