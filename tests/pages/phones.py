"""A small phone in Debian's Chromium."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, Request, ViewportSize

PHONE: ViewportSize = {"width": 360, "height": 740}
FINGER = 44
"""Pixels: the smallest target of WCAG 2.2, success criterion 2.5.5."""

_TARGETS = "a, button, summary, select, textarea, .choice, input:not([type=hidden], .choice input)"
_TOO_SMALL = """([targets, finger]) => [...document.querySelectorAll(targets)]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }))
    .map((one) => [one.getBoundingClientRect(), one.outerHTML])
    .filter(([box]) => box.width && box.height && Math.min(box.width, box.height) < finger)
    .map(([box, html]) => `${html}: ${box.width} x ${box.height}`)"""


@contextmanager
def a_phone(browser: Browser, *, with_scripts: bool) -> Iterator[Page]:
    """Another one each time: nothing is left of what another knew."""
    context = browser.new_context(viewport=PHONE, java_script_enabled=with_scripts)
    yield context.new_page()
    context.close()


def is_as_wide_as_the_phone(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"])


def too_small(page: Page) -> list[str]:
    """What is to be hit and is smaller than a finger."""
    found: list[str] = page.evaluate(_TOO_SMALL, [_TARGETS, FINGER])
    return found


def unfit(page: Page) -> list[str]:
    """What is wrong with it on a small phone."""
    return too_small(page) + ([] if is_as_wide_as_the_phone(page) else ["wider than the phone"])


def stop_the_clock(page: Page) -> None:
    """It goes on by `page.clock.run_for` alone."""
    page.clock.install(time=0)
    page.clock.pause_at(1000)


def kinds_of_drafts(sent: Request) -> list[str]:
    """Of one that is being saved its media type; of anything else nothing."""
    if sent.method != "POST" or sent.url.endswith("/seen"):
        return []
    return [sent.headers["content-type"].partition(";")[0]]
