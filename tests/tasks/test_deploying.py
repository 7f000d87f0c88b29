from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from domain.pathway.template import Duty
from tasks.deploying import wanted_deployments
from tasks.reconciling import OTHERS
from tests.domain.casework.bureau import Bureau, bureau
from tests.domain.small import pathway, step
from tests.strategies import named

AFTERWARDS = datetime(2027, 3, 1, 2, tzinfo=UTC)
PILOT = pathway(step("verify")).model_copy(update={"no_new_after": date(2026, 12, 31)})


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Bureau]:
    with bureau(f"sqlite:///{tmp_path / 'referral.sqlite'}") as made:
        made.publish(PILOT)
        yield made


def test_a_pathway_that_takes_nobody_in_any_more_is_no_longer_offered(place: Bureau) -> None:
    before = wanted_deployments(place.office)

    place.clock.moment = AFTERWARDS

    assert before.keys() - wanted_deployments(place.office).keys() == {f"journey/{PILOT.key}"}


def test_it_stays_deployed_until_the_last_journey_on_it_has_ended(place: Bureau) -> None:
    journey = place.open(PILOT)
    place.clock.moment = AFTERWARDS
    name = f"journey/{PILOT.key}"
    while_one_is_open = name in wanted_deployments(place.office)

    (waiting,) = place.waiting(journey)
    place.answer(waiting, {})
    place.carry(journey)

    assert while_one_is_open
    assert name not in wanted_deployments(place.office)


def test_the_sweep_is_written_before_all_else(place: Bureau) -> None:
    assert next(iter(wanted_deployments(place.office))) == "sweep/sweep"


def test_what_is_scheduled_waits_behind_no_journey(place: Bureau) -> None:
    meeting = Duty.model_validate(named("meeting") | {"role": "police", "every": {"months": 1}})
    place.publish(PILOT.model_copy(update={"duties": (meeting,)}))

    wanted = wanted_deployments(place.office)

    scheduled = {name for name, spec in wanted.items() if spec.cron or spec.rrules}
    assert scheduled == {"sweep/sweep", "duties/small.meeting"}
    assert {name for name, spec in wanted.items() if spec.queue == OTHERS} == scheduled
