"""A step that two agencies do together: both are asked, and both confirm."""

from __future__ import annotations

from domain.casework.answers.answering import look
from domain.casework.answers.views import Asking, Open
from domain.pathway.template import Pathway
from tests.domain.casework.bureau import Bureau
from tests.domain.small import pathway, step, yes_no


def _verified_together() -> Pathway:
    return pathway(
        step("verify", role="labour", jointly=["police"], form=[yes_no("found")]),
        step("support", "verify", when="verify.found == true"),
    )


def test_both_are_asked_and_the_step_is_done_when_both_have_confirmed(anywhere: Bureau) -> None:
    anywhere.publish(_verified_together())
    journey = anywhere.open(_verified_together())
    leading, sharing = anywhere.waiting(journey)

    anywhere.answer(leading, {"found": ["yes"]})
    anywhere.carry(journey)
    assert anywhere.waiting(journey) == [sharing]
    anywhere.answer(sharing, {})
    anywhere.carry(journey)

    assert [request.step for request in anywhere.requests(journey)] == [
        "verify",
        "verify",
        "support",
    ]


def test_the_form_is_for_the_one_who_answers_for_the_step(here: Bureau) -> None:
    here.publish(_verified_together())
    leading, sharing = here.waiting(here.open(_verified_together()))

    forms = [[f.id for f in _asking(here, each).form] for each in (leading, sharing)]

    assert forms == [["found"], []]


def test_the_other_is_told_which_part_it_confirms(here: Bureau) -> None:
    here.publish(_verified_together())
    leading, sharing = here.waiting(here.open(_verified_together()))

    shared = [_asking(here, each).jointly for each in (leading, sharing)]

    assert shared == [False, True]


def test_if_the_other_declines_it_waits_for_the_other_alone(here: Bureau) -> None:
    here.publish(_verified_together())
    journey = here.open(_verified_together())
    leading, sharing = here.waiting(journey)

    here.answer(leading, {"found": ["yes"]})
    here.decline(sharing)
    here.carry(journey)

    assert here.waiting(journey) == []
    with here.office.store.reading() as books:
        (line,) = books.leads.open(journey)
    assert (line.about, line.reason) == ("verify[police]", "declined")


def _asking(place: Bureau, request: str) -> Asking:
    seen = look(place.office, place.token(request))
    assert isinstance(seen, Open)
    return seen.asking
