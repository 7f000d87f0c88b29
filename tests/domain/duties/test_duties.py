from __future__ import annotations

from datetime import date

import pytest

from domain.areas.area_map import Area, Areas
from domain.directory.agencies import Directory
from domain.duties.frequency import Frequency, Span, frequency_of, too_soon
from domain.duties.recurring import Place, places
from domain.pathway.template import Duty, Period
from domain.policy.province_policy import DutyTerms
from tests.domain.bad_pathways import Change, faults_after, whole
from tests.domain.small import pathway, step
from tests.strategies import label, named

COUNTED = {"id": "count", "kind": "whole_number", "label": {"vi": "Số người", "en": "How many"}}


def duty(**changes: object) -> Change:
    meeting = {
        "id": "meeting",
        "origin": "design",
        "title": {"vi": "Họp", "en": "Meeting"},
        "role": "shelter",
        "every": {"months": 1},
        "form": [COUNTED],
    }
    return whole(duties=[meeting | changes])


def test_a_duty_that_names_what_there_is_is_sound() -> None:
    assert faults_after(duty(asked_by="police", **{"with": ["police"]})) == ()


@pytest.mark.parametrize(
    ("change", "place", "said"),
    [
        # nobody could be asked
        (duty(role="x"), "duties › meeting › role", "no role “x”"),
        (duty(asked_by="x"), "duties › meeting › asked_by", "no role “x”"),
        (duty(**{"with": ["x"]}), "duties › meeting › with", "no role “x”"),
        # who is asked is told of it again
        (duty(**{"with": ["shelter"]}), "duties › meeting › with", "need not be told"),
        # how often it is asked
        (duty(every={"months": 1, "days": 3}), "duties › meeting › every", "not clear how often"),
        (duty(every={}), "duties › meeting › every", "Write either months or days"),
        # nothing to choose from
        (
            duty(form=[COUNTED | {"kind": "choice"}]),
            "duties › meeting › form › count › options",
            "too little to choose from",
        ),
        # two of a kind
        (duty(form=[COUNTED, COUNTED]), "duties › meeting › form › count", "more than once"),
    ],
)
def test_a_fault_of_a_duty_is_told_with_its_place(change: Change, place: str, said: str) -> None:
    found = faults_after(change)

    assert [fault.place for fault in found] == [place]
    assert said in found[0].message.in_("en")


MONTHLY, YEARLY = Period(months=1), Period(months=12)
PUBLISHED = date(2026, 11, 22)


def _duty(**changes: object) -> Duty:
    return Duty.model_validate(named("meeting") | {"role": "police"} | changes)


@pytest.mark.parametrize(
    ("every", "first"),
    [
        # the first month that begins after it was published
        pytest.param({"months": 1}, date(2026, 12, 1), id="monthly"),
        # the first year
        pytest.param({"months": 12}, date(2027, 1, 1), id="yearly"),
        # the end of three years, the first of which is this one
        pytest.param({"months": 36}, date(2029, 1, 1), id="three years"),
        # counted from the day itself
        pytest.param({"days": 10}, date(2026, 12, 2), id="days"),
    ],
)
def test_what_was_published_during_a_period_is_first_asked_when_that_is_over(
    every: dict[str, int], first: date
) -> None:
    found = frequency_of(_duty(every=every), None, PUBLISHED)

    assert found is not None
    assert found.first == first


def test_without_a_source_and_a_policy_nothing_is_set() -> None:
    assert frequency_of(_duty(), None, PUBLISHED) is None


def test_a_policy_sets_what_no_source_says() -> None:
    terms = DutyTerms(every=MONTHLY, first=date(2026, 5, 7), source="12/QĐ-UBND", origin="province")

    assert frequency_of(_duty(), terms, PUBLISHED) == Frequency(MONTHLY, date(2026, 5, 7))


def test_a_policy_may_set_the_first_day_alone() -> None:
    terms = DutyTerms(first=date(2026, 12, 15), source="12/QĐ-UBND", origin="province")

    found = frequency_of(_duty(every={"months": 12}), terms, PUBLISHED)

    assert found == Frequency(YEARLY, date(2026, 12, 15))


@pytest.mark.parametrize(
    ("on", "begun", "after"),
    [
        pytest.param(date(2026, 1, 30), None, date(2026, 1, 31), id="the day before the first"),
        pytest.param(date(2026, 1, 31), date(2026, 1, 31), date(2026, 2, 28), id="the first"),
        pytest.param(date(2026, 2, 28), date(2026, 2, 28), date(2026, 3, 31), id="a short month"),
        pytest.param(date(2026, 4, 1), date(2026, 3, 31), date(2026, 4, 30), id="in between"),
        pytest.param(date(2028, 2, 29), date(2028, 2, 29), date(2028, 3, 31), id="a leap day"),
    ],
)
def test_rounds_keep_the_day_of_the_first(on: date, begun: date | None, after: date) -> None:
    often = Frequency(MONTHLY, date(2026, 1, 31))

    assert (often.begun(on), often.after(on)) == (begun, after)


def _map() -> Areas:
    return Areas(
        areas=(
            _area("north", kind="province"),
            _area("south", kind="province", valid_to=date(2025, 6, 30), became="north"),
            _area("hill", kind="commune", parent="north"),
            _area("lake", kind="commune", parent="north"),
            _area("old_town", kind="district", parent="north", valid_to=date(2025, 6, 30)),
            _area("far", kind="province"),
        )
    )


def _area(name: str, **more: object) -> Area:
    return Area.model_validate({"id": name, "title": label(name), "source": "law"} | more)


def _directory(*held: dict[str, object]) -> Directory:
    contact = {"id": "c", "name": "C", "channels": [{"channel": "mailbox", "target": "c@a.vn"}]}
    names = {str(one["agency"]) for one in held}
    agencies = [
        {"id": n, "title": label(n), "contacts": [contact | {"id": f"{n}_c"}]} for n in names
    ]
    assigned = [{"role": "police", "valid_from": "2020-01-01"} | one for one in held]
    return Directory.model_validate({"agencies": agencies, "assignments": assigned})


@pytest.mark.parametrize(
    ("per", "home", "held", "where"),
    [
        pytest.param("commune", None, "hill", ["hill"], id="its own area"),
        pytest.param("commune", None, "north", ["hill", "lake"], id="each commune of a province"),
        pytest.param("district", None, "north", ["north"], id="districts are no more"),
        pytest.param("province", "north", None, ["north"], id="for everywhere means at home"),
        pytest.param("province", None, None, [None], id="everywhere, and no home"),
        pytest.param("commune", "far", "hill", [], id="not elsewhere"),
        pytest.param("commune", "south", "hill", ["hill"], id="in what its province became"),
        pytest.param("commune", "old_town", "north", [], id="more than its area"),
        pytest.param("province", None, "hill", [], id="a commune does not answer for its province"),
        pytest.param("district", None, "hill", ["hill"], id="where there are no districts it does"),
    ],
)
def test_a_duty_is_asked_in_each_place_of_its_kind_where_the_role_is_held(
    per: str, home: str | None, held: str | None, where: list[str | None]
) -> None:
    whole = pathway(step("go")).model_copy(update={"area": home})
    directory = _directory({"agency": "a", "area": held})

    found = places(whole, _duty(per=per), directory, _map(), PUBLISHED)

    assert list(found) == [Place(area, None) for area in where]


def test_a_duty_of_agencies_is_asked_of_each_that_holds_the_role_that_day() -> None:
    directory = _directory(
        {"agency": "a", "area": "hill"},
        {"agency": "b", "area": "hill", "rank": 2},
        {"agency": "gone", "area": "hill", "rank": 3, "valid_to": "2026-01-01"},
    )

    found = places(pathway(step("go")), _duty(per="agency"), directory, _map(), PUBLISHED)

    assert list(found) == [Place("hill", "a"), Place("hill", "b")]


@pytest.mark.parametrize(
    ("held", "since"),
    [
        pytest.param([{"agency": "a"}], date(2020, 1, 1), id="since it was assigned"),
        pytest.param(
            [
                {"agency": "a", "valid_to": "2026-06-30"},
                {"agency": "b", "valid_from": "2026-07-01"},
            ],
            date(2020, 1, 1),
            id="who took it over goes on",
        ),
    ],
)
def test_a_place_counts_from_the_day_on_which_the_role_was_first_held_there(
    held: list[dict[str, object]], since: date
) -> None:
    directory = _directory(*({"area": "hill"} | one for one in held))

    found = places(pathway(step("go")), _duty(per="commune"), directory, _map(), PUBLISHED)

    assert found == {Place("hill", None): since}


def test_an_agency_that_took_over_begins_anew_where_each_is_asked() -> None:
    directory = _directory(
        {"agency": "a", "area": "hill", "valid_to": "2026-06-30"},
        {"agency": "b", "area": "hill", "valid_from": "2026-07-01"},
    )

    found = places(pathway(step("go")), _duty(per="agency"), directory, _map(), PUBLISHED)

    assert found == {Place("hill", "b"): date(2026, 7, 1)}


@pytest.mark.parametrize(
    ("begins", "back", "ahead"),
    [
        pytest.param(
            date(2026, 2, 28),
            Span(date(2026, 1, 31), date(2026, 2, 27)),
            Span(date(2026, 2, 28), date(2026, 3, 30)),
            id="a short month",
        ),
        pytest.param(
            date(2026, 1, 31),
            Span(date(2025, 12, 31), date(2026, 1, 30)),
            Span(date(2026, 1, 31), date(2026, 2, 27)),
            id="the first round",
        ),
    ],
)
def test_a_round_looks_back_on_its_period_or_ahead(begins: date, back: Span, ahead: Span) -> None:
    often = Frequency(MONTHLY, date(2026, 1, 31))

    assert (often.back(begins), often.ahead(begins)) == (back, ahead)


@pytest.mark.parametrize(
    ("begins", "last", "too_soon_by"),
    [
        pytest.param(date(2026, 12, 5), date(2026, 12, 1), "a day moved", id="the day was moved"),
        pytest.param(date(2027, 1, 5), date(2026, 12, 1), None, id="a period later"),
        pytest.param(date(2026, 2, 28), date(2026, 1, 31), None, id="a short month"),
        pytest.param(date(2026, 3, 31), date(2026, 2, 28), None, id="after a short month"),
    ],
)
def test_a_round_within_a_period_of_the_last_is_too_soon(
    begins: date, last: date, too_soon_by: str | None
) -> None:
    found = too_soon(begins, last, Frequency(MONTHLY, date(2026, 1, 31)))

    assert found is (too_soon_by is not None)
