from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.objects import FlowRun

from domain.clock import FileClock
from tasks import discretion, engine
from tasks.discretion import whereabouts
from tasks.reconciling import DeploymentSpec, ensure_pool, reconcile_deployments
from tests.patience import eventually
from tests.prefect_server import PrefectServer, send_what_is_left
from tests.prefect_workers import InlineWorker
from tests.tasks import engine_flows
from tests.tasks.engine_flows import SECRET


@pytest.fixture
def files_before(prefect: PrefectServer) -> set[Path]:
    return set(_stored_results())


@pytest.mark.parametrize(
    ("place", "told"),
    [
        pytest.param("flow", "LookupError at ", id="a flow"),
        pytest.param("task", "ValueError at ", id="a task"),
    ],
)
def test_prefect_learns_what_broke_and_where_and_no_more(
    prefect: PrefectServer, files_before: set[Path], place: str, told: str
) -> None:
    run = _run("mishap", place=place)

    assert run.state
    assert run.state.is_failed()
    assert (run.state.message or "").startswith(told)
    assert not _knows_the_secret(prefect)
    assert set(_stored_results()) == files_before


def test_what_a_task_was_given_and_gave_stays_here(
    prefect: PrefectServer, files_before: set[Path], tmp_path: Path
) -> None:
    ledger = str(tmp_path / "ledger")
    engine_flows.write(ledger, SECRET)

    _run("tale", ledger=ledger)

    assert eventually(_names_of_task_runs) == ["Ghi nhận: bước 1"]
    assert not _knows_the_secret(prefect)
    assert set(_stored_results()) == files_before


def test_a_flow_without_our_guard_tells_prefect(
    prefect: PrefectServer, files_before: set[Path]
) -> None:
    _run("unguarded")

    assert _knows_the_secret(prefect)
    assert set(_stored_results()) != files_before


def test_our_log_names_the_place_and_the_message_only_for_who_asks(
    prefect: PrefectServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger=discretion.__name__)

    _run("mishap", place="flow")

    ours = [line for line in caplog.records if line.name == discretion.__name__]
    # The pages' filter, where it is on, has put it into words by now.
    assert [(line.levelno, bool(line.exc_info or line.exc_text)) for line in ours] == [
        (logging.ERROR, False),
        (logging.DEBUG, True),
    ]
    assert not any(SECRET in line.getMessage() for line in ours)


def test_whereabouts_name_the_exception_and_our_lines_not_those_of_a_library(
    tmp_path: Path,
) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        FileClock(tmp_path / "nothing").now()

    assert re.fullmatch(r"FileNotFoundError at clock:\d+", whereabouts(caught.value))


def test_whereabouts_name_the_lines_of_others_where_none_is_ours() -> None:
    with pytest.raises(ValueError, match="invalid") as caught:
        int("một")

    assert re.fullmatch(r"ValueError at test_discretion:\d+", whereabouts(caught.value))


def _run(flow: str, **parameters: str) -> FlowRun:
    ensure_pool()
    spec = DeploymentSpec(entrypoint=f"{engine_flows.__name__}.{flow}", version="1", description="")
    reconcile_deployments({f"{flow}/small": spec})
    run_id = engine.start_run(
        f"{flow}/small", parameters, idempotency_key=flow, name="7K3Q-9MXD", tags=[]
    )
    InlineWorker().work_until_idle()
    send_what_is_left()
    with get_client(sync_client=True) as client:
        return client.read_flow_run(run_id)


def _names_of_task_runs() -> list[str]:
    with get_client(sync_client=True) as client:
        return [run.name for run in client.read_task_runs()]


def _knows_the_secret(server: PrefectServer) -> bool:
    files = server.home.glob(f"{server.database.name}*")
    return any(SECRET.encode() in file.read_bytes() for file in files)


def _stored_results() -> Iterator[Path]:
    return (Path(os.environ["PREFECT_HOME"]) / "storage").glob("**/*")
