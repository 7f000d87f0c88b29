"""The plain Prefect way: one flow that notifies, shows and suspends, as its guide teaches it.

What somebody would get who knows Prefect well and has nothing else. Chosen in its favour:

- It shares our tuned server, and its workers and flows have our client settings: no heartbeats, no
  telemetry, few log lines. Its worker looks for runs every second.
- It sends no mail and keeps no books: a notice is a line in a file. There is no answer page: an
  answer is one call to Prefect's API, with nothing to check and nothing to keep.
- Every effect of a step is in one task with a result and a key of its own, so that a replay repeats
  neither a notice nor a page. Its pauses have keys of their own, too.
- It is deployed from a module that imports Prefect alone, and nothing is pulled before a run.
- At most four runs at once: with more, SQLite is locked most of the time.

The command of its process pool is Prefect's own.
"""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

from prefect import flow, task
from prefect.artifacts import create_markdown_artifact
from prefect.client.orchestration import get_client
from prefect.context import TaskRunContext
from prefect.flow_runs import suspend_flow_run
from prefect.runtime import flow_run

AGENCIES = (
    "Receiving agency",
    "Shelter",
    "Health facility",
    "Counselling service",
    "Legal aid centre",
    "Police",
    "Commune People's Committee",
    "Women's Union",
)
WAITS_AT_MOST = int(timedelta(days=365).total_seconds())


def _once(_context: TaskRunContext, given: dict[str, object]) -> str:
    return f"{given['journey']}-{given['number']}"


@task(persist_result=True, cache_key_fn=_once, task_run_name="notify-{number}")
def notify(journey: str, number: int, page: str, letters: str) -> int:
    with Path(letters).open("a", encoding="utf-8") as file:
        file.write(f"{journey}\n")
    create_markdown_artifact(key=f"journey-{journey}", markdown=page)
    tags = ["pathway:plain", "stage:whole", f"waiting:{number}"]
    name = f"{journey} · waits for {AGENCIES[number - 1]}"
    with get_client(sync_client=True) as client:
        client.update_flow_run(UUID(flow_run.id), name=name, tags=tags)
    return number


@flow(persist_result=True)
def plain(journey: str, steps: int, letters: str) -> None:
    asked = AGENCIES[:steps]
    for number in range(1, steps + 1):
        marks = (f"- {'●' if n < number else '○'} {agency}" for n, agency in enumerate(asked, 1))
        notify(journey, number, "\n".join([f"# {journey}", "", *marks]), letters)
        suspend_flow_run(key=str(number), timeout=WAITS_AT_MOST)
