"""What axe finds on a page, as chromium shows it. The package brings its script along."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Page

from domain.texts import Language

_AXE = Axe()
LANGUAGES: tuple[Language, ...] = ("vi", "en")

Scheme = Literal["dark", "light"]
# In the dark nothing but the colours is another.
_RULES: Mapping[Scheme, Mapping[str, object]] = {
    "dark": {"resultTypes": ["violations"], "runOnly": ["color-contrast", "link-in-text-block"]},
    "light": {"resultTypes": ["violations"]},
}


def violations(page: Page) -> list[str]:
    """A line for each rule that is broken, and where. In dark and in light."""
    found = []
    for scheme, rules in _RULES.items():
        page.emulate_media(color_scheme=scheme)
        for broken in _AXE.run(page, options=rules).response["violations"]:
            places = [" ".join(map(str, node["target"])) for node in broken["nodes"]]
            found.append(f"{scheme}: {broken['id']} ({broken['help']}) at {places}")
    return found
