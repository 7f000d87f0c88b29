"""What Prefect's pages send when a person presses a button there, and the states of a run."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta

import httpx

from tests.patience import eventually

Press = Callable[[httpx.Client, str], httpx.Response]
Arrange = Callable[[httpx.Client, str], None]
BUSY = httpx.codes.SERVICE_UNAVAILABLE  # Prefect's SQLite: whoever sees that presses again


def pressed(press: Press, browser: httpx.Client, run: str) -> httpx.Response:
    """What Prefect answered; it may refuse."""

    def answered() -> httpx.Response | None:
        reply = press(browser, run)
        return None if reply.status_code == BUSY else reply

    return eventually(answered)


def resume(browser: httpx.Client, run: str) -> httpx.Response:
    return browser.post(f"/flow_runs/{run}/resume")


def suspend(browser: httpx.Client, run: str) -> httpx.Response:
    details: dict[str, object] = {
        "pause_timeout": (datetime.now(UTC) + timedelta(minutes=5)).isoformat(),
        "pause_reschedule": True,
    }
    state = {"type": "PAUSED", "name": "Suspended", "state_details": details}
    return _set_state(browser, run, state)


def cancel(browser: httpx.Client, run: str) -> httpx.Response:
    return _set_state(browser, run, {"type": "CANCELLING", "name": "Cancelling"})


def retry(browser: httpx.Client, run: str) -> httpx.Response:
    state = {"type": "SCHEDULED", "name": "AwaitingRetry", "message": "Retry from the UI"}
    return _set_state(browser, run, state, force=False)


def delete(browser: httpx.Client, run: str) -> httpx.Response:
    return browser.delete(f"/flow_runs/{run}")


def change_to_failed(browser: httpx.Client, run: str) -> httpx.Response:
    return _set_state(browser, run, {"type": "FAILED"})


def change_to_crashed(browser: httpx.Client, run: str) -> httpx.Response:
    return _set_state(browser, run, {"type": "CRASHED"})


def change_to_completed(browser: httpx.Client, run: str) -> httpx.Response:
    return _set_state(browser, run, {"type": "COMPLETED"})


def change_to_cancelled(browser: httpx.Client, run: str) -> httpx.Response:
    return _set_state(browser, run, {"type": "CANCELLED", "message": "Nhầm hồ sơ"})


def change_deployment(browser: httpx.Client, run: str) -> httpx.Response:
    """As somebody who tries things out: other parameters, paused, and nobody's queue."""
    deployment = _deployment_of(browser, run)
    changes = {"parameters": {}, "paused": True, "work_queue_name": "default", "tags": []}
    return browser.patch(f"/deployments/{deployment}", json=changes)


def delete_deployment(browser: httpx.Client, run: str) -> httpx.Response:
    return browser.delete(f"/deployments/{_deployment_of(browser, run)}")


def _deployment_of(browser: httpx.Client, run: str) -> str:
    return str(browser.get(f"/flow_runs/{run}").raise_for_status().json()["deployment_id"])


def as_queued(browser: httpx.Client, run: str) -> None:
    """Woken, and no worker has come yet."""
    pressed(resume, browser, run).raise_for_status()


def as_late(browser: httpx.Client, run: str) -> None:
    as_queued(browser, run)
    _set_state(browser, run, {"type": "SCHEDULED", "name": "Late"}).raise_for_status()


def as_claimed(browser: httpx.Client, run: str) -> None:
    """By a worker that has died since."""
    as_queued(browser, run)
    _set_state(browser, run, {"type": "PENDING"}).raise_for_status()


def as_running(browser: httpx.Client, run: str) -> None:
    """And its process has died."""
    as_claimed(browser, run)
    _set_state(browser, run, {"type": "RUNNING"}).raise_for_status()


def as_waiting(browser: httpx.Client, run: str) -> None:
    pass


def as_suspended(browser: httpx.Client, run: str) -> None:
    """By a person, at Prefect's pages."""
    as_running(browser, run)
    pressed(suspend, browser, run).raise_for_status()


def as_cancelling(browser: httpx.Client, run: str) -> None:
    as_running(browser, run)
    pressed(cancel, browser, run).raise_for_status()


def as_cancelled(browser: httpx.Client, run: str) -> None:
    pressed(cancel, browser, run).raise_for_status()


def as_completed(browser: httpx.Client, run: str) -> None:
    pressed(change_to_completed, browser, run).raise_for_status()


def as_failed(browser: httpx.Client, run: str) -> None:
    pressed(change_to_failed, browser, run).raise_for_status()


def as_crashed(browser: httpx.Client, run: str) -> None:
    pressed(change_to_crashed, browser, run).raise_for_status()


def _set_state(
    browser: httpx.Client, run: str, state: Mapping[str, object], *, force: bool = True
) -> httpx.Response:
    return browser.post(f"/flow_runs/{run}/set_state", json={"state": state, "force": force})
