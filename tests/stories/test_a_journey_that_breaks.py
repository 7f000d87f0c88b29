"""A journey that breaks whatever carries it, until somebody mends what was wrong."""

from __future__ import annotations

from sqlalchemy import text

from domain.casework.journeys.running import Run, run_of
from domain.journey.runs import AT_ONCE
from tasks.attempts import Attempts
from tasks.repairing import mend_all_runs
from tests.prefect_server import PrefectServer
from tests.stories.province import Province

RENAME = text("UPDATE publications SET key = :new WHERE kind = 'pathway' AND key = :old")


def test_it_is_tried_ever_more_rarely_and_goes_on_once_it_is_mended(
    prefect: PrefectServer, anywhere: Province
) -> None:
    journey = anywhere.open("mau_chung", "giai_cuu")
    _rename(anywhere, "mau_chung", "lost")
    with prefect.browser() as browser:
        browser.post(f"/flow_runs/{_run(anywhere, journey).flow_run}/resume")

        for _ in range(AT_ONCE + 4):
            anywhere.work()
            mend_all_runs(Attempts())

        tried = _run(anywhere, journey)
        assert (tried.generation, tried.lost) == (AT_ONCE + 2, AT_ONCE + 1)
        _rename(anywhere, "lost", "mau_chung")
        assert anywhere.work() == []
        now = {"state": {"type": "SCHEDULED"}, "force": True}
        browser.post(f"/flow_runs/{tried.flow_run}/set_state", json=now).raise_for_status()

    assert anywhere.work() == ["Chờ Cơ quan công an"]
    assert _run(anywhere, journey).lost == 0
    assert len(anywhere.mail("cong_an")) == 1


def _run(place: Province, journey: str) -> Run:
    run = run_of(place.office, journey)
    assert run is not None
    return run


def _rename(place: Province, old: str, new: str) -> None:
    with place.office.store.engine.begin() as connection:
        connection.execute(RENAME, {"old": old, "new": new})
