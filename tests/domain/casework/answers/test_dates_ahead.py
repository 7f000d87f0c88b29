"""What may not lie in the future is held against the agency's own day, when it is answered."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from domain.casework.answers.answering import answer, look
from domain.casework.answers.drafts import keep_draft
from domain.casework.answers.views import Open, Settled, Submission
from domain.casework.desk.coordinating import Proxy, answer_for_agency
from domain.pathway.forms import FormFaults
from domain.pathway.template import Pathway
from tests.domain.casework.bureau import Bureau
from tests.domain.small import pathway, step
from tests.strategies import Part, label

DAY: Part = {"id": "day", "kind": "date", "label": label("Day")}
AFTER_MIDNIGHT = datetime(2026, 11, 22, 17, 30, tzinfo=UTC)  # 0:30 on the 23rd in Việt Nam
TODAY, TOMORROW = {"day": ["2026-11-23"]}, {"day": ["2026-11-24"]}


@pytest.fixture
def dated() -> Pathway:
    return pathway(step("verify", form=[DAY]), step("papers", "verify", role="shelter"))


def asked(place: Bureau, dated: Pathway) -> str:
    place.publish(dated)
    (request,) = place.waiting(place.open(dated))
    return request


def test_the_agencys_new_day_has_begun_before_that_of_utc(here: Bureau, dated: Pathway) -> None:
    here.clock.moment = AFTER_MIDNIGHT
    request = asked(here, dated)

    with pytest.raises(FormFaults) as refused:
        here.answer(request, TOMORROW)
    taken = here.answer(request, TODAY)

    assert set(refused.value.faults) == {"day"}
    assert taken.receipt.values == {"day": "2026-11-23"}


def test_its_page_knows_that_day(here: Bureau, dated: Pathway) -> None:
    here.clock.moment = AFTER_MIDNIGHT
    request = asked(here, dated)

    seen = look(here.office, here.token(request))

    assert isinstance(seen, Open)
    assert seen.asking.today.isoformat() == "2026-11-23"


def test_a_coordinator_writes_down_no_day_to_come_either(here: Bureau, dated: Pathway) -> None:
    request = asked(here, dated)
    phoned = Proxy("done", TOMORROW, "", "Chị Hoa, trực ban", "phone")

    with pytest.raises(FormFaults) as refused:
        answer_for_agency(here.office, request, phoned, "lan")

    assert set(refused.value.faults) == {"day"}
    assert len(here.waiting(request.rpartition("/")[0])) == 1


def test_a_correction_is_held_against_the_day_on_which_it_is_made(
    here: Bureau, dated: Pathway
) -> None:
    request = asked(here, dated)
    line = here.answer(request, TODAY).receipt.correctable
    correction = Submission("done", TOMORROW, corrects=line)

    with pytest.raises(FormFaults):
        here.submit(request, correction)
    here.later(days=1)
    taken = here.submit(request, correction)

    assert taken.receipt.values == {"day": "2026-11-24"}


def test_a_draft_keeps_whatever_was_typed(here: Bureau, dated: Pathway) -> None:
    token = here.token(asked(here, dated))

    assert keep_draft(here.office, token, "done", TOMORROW).forms["done"] == TOMORROW


def test_what_is_recorded_stands_when_the_clock_is_put_back(here: Bureau, dated: Pathway) -> None:
    request = asked(here, dated)
    here.answer(request, TODAY)
    here.later(days=-1)

    seen = look(here.office, here.token(request))
    here.carry(request.rpartition("/")[0])

    assert isinstance(seen, Settled)
    assert [line.step for line in here.requests(request)] == ["verify", "papers"]


def test_what_awaits_a_second_person_is_confirmed_as_it_was_given(here: Bureau) -> None:
    request = asked(here, pathway(step("verify", form=[DAY], second_person=True)))
    given = answer(here.office, here.token(request), Submission("done", TODAY))
    here.later(days=-1)

    taken = here.confirm(request, contact=2)

    assert given.receipt.awaits_second
    assert taken.receipt.values == {"day": "2026-11-23"}
