"""A province adds its communes: journeys are opened there, asked there, answered about there."""

from __future__ import annotations

import pytest

from domain.casework.administration.publishing import (
    areas_in_use,
    publish_directory,
    publish_pathway,
    publish_policy,
)
from domain.casework.answers.answering import look
from domain.casework.answers.views import Open
from domain.casework.desk.coordinating import Proxy, answer_for_agency
from domain.casework.desk.looking import lead_list
from domain.directory.agencies import DirectoryFaults
from domain.journey.entering import CannotOpen
from domain.pathway.forms import FormFaults
from domain.pathway.template import Pathway
from tasks.deploying import wanted_deployments
from tests.domain.casework.bureau import (
    Bureau,
    directory_for,
    directory_with,
    restore_directory,
)
from tests.domain.small import pathway, step
from tests.strategies import Part, label

HOME: Part = {"id": "home", "label": label("Home"), "kind": "area"}
MAP = """
areas:
  - {id: xa_a, title: {vi: Xã A, en: A commune}, kind: commune, parent: lai_chau}
  - {id: xa_b, title: {vi: Xã B, en: B commune}, kind: commune, parent: lai_chau,
     valid_to: 2026-12-31, became: xa_a}
agencies:
  - id: xa
    title: {vi: Ủy ban nhân dân xã A, en: People's Committee of A}
    contacts: [{id: xa_1, name: A, channels: [{channel: email, target: a@example.vn}]}]
  - id: tinh
    title: {vi: Ủy ban nhân dân tỉnh, en: Provincial People's Committee}
    contacts: [{id: tinh_1, name: T, channels: [{channel: email, target: t@example.vn}]}]
assignments:
  - {role: police, area: xa_a, agency: xa, valid_from: 2020-01-01}
  - {role: police, agency: tinh, valid_from: 2020-01-01}
"""

ENDING = "parent: lai_chau, valid_to: 2027-12-31}"
POLICY = """
schema: 1
key: xa_b_i
title: {vi: Xã B, en: B commune}
area: xa_b
valid_from: 2026-01-01
"""
OVER = POLICY.replace("xa_b_i", "xa_b_over").replace("2026-01-01", "2025-01-01")


@pytest.fixture
def asking() -> Pathway:
    return pathway(step("ask", form=[HOME]), step("then", "ask", area="ask.home"))


@pytest.fixture
def there(here: Bureau, asking: Pathway) -> Bureau:
    publish_pathway(here.office, asking, "user:lan")
    publish_directory(here.office, MAP, "user:lan")
    return here


def _asked(place: Bureau, request: str) -> str:
    with place.office.store.reading() as books:
        row = books.requests.find(request)
        assert row is not None
        return row.agency


def test_a_journey_in_a_commune_is_asked_there(there: Bureau, asking: Pathway) -> None:
    (request,) = there.waiting(there.open(asking, area="xa_a"))

    assert _asked(there, request) == "xa"


def test_a_journey_in_a_commune_that_ended_goes_on_where_it_went(
    there: Bureau, asking: Pathway
) -> None:
    (before,) = there.waiting(there.open(asking, area="xa_b"))
    there.later(days=60)
    (after,) = there.waiting(there.open(asking, area="xa_b"))

    assert [_asked(there, before), _asked(there, after)] == ["tinh", "xa"]


def test_an_answer_may_name_a_commune_and_the_next_is_asked_there(
    there: Bureau, asking: Pathway
) -> None:
    journey = there.open(asking, area="lai_chau")
    (request,) = there.waiting(journey)
    seen = look(there.office, there.token(request))

    there.answer(request, {"home": ["xa_a"]})
    there.carry(journey)

    (then,) = there.waiting(journey)
    assert isinstance(seen, Open)
    assert ("xa_a", "Xã A") in [(key, title.vi) for key, title in seen.asking.areas.choices()]
    assert (_asked(there, request), _asked(there, then)) == ("tinh", "xa")


def test_an_answer_by_phone_may_name_a_commune_too(there: Bureau, asking: Pathway) -> None:
    (request,) = there.waiting(there.open(asking))

    with pytest.raises(FormFaults):
        answer_for_agency(there.office, request, _by_phone("xa_c"), "lan")
    answer_for_agency(there.office, request, _by_phone("xa_a"), "lan")

    assert request not in there.waiting(request.rpartition("/")[0])


def test_the_run_form_offers_communes(there: Bureau) -> None:
    offered = wanted_deployments(there.office)["journey/small"].form["area"].options

    assert {"lai_chau": "Lai Châu", "xa_a": "Xã A"}.items() <= offered.items()


def test_areas_go_when_a_directory_without_them_is_published(
    there: Bureau, asking: Pathway
) -> None:
    there.publish(asking)

    with pytest.raises(CannotOpen, match="There is no area “xa_a”"):
        there.open(asking, area="xa_a")


def test_an_area_where_a_journey_is_under_way_may_end_and_not_vanish(
    there: Bureau, asking: Pathway
) -> None:
    journey = there.open(asking, area="xa_a")

    with pytest.raises(DirectoryFaults) as refused:
        publish_directory(there.office, directory_for(asking), "user:lan")
    publish_directory(there.office, MAP.replace("parent: lai_chau}", ENDING), "user:lan")

    assert _told(refused.value) == [
        f"areas › xa_a: It is not in this list. Open journeys name this area, such as {journey}."
        " Keep it, and give it its last day under “valid_to” instead.",
        "agencies › xa: It is not in this list, and has yet to answer: 1. Keep it, give it its last"
        " day under “valid_to”, and name under “successions” who takes over.",
    ]
    with there.office.store.reading() as books:
        assert areas_in_use(books).get("xa_a") is not None


def test_an_area_of_a_journey_that_is_over_may_vanish(there: Bureau, asking: Pathway) -> None:
    there.walk(there.open(asking, area="xa_a"), asking, {})

    publish_directory(there.office, directory_for(asking), "user:lan")

    with there.office.store.reading() as books:
        assert areas_in_use(books).get("xa_a") is None


def test_an_area_that_an_answer_names_stays_for_as_long_as_the_journey_goes_on(
    there: Bureau, asking: Pathway
) -> None:
    journey = there.open(asking)
    (request,) = there.waiting(journey)
    there.answer(request, {"home": ["xa_b"]})

    with pytest.raises(DirectoryFaults, match=f"xa_b: .*such as {journey}"):
        publish_directory(there.office, directory_for(asking), "user:lan")


def test_an_area_of_a_pathway_or_a_policy_stays(there: Bureau, asking: Pathway) -> None:
    publish_pathway(there.office, asking.model_copy(update={"area": "xa_a"}), "user:lan")
    publish_policy(there.office, POLICY, "user:lan")
    publish_policy(there.office, f"{OVER}valid_to: 2025-12-31\n", "user:lan")

    with pytest.raises(DirectoryFaults) as refused:
        publish_directory(there.office, directory_for(asking), "user:lan")

    problems = [line.partition("list. ")[2].partition(" Keep")[0] for line in _told(refused.value)]
    assert problems == [
        "The pathway “Small” is for this area.",
        "The policy “B commune” is for this area.",
    ]


def test_a_journey_in_an_area_that_is_on_no_map_goes_on(there: Bureau) -> None:
    two_steps = pathway(step("ask"), step("then", "ask"))
    publish_pathway(there.office, two_steps, "user:lan")
    journey = there.open(two_steps, area="xa_a")
    (first,) = there.waiting(journey)
    restore_directory(there.office, directory_for(two_steps))

    with pytest.raises(CannotOpen):
        there.open(two_steps, area="xa_a")
    answer_for_agency(there.office, first, Proxy("done", {}, "", "Chị Hoa", "phone"), "lan")
    there.sweep()
    there.carry(journey)

    (second,) = there.waiting(journey)
    assert _asked(there, second) == "police"


def test_what_nobody_holds_in_an_area_that_is_on_no_map_waits_for_the_lead(
    there: Bureau, asking: Pathway
) -> None:
    journey = there.open(asking, area="xa_a")
    (first,) = there.waiting(journey)
    there.answer(first, {"home": ["xa_b"]})
    elsewhere = "{role: police, agency: police, area: da_nang, valid_from: 2020-01-01}"
    restore_directory(there.office, directory_with(["police"], [elsewhere]))

    there.carry(journey)

    assert there.waiting(journey) == []
    assert [line.reference for line in lead_list(there.office, "en")] == [f"{journey}:then"]


def test_the_map_is_not_read_anew_for_every_look(there: Bureau) -> None:
    with there.office.store.reading() as books:
        assert areas_in_use(books) is areas_in_use(books)


def _by_phone(area: str) -> Proxy:
    return Proxy("done", {"home": [area]}, "", "Chị Hoa", "phone")


def _told(refused: DirectoryFaults) -> list[str]:
    return [fault.message.in_("en") for fault in refused.faults]
