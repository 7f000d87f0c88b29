from __future__ import annotations

import re

from tests.house.source import ROOT

NAMED = re.compile(r"`(tests/[\w/]+\.py)`")


def test_every_test_that_the_page_on_security_names_is_there() -> None:
    named = NAMED.findall((ROOT / "docs" / "security.md").read_text(encoding="utf-8"))

    assert len(named) > 20
    assert [name for name in named if not (ROOT / name).is_file()] == []
