"""What a command changes, Prefect is told at once where it answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import FlowRun

from domain.casework.journeys.running import run_of
from tasks.reconciling import ensure_pool
from tests.deployments.commanding import Site, site
from tests.patience import eventually
from tests.prefect_server import PrefectServer
from tests.prefect_workers import InlineWorker


@pytest.fixture
def place(tmp_path: Path, prefect: PrefectServer) -> Iterator[Site]:
    with site(tmp_path / "data", PREFECT_API_URL=prefect.api, REFERRAL_DEMO="1") as here:
        ensure_pool()
        here.done("db", "upgrade")
        here.set_up_demo()
        yield here


def test_opening_a_case_starts_its_run(place: Site) -> None:
    journey = opened(place)

    assert run(place, journey).name == journey


def test_an_answer_by_phone_wakes_the_journey(place: Site) -> None:
    journey = opened(place)
    InlineWorker().work_until_idle()

    said = place.done(
        "request", "answer", f"{journey}/2", "--verdict", "done", "--given-by", "ông Minh",
        "--how", "phone", "--field", "ngay_nhan=2026-11-20",
    )  # fmt: skip
    InlineWorker().work_until_idle()

    assert said.err == ""
    assert [request["step"] for request in place.requests(journey)] == [
        "nhan_thong_tin",
        "don_de_nghi",
    ]


def test_a_stopped_journey_shows_itself_stopped(place: Site) -> None:
    journey = opened(place)
    InlineWorker().work_until_idle()

    place.done("journey", "stop", journey, "--reason", "không an toàn", "--unsafe")
    InlineWorker().work_until_idle()

    assert badge(place, journey) == "Stopped"


def test_a_run_that_prefect_lost_does_not_fail_the_command(place: Site) -> None:
    journey = opened(place)
    with get_client(sync_client=True) as client:
        client.delete_flow_run(run(place, journey).id)

    said = place.done("journey", "pause", journey)

    assert said.out == f"Journey {journey} is paused.\n"


def opened(place: Site) -> str:
    said = place.done("case", "open", "--pathway", "hai_phong", "--entry", "tu_tro_ve", "--json")
    assert said.err == ""
    journey: str = said.data["journey"]
    return journey


def run(place: Site, journey: str) -> FlowRun:
    known = run_of(place.office, journey)
    assert known is not None
    assert known.flow_run is not None
    with get_client(sync_client=True) as client:
        return client.read_flow_run(UUID(known.flow_run))


def badge(place: Site, journey: str) -> str:
    state = eventually(lambda: run(place, journey).state)
    return state.name or ""
