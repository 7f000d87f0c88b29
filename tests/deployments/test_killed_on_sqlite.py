from __future__ import annotations

from pathlib import Path

import pytest

from tests.deployments.killing import live_and_be_killed


@pytest.mark.kill
@pytest.mark.timeout(1800)
def test_on_sqlite_a_journey_outlives_whatever_is_killed(tmp_path: Path) -> None:
    assert live_and_be_killed(tmp_path, {}).holds
