"""Every button of Prefect's pages, on a run in every state. The table in docs/buttons.md says this.

Journeys wait for the police. Somebody presses, on each another. After two sweeps, half a minute
apart, a journey goes on or is stopped, whatever became of its run; nobody was written to twice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
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
from tests.stories.province import Province, shipped

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
IN_EVERY_RUN = (as_waiting,)


@dataclass(frozen=True, slots=True)
class Waiting:
    """A journey that waits for the police, whose link this is. Its deployment is its own."""

    journey: str
    link: str


@pytest.mark.parametrize(
    "state",
    [pytest.param(s, marks=() if s in IN_EVERY_RUN else pytest.mark.long) for s in STATES],
    ids=lambda state: str(state.__name__),
)
def test_a_button_stops_the_journey_or_does_no_harm(
    prefect: PrefectServer, anywhere: Province, state: Arrange
) -> None:
    waiting = _one_for_each_button(anywhere)
    mail = anywhere.everyones_mail()

    with prefect.browser() as browser:
        for button, each in waiting.items():
            run = anywhere.run(each.journey).id
            state(browser, run)
            pressed(button, browser, run)
        _half_a_minute_passes(anywhere)

        assert anywhere.everyones_mail() == mail
        living = [anywhere.run(each.journey).id for each in waiting.values()]
        assert sorted(_living_runs(browser)) == sorted(living)
    stopped = {button: each for button, each in waiting.items() if (state, button) in STOPS}
    _go_on(anywhere, {b: each for b, each in waiting.items() if b not in stopped})
    _are_stopped(anywhere, stopped)


def _one_for_each_button(place: Province) -> dict[Press, Waiting]:
    """Two buttons are a deployment's: each journey has its own, of the same pathway."""
    pathway = shipped("mau_chung")
    own = {b: pathway.model_copy(update={"key": f"mau_{b.__name__}"}) for b in BUTTONS}
    place.publish(*own.values())
    return {
        button: Waiting(place.open(pathway.key, "giai_cuu"), place.link("cong_an"))
        for button, pathway in own.items()
    }


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


def _go_on(place: Province, waiting: Mapping[Press, Waiting]) -> None:
    for button, each in waiting.items():
        assert place.run(each.journey).badge in (WAITS_FOR_POLICE, "Suspended"), button
        answered = place.answer("cong_an", link=each.link, quietly=True, ngay="2026-11-20")
        assert answered.status_code == httpx.codes.OK, button
    place.work()
    place.sweep()
    for button, each in waiting.items():
        assert place.asked(each.journey) == ["dua_ve_an_toan", "tiep_can"], button
        assert place.run(each.journey).state == "PAUSED", button


def _are_stopped(place: Province, waiting: Mapping[Press, Waiting]) -> None:
    for button, each in waiting.items():
        assert place.client.get(each.link).status_code == httpx.codes.GONE, button
        assert place.run(each.journey).badge.startswith("Đã dừng"), button
    told = len(place.everyones_mail())

    place.later(minutes=10)
    place.sweep()

    for button, each in waiting.items():
        assert place.case(each.journey).status == "stopped", button
        assert place.run(each.journey).state == "COMPLETED", button
    assert len(place.everyones_mail()) == told + len(waiting)
