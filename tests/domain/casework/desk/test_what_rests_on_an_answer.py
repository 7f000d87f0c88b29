"""A finding that is corrected reaches those who rest on it."""

from __future__ import annotations

import pytest

from domain.casework.answers.answering import look
from domain.casework.answers.sent_corrections import leave_the_answer, take_over
from domain.casework.answers.views import Asking, Open
from domain.casework.desk.consulting import consult
from domain.casework.desk.coordinating import CannotDo, answer_for_agency
from domain.casework.desk.looking import lead_list
from domain.casework.desk.reviewing import review
from domain.casework.journeys.halting import pause, resume, stop
from domain.journey.facts import Answered, Reviewed
from domain.pathway.template import Pathway
from tests.domain.casework.bureau import Bureau
from tests.domain.casework.of_two import NOTE, VICTIM, facts, finding_pathway, told
from tests.domain.casework.sending_on import EARLIER, NO, SHELTER_TOLD, answered, phoned, send
from tests.domain.small import pathway, step, yes_no


def with_care() -> Pathway:
    """Papers and care rest on the finding; care is for victims alone."""
    return pathway(
        step("verify", form=[yes_no("victim"), NOTE]),
        step("papers", "verify", role="shelter"),
        step("care", "verify", role="labour", when="verify.victim == true"),
        step("review", "papers", "care", role="police"),
    )


def waits_for(place: Bureau, journey: str, name: str) -> str:
    return next(r.id for r in place.requests(journey) if r.step == name and r.status == "waiting")


def asking(place: Bureau, request: str) -> Asking:
    seen = look(place.office, place.token(request))
    assert isinstance(seen, Open)
    return seen.asking


def phone(place: Bureau, request: str, raw: dict[str, list[str]]) -> None:
    consult(place.office, request, "lan")
    answer_for_agency(place.office, request, phoned(place, request, raw), "lan")


def earlier(letters: list[tuple[str, str]]) -> list[tuple[str, str]]:
    return [letter for letter in letters if letter[1] == EARLIER]


@pytest.mark.parametrize("way", ["taken over", "written down", "confirmed"])
def test_who_is_still_asked_hears_of_it_once(anywhere: Bureau, way: str) -> None:
    journey, verify = answered(anywhere, finding_pathway() if way == "confirmed" else with_care())
    told(anywhere, journey)
    if way == "taken over":
        send(anywhere, verify)
        consult(anywhere.office, verify, "lan")
        take_over(anywhere.office, verify, "lan")
    else:
        phone(anywhere, verify, NO)
    if way == "confirmed":
        before = told(anywhere, journey)
        anywhere.confirm(verify, contact=2)
        assert earlier(before) == []

    letters = told(anywhere, journey)

    assert earlier(letters) == SHELTER_TOLD
    assert earlier(told(anywhere, journey)) == []


def test_who_is_asked_no_more_hears_that_alone(here: Bureau) -> None:
    journey, verify = answered(here, with_care())

    phone(here, verify, NO)

    (letter,) = [each for each in told(here, journey) if each[0] == "labour_1"]
    assert letter[1] == "Yêu cầu đã được rút lại"


def test_the_letter_has_the_link_and_nothing_of_the_answer(here: Bureau) -> None:
    journey, verify = answered(here, with_care())
    phone(here, verify, NO)
    here.carry(journey)

    letters = {one.target: one.letter for one in here.pile if EARLIER in one.letter.subject}
    letter = letters["shelter_1@example.vn"]

    assert here.token(waits_for(here, journey, "papers")) in letter.text
    assert "Lụa" not in letter.text


def test_a_pause_does_not_hold_the_letter_back(here: Bureau) -> None:
    journey, verify = answered(here, with_care())
    pause(here.office, journey, "lan", clocks_stop=False)
    phone(here, verify, NO)
    in_the_pause = told(here, journey)

    resume(here.office, journey, "lan")

    assert earlier(in_the_pause) == SHELTER_TOLD
    assert earlier(told(here, journey)) == []


def test_behind_a_stop_the_letter_waits_until_that_is_undone(here: Bureau) -> None:
    journey, verify = answered(here, with_care())
    told(here, journey)
    phone(here, verify, NO)
    stop(here.office, journey, "Nhầm người", "lan", unsafe=False)
    behind_it = told(here, journey)

    resume(here.office, journey, "lan")

    assert earlier(behind_it) == []
    assert earlier(told(here, journey)) == SHELTER_TOLD


def test_the_page_says_that_the_answer_is_looked_at_again_and_then_that_it_was_corrected(
    here: Bureau,
) -> None:
    journey, verify = answered(here, with_care())
    papers = waits_for(here, journey, "papers")
    send(here, verify)
    during = asking(here, papers)
    consult(here.office, verify, "lan")

    take_over(here.office, verify, "lan")

    after = asking(here, papers)
    assert (during.looked_at_again, during.earlier_corrected_at) == (True, None)
    assert (after.looked_at_again, after.earlier_corrected_at) == (False, here.clock.now())


def test_the_page_says_nothing_more_once_the_answer_stays(here: Bureau) -> None:
    journey, verify = answered(here, with_care())
    send(here, verify)
    consult(here.office, verify, "lan")

    leave_the_answer(here.office, verify, "Đúng rồi", "lan")

    seen = asking(here, waits_for(here, journey, "papers"))
    assert (seen.looked_at_again, seen.earlier_corrected_at) == (False, None)


def papers_answered(place: Bureau) -> tuple[str, str]:
    journey, verify = answered(place, with_care())
    place.answer(waits_for(place, journey, "papers"), {})
    place.carry(journey)
    place.later(hours=1)
    return journey, verify


def test_before_it_is_corrected_who_looks_sees_what_rests_on_it(here: Bureau) -> None:
    _, verify = papers_answered(here)

    found = consult(here.office, verify, "lan").dependents

    named = [(each.what.in_("en"), each.agency.in_("en"), each.stands) for each in found]
    assert named == [
        ("papers", "Agency shelter", "answered"),
        ("care", "Agency labour", "open"),
    ]


def test_what_was_answered_before_is_the_leads_to_look_through_and_stands(here: Bureau) -> None:
    journey, verify = papers_answered(here)
    given = facts(here, journey, Answered)
    phone(here, verify, VICTIM)
    here.carry(journey)
    (line,) = lead_list(here.office, "en")
    shown = [each.stands for each in consult(here.office, verify, "lan").dependents]

    review(here.office, line.reference, "lan")
    here.carry(journey)

    assert (line.reference, line.why.endswith("Answered before: papers.")) == (verify, True)
    assert shown == ["before", "open"]
    assert lead_list(here.office, "en") == ()
    assert facts(here, journey, Answered) == given
    with pytest.raises(CannotDo, match="Nothing was answered here"):
        review(here.office, verify, "lan")
    assert len(facts(here, journey, Reviewed)) == 1


def test_the_end_waits_until_that_was_looked_through(here: Bureau) -> None:
    small = finding_pathway()
    journey, verify = answered(here, small)
    send(here, verify)
    here.answer(waits_for(here, journey, "papers"), {})
    here.carry(journey)
    here.later(hours=1)
    consult(here.office, verify, "lan")
    take_over(here.office, verify, "lan")
    here.confirm(verify, contact=2)
    here.carry(journey)
    before = here.status(journey)

    review(here.office, verify, "lan")
    here.carry(journey)

    assert (before, here.status(journey)) == (("open", None), ("ended", "finished"))
