from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from domain.casework.journeys.running import TakenUp, lease_of, run_of, take_up
from tasks.living import living
from tests.domain.casework.bureau import Bureau, bureau
from tests.domain.db.leases import LONG_AGO, let_run_leases_run_out
from tests.domain.small import ENTRY, pathway, step
from tests.patience import eventually

RUN = "run-1"
SOON = 0.01


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Bureau]:
    with bureau(f"sqlite:///{tmp_path / 'referral.sqlite'}") as place:
        yield place


@pytest.fixture
def taken(here: Bureau) -> TakenUp:
    here.publish(pathway(step("verify")))
    taken = take_up(here.office, RUN, {"pathway": "small", "entry": ENTRY})
    assert taken is not None
    return taken


def test_who_is_at_work_long_keeps_the_lease_and_lets_it_go(here: Bureau, taken: TakenUp) -> None:
    with living(here.office, taken, every=SOON):
        let_run_leases_run_out(here.office.store)
        eventually(lambda: _until(here) != LONG_AGO)

    assert _until(here) is None


def test_who_hangs_loses_the_lease_in_the_end(here: Bureau, taken: TakenUp) -> None:
    with living(here.office, taken, every=SOON, at_most=1):
        let_run_leases_run_out(here.office.store)
        eventually(lambda: _until(here) != LONG_AGO)
        let_run_leases_run_out(here.office.store)

        with pytest.raises(TimeoutError):
            eventually(lambda: _until(here) != LONG_AGO, within=20 * SOON)


def test_a_run_that_was_given_to_another_keeps_nothing_of_its(here: Bureau, taken: TakenUp) -> None:
    with living(here.office, taken, every=SOON):
        other = take_up(here.office, RUN, {"pathway": "small", "entry": ENTRY})

    assert other is not None
    assert _until(here) is not None


def test_what_was_done_stands_also_when_the_database_is_gone_at_the_end(
    here: Bureau, taken: TakenUp
) -> None:
    done = []

    with living(here.office, taken):
        done.append("suspended")
        with here.office.store.engine.begin() as connection:
            connection.exec_driver_sql("ALTER TABLE run_leases RENAME TO away")
    with here.office.store.engine.begin() as connection:
        connection.exec_driver_sql("ALTER TABLE away RENAME TO run_leases")

    assert done
    assert run_of(here.office, taken.journey) is not None


def _until(here: Bureau) -> datetime | None:
    return lease_of(here.office, RUN)[0]
