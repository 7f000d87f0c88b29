"""What coordinators see of a journey on Prefect's pages: its run's name, tags and page."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.client.schemas.actions import ArtifactCreate, ArtifactUpdate
from prefect.client.schemas.filters import (
    ArtifactFilter,
    ArtifactFilterFlowRunId,
    ArtifactFilterKey,
)

from tasks.engine import RunFacts

OUR_TAGS = ("pathway:", "duty:", "stage:", "waiting:", "area:", "overdue")


@dataclass(frozen=True, slots=True, kw_only=True)
class Description:
    """Codes, steps and roles, and no person."""

    name: str
    tags: frozenset[str]
    page_key: str  # small letters, digits and dashes
    page: str  # Markdown


def describe(run: RunFacts, seen: Description) -> None:
    """Show `seen` on the run's page. Tags that are not ours stay.

    Raises httpx.HTTPError, also when the run is gone.
    """
    others = (tag for tag in run.tags if not tag.startswith(OUR_TAGS))
    tags = seen.tags.union(others)
    with get_client(sync_client=True) as client:
        if run.name != seen.name or run.tags != tags:
            client.update_flow_run(run.id, name=seen.name, tags=sorted(tags))
        _show_page(client, run.id, seen)


def _show_page(client: SyncPrefectClient, run_id: UUID, seen: Description) -> None:
    shown = client.read_artifacts(
        artifact_filter=ArtifactFilter(
            flow_run_id=ArtifactFilterFlowRunId(any_=[run_id]),
            key=ArtifactFilterKey(any_=[seen.page_key]),
        ),
        limit=1,
    )
    if not shown:
        client.create_artifact(
            ArtifactCreate(key=seen.page_key, type="markdown", data=seen.page, flow_run_id=run_id)
        )
    elif shown[0].data != seen.page:
        # Written over: Prefect would keep every version of a page for as long as the run.
        client.update_artifact(shown[0].id, ArtifactUpdate(data=seen.page))
