"""A person goes home to another province, and the case goes on in its pathway."""

from __future__ import annotations

import pytest

from domain.casework.administration.publishing import publish_policy
from domain.casework.desk.looking import JourneyLine, lead_list, one_case
from domain.casework.journeys.advancing import look_at
from domain.pathway.template import Pathway
from tests.domain.casework.bureau import Bureau
from tests.domain.small import end, pathway, step
from tests.domain.ways import LAI_CHAU
from tests.strategies import Part, label

HOME: Part = {"id": "home", "label": label("Home"), "kind": "area"}
RECEIVES = """
schema: 1
key: lai_chau
title: {vi: Lai Châu, en: Lai Châu}
area: lai_chau
valid_from: 2020-01-01
receives: {pathway: arriving, entry: from_elsewhere}
"""


def _leaving(**named: str) -> Pathway:
    gone = end("gone", outcome="handed_over", hands_over={"area": "leave.home", **named})
    whole = pathway(step("leave", form=[HOME]))
    return whole.model_validate(
        whole.model_dump(by_alias=True) | {"key": "leaving", "ends": [gone]}
    )


def _arriving(**more: object) -> Pathway:
    whole = pathway(step("receive"))
    entry = whole.entries[0].model_copy(update={"id": "from_elsewhere"})
    return whole.model_copy(update={"key": "arriving", "entries": (entry,), **more})


def test_the_next_journey_of_the_case_begins_where_the_policy_of_that_area_says(
    anywhere: Bureau,
) -> None:
    anywhere.publish(_arriving())
    anywhere.publish(_leaving())
    publish_policy(anywhere.office, RECEIVES, "user:lan")

    left = _leave(anywhere)

    before, after = _journeys(anywhere, left)
    assert (before.status, before.end) == ("ended", "gone")
    assert (after.id, after.pathway) == (left.replace("/1", "/2"), "arriving")
    assert (after.entry, after.area, after.status) == ("from_elsewhere", "lai_chau", "open")


def test_it_goes_on_with_whoever_is_asked_there(here: Bureau) -> None:
    here.publish(_arriving())
    here.publish(_leaving(pathway="arriving", entry="from_elsewhere"))
    left = _leave(here)

    here.carry(left.replace("/1", "/2"))

    (asked,) = _journeys(here, left)[1].requests
    assert (asked.step, asked.status) == ("receive", "waiting")


def test_looking_again_opens_no_second_one(here: Bureau) -> None:
    here.publish(_arriving())
    here.publish(_leaving(pathway="arriving", entry="from_elsewhere"))
    left = _leave(here)

    here.carry(left)
    here.sweep()

    assert len(_journeys(here, left)) == 2


def test_the_flow_is_told_of_it_once(here: Bureau) -> None:
    here.publish(_arriving())
    here.publish(_leaving(pathway="arriving", entry="from_elsewhere"))
    left = here.open(_leaving())
    (waiting,) = here.waiting(left)
    here.answer(waiting, {"home": ["lai_chau"]})

    told = [here.carry(left).handed_over_to for _ in range(2)]

    assert told == [left.replace("/1", "/2"), None]


@pytest.mark.parametrize(
    "named",
    [
        # The policy of that area says nothing of those who come.
        {},
        # No such pathway is published.
        {"pathway": "elsewhere", "entry": "from_elsewhere"},
        # It has no such entry.
        {"pathway": "arriving", "entry": "by_air"},
    ],
)
def test_who_is_received_nowhere_waits_with_the_lead(here: Bureau, named: dict[str, str]) -> None:
    here.publish(_arriving())
    here.publish(_leaving(**named))

    left = _leave(here)

    (journey,) = _journeys(here, left)
    assert journey.status == "open"
    assert [line.reference for line in lead_list(here.office, "en")] == [f"{left}:gone"]


def test_once_somebody_receives_the_journey_goes_on_by_itself(here: Bureau) -> None:
    here.publish(_arriving())
    here.publish(_leaving())
    left = _leave(here)
    publish_policy(here.office, RECEIVES, "user:lan")

    here.later(hours=1)
    here.sweep()

    assert [journey.status for journey in _journeys(here, left)] == ["ended", "open"]
    assert lead_list(here.office, "en") == ()


def test_while_it_only_waits_for_its_run_nothing_stands_on_the_list(here: Bureau) -> None:
    here.publish(_arriving())
    here.publish(_leaving(pathway="arriving", entry="from_elsewhere"))
    left = here.open(_leaving())
    (waiting,) = here.waiting(left)
    here.answer(waiting, {"home": ["lai_chau"]})

    look_at(here.office, left)

    assert lead_list(here.office, "en") == ()


def test_who_is_received_at_a_border_and_lives_in_lai_chau_comes_by_its_third_way(
    here: Bureau,
) -> None:
    here.publish(LAI_CHAU)
    third = RECEIVES.replace("arriving", "lai_chau").replace("from_elsewhere", "tu_tinh_khac")
    publish_policy(here.office, third, "user:lan")

    left = here.open(LAI_CHAU, "qua_tt_btxh", "ca_mau")
    agreed = {"dong_y": "yes"}
    elsewhere = {**agreed, "trong_tinh": "no", "xa": "lai_chau"}
    here.walk(left, LAI_CHAU, {"tiep_nhan_tt": agreed, "noi_ve": elsewhere})
    here.carry(left.replace("/1", "/2"))

    before, after = _journeys(here, left)
    assert (before.end, after.entry, after.area) == ("chuyen_tinh_khac", "tu_tinh_khac", "lai_chau")
    (asked,) = after.requests
    assert (asked.step, asked.status) == ("nhan_tu_tinh_khac", "waiting")


def _leave(place: Bureau) -> str:
    journey = place.open(_leaving())
    (waiting,) = place.waiting(journey)
    place.answer(waiting, {"home": ["lai_chau"]})
    place.carry(journey)
    return journey


def _journeys(place: Bureau, journey: str) -> tuple[JourneyLine, ...]:
    return one_case(place.office, journey.partition("/")[0], "en")
