"""What a pathway wants of those who open a journey."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier

import pytest

from domain.casework.journeys.opening import open_case
from domain.journey.entering import CannotOpen
from domain.pathway.template import Pathway
from tests.domain.casework.bureau import Bureau
from tests.domain.small import pathway, step


def _with(**more: object) -> Pathway:
    return pathway(step("survey")).model_copy(update=more)


def test_a_pathway_about_a_place_wants_to_know_which(here: Bureau) -> None:
    site = _with(subject="site")
    here.publish(site)

    with pytest.raises(CannotOpen) as caught:
        here.open(site)
    journey = here.open(site, area="lai_chau")

    assert "Please say which" in caught.value.message.in_("en")
    assert here.status(journey) == ("open", None)


@pytest.mark.parametrize(
    ("now", "opens"),
    [
        # 23:30 of the last day, in Việt Nam.
        (datetime(2025, 12, 31, 16, 30, tzinfo=UTC), True),
        # Half an hour into the next year.
        (datetime(2025, 12, 31, 17, 30, tzinfo=UTC), False),
    ],
)
def test_after_its_last_day_a_pathway_takes_no_new_journeys(
    here: Bureau, now: datetime, *, opens: bool
) -> None:
    pilot = _with(no_new_after=date(2025, 12, 31))
    here.publish(pilot)
    here.clock.moment = now

    if opens:
        assert here.status(here.open(pilot)) == ("open", None)
    else:
        with pytest.raises(CannotOpen, match="takes no new journeys after"):
            here.open(pilot)


def test_journeys_under_way_go_on_after_that_day(here: Bureau) -> None:
    pilot = _with(no_new_after=date(2026, 12, 31))
    here.publish(pilot)
    journey = here.open(pilot)
    here.clock.moment = datetime(2027, 3, 1, 2, tzinfo=UTC)

    (waiting,) = here.waiting(journey)
    here.answer(waiting, {})
    here.carry(journey)

    assert here.status(journey) == ("ended", "finished")


def test_a_form_that_is_sent_twice_at_once_opens_one_case(anywhere: Bureau) -> None:
    survey, together = _with(), Barrier(2)
    anywhere.publish(survey)
    entry = survey.entries[0].id

    def send(_: int) -> str:
        together.wait(10)
        return open_case(anywhere.office, survey.key, entry, None, by="user:lan", form="a1")

    with ThreadPoolExecutor(2) as pool:
        opened = set(pool.map(send, range(2)))
    another = open_case(anywhere.office, survey.key, entry, None, by="user:lan", form="a2")

    assert len(opened) == 1
    assert another not in opened
