from __future__ import annotations

from pathlib import Path

import pytest

from tests.deployments.killing import live_and_be_killed
from tests.postgres import PostgresServer


@pytest.mark.kill
@pytest.mark.postgres
@pytest.mark.timeout(1800)
def test_on_postgresql_a_journey_outlives_whatever_is_killed(
    tmp_path: Path, postgres: PostgresServer
) -> None:
    names = ("REFERRAL_DATABASE_URL", "REFERRAL_PREFECT_DATABASE_URL")

    found = live_and_be_killed(tmp_path, {name: postgres.fresh_database() for name in names})

    assert found.holds
