"""A province adds its communes: journeys are opened there, asked there, answered about there."""

from __future__ import annotations

import pytest

from domain.casework.answering import look
from domain.casework.coordinating import Proxy, answer_for_agency
from domain.casework.publishing import areas_in_use, publish_directory, publish_pathway
from domain.casework.views import Open
from domain.entering import CannotOpen
from domain.forms import FormFaults
from domain.pathway import Pathway
from tasks.deploying import wanted_deployments
from tests.domain.casework.bureau import Bureau
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


def test_the_map_is_not_read_anew_for_every_look(there: Bureau) -> None:
    with there.office.store.reading() as books:
        assert areas_in_use(books) is areas_in_use(books)


def _by_phone(area: str) -> Proxy:
    return Proxy("done", {"home": [area]}, "", "Chị Hoa", "phone")
