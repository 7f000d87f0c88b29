"""What `deployments.prefect_server` makes of Prefect's server on SQLite."""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from tests.prefect_server import PrefectServer

AT_ONCE, EACH = 8, 12


@pytest.mark.long
def test_all_that_write_at_once_have_their_turn(prefect: PrefectServer) -> None:
    with prefect.browser() as browser, ThreadPoolExecutor(AT_ONCE) as people:
        runs = [_new_run(browser) for _ in range(AT_ONCE)]
        replies = Counter(people.map(lambda run: _label(browser, run), runs * EACH))

    # `prefect server start` answers a part of them with 503.
    assert replies == {httpx.codes.NO_CONTENT: AT_ONCE * EACH}


def _new_run(browser: httpx.Client) -> str:
    flow = browser.post("/flows/", json={"name": "pressed"}).raise_for_status().json()
    run = browser.post("/flow_runs/", json={"flow_id": flow["id"]}).raise_for_status()
    return str(run.json()["id"])


def _label(browser: httpx.Client, run: str) -> int:
    return browser.patch(f"/flow_runs/{run}/labels", json={"pressed": "again"}).status_code
