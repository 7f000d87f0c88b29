"""Consent that acts: without it nothing is shown, and what cannot go without it waits."""

from __future__ import annotations

import json
from datetime import date

import pytest

from domain.casework.answers.answering import answer, look
from domain.casework.answers.views import Dead, Open, Submission, TooLate
from domain.casework.desk.coordinating import CannotDo, ask_again
from domain.casework.desk.looking import lead_list, one_case
from domain.casework.journeys.halting import pause, resume
from domain.casework.journeys.sweeping import unsent_notices
from domain.casework.letters.delivering import claim
from domain.casework.person.consents import consents, enter, look_at_consent, overrides, withdraw
from domain.casework.person.reading import note_refused_answer, readings
from domain.casework.person.reading_views import Readable
from domain.journey.facts import Asked
from domain.person.consent import Overridden, Refused
from tests.domain.casework.bureau import Bureau
from tests.domain.casework.sharing import (
    ASKING,
    GOING_HOME,
    WAITING,
    agree,
    code_of,
    kinds,
    take_back,
    taken_down,
)
from tests.domain.db.dump import dump_of

TO_POLICE = {"roles": ("police",), "fields": ("full_name",)}


def test_a_step_that_asks_all_the_same_goes_out_without_it(anywhere: Bureau) -> None:
    journey = taken_down(anywhere, ASKING)

    (request,) = anywhere.waiting(journey)
    seen = look(anywhere.office, anywhere.token(request))

    assert isinstance(seen, Open)
    assert seen.asking.readable is None
    assert asked(anywhere, journey) == [()]


def test_a_step_that_waits_is_asked_once_the_person_agrees(anywhere: Bureau) -> None:
    journey = taken_down(anywhere, WAITING)
    before, listed = anywhere.waiting(journey), why(anywhere)

    agree(anywhere, journey)

    assert (before, listed) == ([], [f"{journey}:verify"])
    assert len(anywhere.waiting(journey)) == 1
    assert why(anywhere) == []
    assert asked(anywhere, journey) == [("full_name", "safe_contact")]


def test_half_of_what_a_step_needs_is_not_enough(here: Bureau) -> None:
    journey = taken_down(here, WAITING)

    agree(here, journey, fields=("full_name",))

    assert here.waiting(journey) == []
    assert why(here) == [f"{journey}:verify"]


def test_withdrawn_before_it_was_answered_it_is_taken_back_and_waits_for_the_lead(
    anywhere: Bureau,
) -> None:
    journey = taken_down(anywhere, WAITING)
    agree(anywhere, journey)
    (request,) = anywhere.waiting(journey)
    token = anywhere.token(request)

    take_back(anywhere, journey)
    at_once = look(anywhere.office, token)
    anywhere.carry(journey)

    after = look(anywhere.office, token)
    assert isinstance(at_once, Dead)
    assert isinstance(after, Dead)
    assert (at_once.fate, after.fate) == ("no_consent", "no_consent")
    assert anywhere.waiting(journey) == []
    assert why(anywhere) == [f"{journey}:verify"]


def test_an_answer_after_it_was_withdrawn_is_not_taken(anywhere: Bureau) -> None:
    journey = taken_down(anywhere, WAITING)
    agree(anywhere, journey)
    token = anywhere.token(anywhere.waiting(journey)[0])
    take_back(anywhere, journey)

    with pytest.raises(TooLate):
        answer(anywhere.office, token, Submission("done", {}))
    note_refused_answer(anywhere.office, token)

    assert "answered" not in kinds(anywhere, journey)
    assert kinds(anywhere, journey)[-1] == "answer_refused"


def test_what_needs_no_consent_can_still_be_answered(here: Bureau) -> None:
    journey = taken_down(here, ASKING)
    agree(here, journey)
    (request,) = here.waiting(journey)
    take_back(here, journey)

    here.answer(request, {})

    assert here.requests(journey)[0].status == "done"


def test_a_letter_that_rests_on_it_does_not_go(anywhere: Bureau) -> None:
    journey = taken_down(anywhere, WAITING)
    agree(anywhere, journey)
    anywhere.later(days=7)
    take_back(anywhere, journey)
    with anywhere.office.store.writing() as books:
        (letter, *_) = [n for n in books.notices.of_journey(journey) if n.kind == "request"]
        letter.status, letter.lease_until = "queued", None

    assert claim(anywhere.office, letter.id) is None
    assert letter.id not in unsent_notices(anywhere.office)


@pytest.mark.parametrize("then", ["withdrawn", "refused"])
def test_the_later_word_counts_though_the_clock_was_set_back(anywhere: Bureau, then: str) -> None:
    journey = taken_down(anywhere, WAITING)
    agree(anywhere, journey)
    token = anywhere.token(anywhere.waiting(journey)[0])

    anywhere.later(hours=-1)
    if then == "withdrawn":
        take_back(anywhere, journey)
    else:
        no = Refused(roles=("police",), fields=("full_name",))
        enter(anywhere.office, code_of(journey), no, {}, "lan")

    seen = look(anywhere.office, token)
    assert isinstance(seen, Dead)
    assert seen.fate == "no_consent"


def test_on_the_day_after_its_last_it_is_withdrawn(here: Bureau) -> None:
    journey = taken_down(here, WAITING)
    agree(here, journey, until=date(2026, 11, 24))
    here.later(days=1, hours=14)
    here.sweep()
    on_its_last_day = here.waiting(journey)

    here.later(hours=2)
    here.sweep()

    assert len(on_its_last_day) == 1
    assert here.waiting(journey) == []


def test_while_a_journey_rests_nothing_is_taken_back(here: Bureau) -> None:
    journey = taken_down(here, WAITING)
    agree(here, journey)
    pause(here.office, journey, "lan", clocks_stop=False)
    take_back(here, journey)
    here.carry(journey)
    resting = here.waiting(journey)

    resume(here.office, journey, "lan")
    here.carry(journey)

    assert len(resting) == 1
    assert here.waiting(journey) == []


def test_nobody_asks_again_without_it(here: Bureau) -> None:
    journey = taken_down(here, WAITING)

    with pytest.raises(CannotDo, match="has not agreed"):
        ask_again(here.office, f"{journey}:verify", "lan", "police")


def test_refusing_stops_no_service(here: Bureau) -> None:
    journey = taken_down(here, ASKING)
    said = Refused.model_validate(TO_POLICE)

    enter(here.office, code_of(journey), said, {"note": "Sợ bị lộ"}, "lan")
    here.carry(journey)

    assert len(here.waiting(journey)) == 1
    assert kinds(here, journey)[-1] == "consent_refused"


def test_refusing_stops_no_service_where_the_coordinator_decides_so(anywhere: Bureau) -> None:
    journey = taken_down(anywhere, WAITING)
    agree(anywhere, journey, fields=("safe_contact",))
    enter(anywhere.office, code_of(journey), Refused.model_validate(TO_POLICE), {}, "lan")

    with pytest.raises(CannotDo, match="without telling it"):
        ask_again(anywhere.office, f"{journey}:verify", "lan")
    ask_again(anywhere.office, f"{journey}:verify", "lan", without_consent=True)
    anywhere.carry(journey)
    anywhere.later(days=1)
    anywhere.sweep()

    (request,) = anywhere.waiting(journey)
    seen = look(anywhere.office, anywhere.token(request))
    assert isinstance(seen, Open)
    assert seen.asking.readable is not None
    assert [each.label.en.partition(":")[0] for each in seen.asking.readable.fields] == [
        "Safe contact"
    ]
    assert why(anywhere) == []
    anywhere.answer(request, {})
    assert anywhere.requests(journey)[0].status == "done"


def test_an_override_needs_a_reason_and_stands_out(here: Bureau) -> None:
    code = code_of(taken_down(here, ASKING))
    said = Overridden.model_validate(TO_POLICE | {"basis": "court_order"})

    with pytest.raises(CannotDo, match="reason"):
        enter(here.office, code, said, {"reason": " "}, "lan")
    entry = enter(here.office, code, said, {"reason": "QĐ 12 của tòa"}, "lan").entry

    assert [each.id for each in overrides(here.office, code)] == [entry]
    assert look_at_consent(here.office, entry, "minh") == {"reason": "QĐ 12 của tòa"}


def test_taking_all_back_leaves_an_override_until_it_is_named(here: Bureau) -> None:
    journey = taken_down(here, ASKING)
    code = code_of(journey)
    agree(here, journey)
    said = Overridden.model_validate(TO_POLICE | {"basis": "court_order"})
    entry = enter(here.office, code, said, {"reason": "QĐ 12"}, "lan").entry

    take_back(here, journey)
    still = overrides(here.office, code)
    withdraw(here.office, code, [entry], "hết hiệu lực", "lan")

    assert [each.id for each in still] == [entry]
    assert overrides(here.office, code) == ()
    with pytest.raises(CannotDo, match="Nothing stands"):
        take_back(here, journey)


def test_what_the_person_takes_back_is_written_down_though_an_override_stands_alone(
    here: Bureau,
) -> None:
    journey = taken_down(here, ASKING)
    said = Overridden.model_validate(TO_POLICE | {"basis": "court_order"})
    enter(here.office, code_of(journey), said, {"reason": "QĐ 12"}, "lan")

    entry = withdraw(here.office, code_of(journey), (), "Không muốn ai biết", "lan").entry

    assert kinds(here, journey)[-1] == "consent_withdrawn"
    assert [each.id for each in overrides(here.office, code_of(journey))] != [entry]


@pytest.mark.parametrize(
    ("changed", "problem"),
    [
        # nobody has that role
        ({"roles": ("polce",)}, "There is no role “polce”. Choose from: health, labour"),
        # no such step
        ({"steps": ("care",)}, "There is no step “care”. Choose from: shelter, verify"),
        # a day that is over
        ({"until": date(2026, 11, 22)}, "is over already"),
    ],
)
def test_what_cannot_be_entered_is_explained(
    here: Bureau, changed: dict[str, object], problem: str
) -> None:
    journey = taken_down(here, ASKING)

    with pytest.raises(CannotDo, match=problem):
        agree(here, journey, **changed)

    assert consents(here.office, code_of(journey)) == ()


def test_who_witnessed_it_stands_nowhere_in_clear(anywhere: Bureau) -> None:
    journey = taken_down(anywhere, ASKING)
    entry = agree(anywhere, journey).entry

    whole = repr(dump_of(anywhere.office.store))

    assert "Bà Lụa" not in whole
    assert look_at_consent(anywhere.office, entry, "lan") == {"witness": "Bà Lụa"}
    assert kinds(anywhere, journey)[-1] == "read"


def test_the_trail_says_who_may_know_which_fields_and_never_what_stands_there(
    here: Bureau,
) -> None:
    journey = taken_down(here, ASKING)
    line = int(agree(here, journey, until=date(2027, 1, 1)).entry.rpartition("/")[2])

    with here.office.store.reading() as books:
        payload = books.trails.payload(journey, line)
        assert payload is not None
        body = json.loads(payload.body)

    assert body == {
        "kind": "consent_given", "roles": ["police"], "fields": ["full_name", "safe_contact"],
        "steps": [], "until": "2027-01-01", "how": "spoken", "giver": "person",
        "form": None,
    }  # fmt: skip
    assert readings(here.office, code_of(journey)) == ()


def test_the_police_of_the_province_that_a_case_goes_to_are_shown_nothing_before_it_is_agreed_to(
    anywhere: Bureau,
) -> None:
    left = taken_down(anywhere, GOING_HOME)
    agree(anywhere, left)
    police, arrived = anywhere.waiting(left), left.replace("/1", "/2")
    before = look(anywhere.office, anywhere.token(police[0]))
    anywhere.answer(police[0], {"home": ["lai_chau"]})
    anywhere.carry(left)
    anywhere.carry(arrived)

    at_first = readable_by_police(anywhere, arrived)
    agree(anywhere, arrived)

    assert isinstance(before, Open)
    assert before.asking.readable is not None
    assert at_first is None
    assert readable_by_police(anywhere, arrived) is not None
    said = consents(anywhere.office, code_of(left))
    assert [entry.journey for entry in said] == [left, arrived]


def test_what_is_said_of_a_role_that_the_case_has_left_is_not_taken(here: Bureau) -> None:
    left = taken_down(here, GOING_HOME)
    here.answer(here.waiting(left)[0], {"home": ["lai_chau"]})
    here.carry(left)

    with pytest.raises(CannotDo, match="shelter"):
        agree(here, left, roles=("shelter",))


def test_what_was_shown_without_consent_ends_with_the_journey(here: Bureau) -> None:
    left = taken_down(here, GOING_HOME)
    shown = Overridden.model_validate(TO_POLICE | {"basis": "danger_to_life"})
    enter(here.office, code_of(left), shown, {"reason": "Gấp"}, "lan")
    before = overrides(here.office, code_of(left))

    here.answer(here.waiting(left)[0], {"home": ["lai_chau"]})
    here.carry(left)

    assert len(before) == 1
    assert overrides(here.office, code_of(left)) == ()


def readable_by_police(place: Bureau, journey: str) -> Readable | None:
    (request,) = one_case(place.office, code_of(journey), "vi")[-1].requests
    assert request.id.startswith(journey)
    seen = look(place.office, place.token(request.id))
    assert isinstance(seen, Open)
    return seen.asking.readable


def asked(place: Bureau, journey: str) -> list[tuple[str, ...]]:
    """What was shared each time, as it stood then."""
    with place.office.store.reading() as books:
        facts = [record.fact for record in books.trails.facts(journey)]
    return [fact.shares for fact in facts if isinstance(fact, Asked)]


def why(place: Bureau) -> list[str]:
    """What waits for the lead since the person has not agreed."""
    lines = lead_list(place.office, "en")
    assert all("has not agreed" in line.why for line in lines)
    return [line.reference for line in lines]
