"""A monthly meeting and a review that nobody says how often to hold."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from prefect.client.orchestration import get_client

from domain.casework.duties.looking_at_duties import RoundLine, rounds_of
from tests.domain.casework.duties.test_duties import pathway_with_duties
from tests.prefect_server import PrefectServer
from tests.stories.province import Province, directory_of, province

DECEMBER = datetime(2026, 12, 1, 1, 30, tzinfo=UTC)  # 8:30 in Việt Nam


@pytest.fixture
def meeting(prefect: PrefectServer, tmp_path: Path) -> Iterator[Province]:
    pathway = pathway_with_duties()
    with province(tmp_path, directory=directory_of([pathway])) as place:
        place.publish(pathway)
        yield place


def test_the_sweep_asks_what_is_due_and_the_answer_ends_its_run(meeting: Province) -> None:
    meeting.clock.move_to(DECEMBER)
    meeting.sweep()
    (asked,) = _rounds(meeting, "meeting")
    run = meeting.run(asked.journey)

    meeting.answer("police", count="12")

    (ended,) = _rounds(meeting, "meeting")
    assert (asked.status, ended.status) == ("open", "ended")
    assert len(meeting.mail("police")) == 1
    assert (run.name, run.state) == (f"{asked.journey} · Họp hằng tháng", "COMPLETED")
    assert {"pathway:small", "duty:meeting"} <= run.tags


def test_run_on_the_page_of_a_duty_that_is_not_set_asks_it_today(meeting: Province) -> None:
    before = _rounds(meeting, "review")

    _press_run("duties/small.review")
    _press_run("duties/small.review")
    left = meeting.work()

    assert before == ()
    assert [one.status for one in _rounds(meeting, "review")] == ["open"]
    assert {"Đã hỏi: 1", "Đã hỏi: 0"} <= set(left)
    assert len(meeting.mail("labour")) == 1


def _rounds(place: Province, duty: str) -> tuple[RoundLine, ...]:
    return rounds_of(place.office, "small", duty, "vi")


def _press_run(deployment: str) -> None:
    with get_client(sync_client=True) as client:
        found = client.read_deployment_by_name(deployment)
        client.create_flow_run_from_deployment(found.id)
