from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import httpx
import pytest
from prefect.client.orchestration import get_client
from prefect.client.schemas.responses import DeploymentResponse
from prefect.states import Pending

from tasks import engine
from tasks.engine import Woken
from tasks.reconciling import (
    OTHERS,
    POOL,
    Choice,
    DeploymentSpec,
    Reconciled,
    ensure_pool,
    reconcile_deployments,
)
from tests.patience import eventually
from tests.prefect_server import PrefectServer
from tests.prefect_workers import InlineWorker
from tests.tasks import engine_flows
from tests.tasks.engine_flows import BADGE, END

ENTRY = Choice(
    title="Cách vào",
    description="Người này đến từ đâu?",
    options={"rescue": "Được giải cứu", "self-return": "Tự trở về"},
    required=True,
)
AREA = Choice(
    title="Địa bàn", description="Nơi tiếp nhận.", options={"01": "Hà Nội", "79": "TP.HCM"}
)


@pytest.fixture
def pool(prefect: PrefectServer) -> PrefectServer:
    prefect.forget("deployments")
    ensure_pool()
    return prefect


def test_what_is_wanted_is_written_once(pool: PrefectServer) -> None:
    wanted = {"tale/return": _spec(), "tale/ransom": _spec(title="Tống tiền")}

    first = reconcile_deployments(wanted)
    again = reconcile_deployments(wanted)

    assert first.written == wanted.keys()
    assert again == _nothing()


def test_one_that_prefect_refuses_keeps_no_other_from_being_written(pool: PrefectServer) -> None:
    never = _spec().model_copy(update={"rrules": ("DTSTART:20260101T080000\nRRULE:FREQ=NEVER",)})
    nowhere = _spec().model_copy(update={"time_zone": "Asia/Atlantis", "cron": "* * * * *"})
    wanted = {"tale/never": never, "tale/nowhere": nowhere, "tale/return": _spec()}

    found = reconcile_deployments(wanted)

    assert found.written == {"tale/return"}
    assert _deployed("tale/return").description == "Trở về"
    assert [told.partition(" at ")[0] for told in found.refused] == [
        "tale/never: ValidationError",
        "tale/nowhere: ValidationError",
    ]


def test_one_that_prefect_refuses_stays_as_it_was(pool: PrefectServer) -> None:
    reconcile_deployments({"tale/return": _spec()})
    never = _spec(title="Mới").model_copy(update={"rrules": ("RRULE:FREQ=NEVER",)})

    found = reconcile_deployments({"tale/return": never})

    assert found.removed == frozenset()
    assert _deployed("tale/return").description == "Trở về"


def test_only_what_changed_is_written_and_keeps_its_id(pool: PrefectServer) -> None:
    reconcile_deployments({"tale/return": _spec(), "tale/ransom": _spec()})
    before = _deployed("tale/return")

    changed = reconcile_deployments({"tale/return": _spec(title="Mới"), "tale/ransom": _spec()})

    after = _deployed("tale/return")
    assert changed.written == {"tale/return"}
    assert (after.id, after.description) == (before.id, "Mới")


@pytest.mark.parametrize(
    "edited",
    [
        # what Prefect's page of a deployment lets anybody write
        pytest.param({"description": "Cũ"}, id="description"),
        pytest.param({"tags": ["pathway:other"]}, id="tags"),
        pytest.param({"job_variables": {"command": "true"}}, id="command"),
        pytest.param({"parameters": {"pathway": "other"}}, id="parameters"),
        pytest.param({"enforce_parameter_schema": False}, id="what the form refuses"),
        pytest.param({"entrypoint": "flows.other"}, id="entrypoint"),
        pytest.param({"paused": True}, id="paused"),
        pytest.param({"concurrency_limit": 1}, id="how many run at once"),
        # what only a program can
        pytest.param({"parameter_openapi_schema": {"properties": {}}}, id="form"),
        pytest.param({"pull_steps": [{"prefect.set_working_directory": "/"}]}, id="pull steps"),
    ],
)
def test_what_was_edited_in_prefect_is_as_it_was(
    pool: PrefectServer, edited: dict[str, object]
) -> None:
    reconcile_deployments({"tale/return": _spec()})
    before = _told_of("tale/return")
    _edit(pool, f"/deployments/{_deployed('tale/return').id}", edited)
    meanwhile = _told_of("tale/return")

    mended = reconcile_deployments({"tale/return": _spec()})

    assert meanwhile != before
    assert mended.written == {"tale/return"}
    assert _told_of("tale/return") == before
    assert reconcile_deployments({"tale/return": _spec()}) == _nothing()


@pytest.mark.parametrize(
    "edited",
    [
        # switched off
        {"active": False},
        # at another time
        {"schedule": {"cron": "0 0 1 1 *", "timezone": "Asia/Ho_Chi_Minh"}},
        # in another zone
        {"schedule": {"cron": "* * * * *", "timezone": "UTC"}},
    ],
)
def test_a_schedule_that_was_edited_is_as_it_was(
    pool: PrefectServer, edited: dict[str, object]
) -> None:
    reconcile_deployments({"round/sweep": _every_minute()})
    deployed = _deployed("round/sweep")
    _edit(pool, f"/deployments/{deployed.id}/schedules/{deployed.schedules[0].id}", edited)

    assert reconcile_deployments({"round/sweep": _every_minute()}).written == {"round/sweep"}
    (mended,) = _deployed("round/sweep").schedules
    assert (mended.schedule, mended.active) == (deployed.schedules[0].schedule, True)


def test_a_schedule_that_was_taken_out_or_added_is_as_it_was(pool: PrefectServer) -> None:
    reconcile_deployments({"round/sweep": _every_minute()})
    deployed = _deployed("round/sweep")
    schedules = f"/deployments/{deployed.id}/schedules"
    with pool.browser() as browser:
        browser.delete(f"{schedules}/{deployed.schedules[0].id}").raise_for_status()
        without = reconcile_deployments({"round/sweep": _every_minute()})
        more = [{"schedule": {"interval": 3600}}]
        browser.post(schedules, json=more).raise_for_status()
        with_more = reconcile_deployments({"round/sweep": _every_minute()})

    assert without.written == with_more.written == {"round/sweep"}
    assert len(_deployed("round/sweep").schedules) == 1


def test_choices_in_another_order_are_a_change(pool: PrefectServer) -> None:
    turned = ENTRY.model_copy(update={"options": dict(reversed(list(ENTRY.options.items())))})
    reconcile_deployments({"tale/return": _spec()})

    changed = reconcile_deployments({"tale/return": _spec(entry=turned)})

    assert changed.written == {"tale/return"}


def test_a_run_that_waits_can_be_woken_after_a_change(pool: PrefectServer, tmp_path: Path) -> None:
    run_id = _waiting_run(tmp_path)

    reconcile_deployments({"tale/return": _spec(title="Mới")})

    assert engine.resume(run_id) is Woken.RESUMED
    assert InlineWorker().work_until_idle() == [BADGE]


def test_what_is_wanted_no_more_goes_when_its_journeys_have_ended(
    pool: PrefectServer, tmp_path: Path
) -> None:
    run_id = _waiting_run(tmp_path)

    while_it_waits = reconcile_deployments({})
    engine_flows.write(str(tmp_path / "ledger"), "đồng ý")
    engine.resume(run_id)
    ended = InlineWorker().work_until_idle()
    afterwards = reconcile_deployments({})

    assert while_it_waits == _nothing(retained=frozenset({"tale/return"}))
    assert (ended, afterwards) == ([END], _nothing(removed=frozenset({"tale/return"})))


def test_a_schedule_that_is_wanted_no_more_goes_at_once(pool: PrefectServer) -> None:
    reconcile_deployments({"round/sweep": _every_minute()})
    eventually(lambda: _scheduled("round/sweep"))

    assert reconcile_deployments({}) == _nothing(removed=frozenset({"round/sweep"}))


def test_no_more_journeys_run_at_once_than_the_queue_allows(pool: PrefectServer) -> None:
    reconcile_deployments({"tale/return": _spec()})

    for number in range(6):
        _start("tale/return", str(number))

    assert len(_due()) == 4


def test_journeys_that_are_stuck_do_not_hold_up_a_schedule(pool: PrefectServer) -> None:
    reconcile_deployments({"tale/return": _spec(), "round/sweep": _every_minute()})
    stuck = [_start("tale/return", str(number)) for number in range(4)]
    with get_client(sync_client=True) as client:
        for run_id in stuck:
            client.set_flow_run_state(run_id, Pending())

    sweep = _start("round/sweep", "k")

    assert _due() == [sweep]


def test_what_others_deployed_stays(pool: PrefectServer) -> None:
    with get_client(sync_client=True) as client:
        theirs = client.create_deployment(
            client.create_flow_from_name("tale"), "theirs", work_pool_name=POOL
        )

    reconcile_deployments({})

    assert _deployed("tale/theirs").id == theirs


def test_the_form_names_what_may_be_chosen(pool: PrefectServer) -> None:
    reconcile_deployments({"tale/return": _spec()})

    form = _deployed("tale/return").parameter_openapi_schema

    assert form
    assert form["required"] == ["entry"]
    assert list(form["properties"]) == ["entry", "area"]
    assert form["properties"]["entry"]["enum"] == ["rescue", "self-return"]
    assert "- `rescue`: Được giải cứu" in form["properties"]["entry"]["description"]


@pytest.mark.parametrize(
    ("chosen", "told"),
    [
        pytest.param({"entry": "unknown"}, "field 'entry'", id="an entry that there is not"),
        pytest.param({"area": "01"}, "'entry' is a required property", id="no entry"),
        pytest.param({"entry": "rescue", "area": "00"}, "field 'area'", id="an area of nobody"),
    ],
)
def test_the_form_refuses(pool: PrefectServer, chosen: dict[str, str], told: str) -> None:
    reconcile_deployments({"tale/return": _spec()})

    reply = _run_from_the_form(pool, "tale/return", chosen)

    assert reply.status_code == httpx.codes.CONFLICT
    assert told in reply.json()["detail"]


def test_a_run_from_the_form_has_the_fixed_parameters_too(pool: PrefectServer) -> None:
    reconcile_deployments({"tale/return": _spec()})

    reply = _run_from_the_form(pool, "tale/return", {"entry": "rescue"})

    assert reply.json()["parameters"] == {"pathway": "return", "entry": "rescue"}


def test_a_run_that_we_start_is_not_bound_to_the_form(pool: PrefectServer) -> None:
    reconcile_deployments({"tale/return": _spec()})

    run_id = _start("tale/return", "k", journey="J", generation=2)

    with get_client(sync_client=True) as client:
        parameters = client.read_flow_run(run_id).parameters
    assert parameters == {"pathway": "return", "journey": "J", "generation": 2}


def test_a_schedule_is_not_made_far_ahead(pool: PrefectServer) -> None:
    reconcile_deployments({"round/sweep": _every_minute()})

    ahead = eventually(lambda: _scheduled("round/sweep"))

    assert 3 <= ahead <= 5


def _spec(*, title: str = "Trở về", entry: Choice = ENTRY) -> DeploymentSpec:
    return DeploymentSpec(
        entrypoint=f"{engine_flows.__name__}.tale",
        version="1",
        description=title,
        parameters={"pathway": "return"},
        form={"entry": entry, "area": AREA},
        tags=("pathway:return",),
    )


def _every_minute() -> DeploymentSpec:
    return DeploymentSpec(
        entrypoint=f"{engine_flows.__name__}.round_of_the_schedule",
        version="1",
        description="",
        queue=OTHERS,
        cron="* * * * *",
    )


def _nothing(
    *, removed: frozenset[str] = frozenset(), retained: frozenset[str] = frozenset()
) -> Reconciled:
    return Reconciled(written=frozenset(), removed=removed, retained=retained)


def _waiting_run(folder: Path) -> UUID:
    reconcile_deployments({"tale/return": _spec().model_copy(update={"parameters": {}})})
    run_id = _start("tale/return", "k", ledger=str(folder / "ledger"))
    InlineWorker().work_until_idle()
    return run_id


def _start(deployment: str, key: str, **parameters: str | int) -> UUID:
    return engine.start_run(deployment, parameters, idempotency_key=key, name="7K3Q-9MXD", tags=[])


def _due() -> list[UUID]:
    with get_client(sync_client=True) as client:
        due = client.get_scheduled_flow_runs_for_work_pool(POOL, scheduled_before=datetime.now(UTC))
    return [one.flow_run.id for one in due]


def _run_from_the_form(server: PrefectServer, name: str, chosen: dict[str, str]) -> httpx.Response:
    with server.browser() as browser:
        return browser.post(
            f"/deployments/{_deployed(name).id}/create_flow_run",
            json={"parameters": chosen, "state": {"type": "SCHEDULED"}},
        )


def _deployed(name: str) -> DeploymentResponse:
    with get_client(sync_client=True) as client:
        return client.read_deployment_by_name(name)


def _told_of(name: str) -> dict[str, object]:
    """All but when it was written and looked for, and what Prefect makes of that."""
    kept = _deployed(name).model_dump()
    for passing in ("updated", "updated_by", "last_polled", "status"):
        del kept[passing]
    return kept


def _edit(server: PrefectServer, path: str, edited: dict[str, object]) -> None:
    with server.browser() as browser:
        browser.patch(path, json=edited).raise_for_status()


def _scheduled(name: str) -> int:
    wanted = _deployed(name).id
    with get_client(sync_client=True) as client:
        return sum(run.deployment_id == wanted for run in client.read_flow_runs())
