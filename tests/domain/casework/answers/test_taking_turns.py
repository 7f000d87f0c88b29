"""Of what takes two: whose turn it is, who hears of it then, and who no more."""

from __future__ import annotations

import pytest

from domain.casework.answers.answering import answer, look
from domain.casework.answers.confirming import confirm, refuse
from domain.casework.answers.delegating import delegate
from domain.casework.answers.views import Dead, Delegation, Open, Settled, Submission
from domain.casework.journeys.advancing import look_at
from domain.pathway.template import Pathway
from tests.domain.casework.bureau import Bureau
from tests.domain.casework.of_two import VICTIM, asked, finding_pathway, propose, seen_line, told


@pytest.fixture
def finding() -> Pathway:
    return finding_pathway()


def test_who_passed_it_on_and_was_the_second_has_it_no_more_once_that_is_decided(
    here: Bureau, finding: Pathway
) -> None:
    journey, request = asked(here, finding)
    delegate(here.office, here.token(request), Delegation("police_2"))
    told(here, journey)
    answer(here.office, here.token(request, 2), Submission("done", VICTIM))
    told(here, journey)

    refuse(here.office, here.token(request), seen_line(here, request, contact=1), "Sai ngày")

    mine, theirs = (look(here.office, here.token(request, n)) for n in (1, 2))
    assert isinstance(mine, Dead)
    assert mine.fate == "delegated"
    assert isinstance(theirs, Open)


def test_nobody_is_asked_to_confirm_a_correction_that_came_too_late(
    here: Bureau, finding: Pathway
) -> None:
    journey, request = asked(here, finding)
    confirm(here.office, here.token(request, 2), propose(here, request))
    settled = look(here.office, here.token(request))
    assert isinstance(settled, Settled)
    no = Submission("done", {"victim": ["no"]}, corrects=settled.correctable)
    answer(here.office, here.token(request), no)

    letters = told(here, journey)

    assert "police_2" not in [who for who, _ in letters]


def test_the_agency_above_is_not_told_of_silence_where_somebody_has_answered(
    here: Bureau, finding: Pathway
) -> None:
    journey, request = asked(here, finding)
    for _ in range(40):
        here.later(days=1)
        look_at(here.office, journey)
    propose(here, request)

    letters = told(here, journey)

    assert "tren_1" not in [who for who, _ in letters]
    assert "police_2" in [who for who, _ in letters]


def test_the_others_are_asked_to_confirm_and_not_reminded_at_the_same_minute(
    here: Bureau, finding: Pathway
) -> None:
    journey, request = asked(here, finding)
    delegate(here.office, here.token(request), Delegation("police_2"))
    here.later(days=8)
    told(here, journey)
    answer(here.office, here.token(request, 2), Submission("done", VICTIM))

    letters = told(here, journey)

    assert letters == [("police_1", "Có câu trả lời chờ anh/chị xác nhận")]
