"""What axe finds on a page, as chromium shows it. The package brings its script along."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

from domain.texts import Language

_AXE = Axe()
LANGUAGES: tuple[Language, ...] = ("vi", "en")


def violations(page: Page) -> list[str]:
    """A line for each rule that is broken, and where. In light and in dark."""
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme="light" if scheme == "light" else "dark")
        for broken in _AXE.run(page).response["violations"]:
            places = [" ".join(map(str, node["target"])) for node in broken["nodes"]]
            found.append(f"{scheme}: {broken['id']} ({broken['help']}) at {places}")
    return found
