"""Every button of Prefect's pages, on a run in every state. The table in docs/buttons.md says this.

A journey waits for the police. Somebody presses. After two sweeps, half a minute apart, the journey
goes on or is stopped, whatever became of the run; and nobody was written to twice.
"""

from __future__ import annotations

from itertools import product

import httpx
import pytest

from tests.domain.db.leases import let_run_leases_run_out
from tests.prefect_server import PrefectServer
from tests.stories.buttons import (
    Arrange,
    Press,
    as_cancelled,
    as_cancelling,
    as_claimed,
    as_completed,
    as_crashed,
    as_failed,
    as_late,
    as_queued,
    as_running,
    as_suspended,
    as_waiting,
    cancel,
    change_deployment,
    change_to_cancelled,
    change_to_completed,
    change_to_crashed,
    change_to_failed,
    delete,
    delete_deployment,
    pressed,
    resume,
    retry,
    suspend,
)
from tests.stories.province import Province

WAITS_FOR_POLICE = "Chờ Cơ quan công an"
STATES = (
    as_queued, as_late, as_claimed, as_running, as_waiting, as_suspended,
    as_cancelling, as_cancelled, as_completed, as_failed, as_crashed,
)  # fmt: skip
BUTTONS = (
    resume, suspend, cancel, retry, delete, change_to_completed, change_to_failed,
    change_to_crashed, change_to_cancelled, change_deployment, delete_deployment,
)  # fmt: skip
STOPS: set[tuple[Arrange, Press]] = {
    # Cancel, whatever the state
    *product(STATES, [cancel]),
    # what was cancelled before stays so, unless the run is retried, deleted, or ended otherwise
    *product([as_cancelling, as_cancelled], [resume, change_deployment]),
    (as_cancelling, retry),
    (as_cancelling, change_to_cancelled),
    (as_cancelling, delete_deployment),
}


@pytest.mark.parametrize("button", BUTTONS, ids=lambda button: str(button.__name__))
@pytest.mark.parametrize("state", STATES, ids=lambda state: str(state.__name__))
def test_a_button_stops_the_journey_or_does_no_harm(
    prefect: PrefectServer, anywhere: Province, state: Arrange, button: Press
) -> None:
    journey = anywhere.open("mau_chung", "giai_cuu")
    run, mail = anywhere.run(journey).id, anywhere.everyones_mail()

    with prefect.browser() as browser:
        state(browser, run)
        pressed(button, browser, run)
        _half_a_minute_passes(anywhere)

        stopped = (state, button) in STOPS
        assert anywhere.everyones_mail() == mail
        assert _living_runs(browser) == [anywhere.run(journey).id]
    (_is_stopped if stopped else _goes_on)(anywhere, journey)


def _half_a_minute_passes(place: Province) -> None:
    """And no process said that it lives: those that had a run are all dead."""
    place.sweep()
    let_run_leases_run_out(place.office.store)
    place.sweep()


def _living_runs(browser: httpx.Client) -> list[str]:
    types = {"any_": ["SCHEDULED", "PENDING", "RUNNING", "PAUSED", "CANCELLING"]}
    wanted = {"flow_runs": {"state": {"type": types}}, "flows": {"name": {"any_": ["journey"]}}}
    found = browser.post("/flow_runs/filter", json=wanted).raise_for_status().json()
    return [run["id"] for run in found]


def _goes_on(place: Province, journey: str) -> None:
    assert place.run(journey).badge in (WAITS_FOR_POLICE, "Suspended")
    assert place.answer("cong_an", ngay="2026-11-20").status_code == httpx.codes.OK
    place.sweep()
    assert place.asked(journey) == ["dua_ve_an_toan", "tiep_can"]
    assert place.run(journey).state == "PAUSED"


def _is_stopped(place: Province, journey: str) -> None:
    link = place.link("cong_an")
    assert place.client.get(link).status_code == httpx.codes.GONE
    assert place.run(journey).badge.startswith("Đã dừng")
    told = len(place.everyones_mail())

    place.later(minutes=10)
    place.sweep()

    assert place.case(journey).status == "stopped"
    assert len(place.everyones_mail()) == told + 1
    assert place.run(journey).state == "COMPLETED"
