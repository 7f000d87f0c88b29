"""What a request's page says of the person before any code is typed."""

from __future__ import annotations

import pytest

from domain.casework.answers.answering import answer, look
from domain.casework.answers.views import Asking, Dead, Open, Settled, Submission
from domain.casework.person.reading import make_code, read_person
from domain.casework.person.reading_views import Shown, Unshown, WrongCode
from domain.pathway.template import Pathway
from domain.pathway.wording import PERSON_FIELDS
from domain.seals.reading_codes import MOST_TRIES
from tests.domain.casework.bureau import Bureau
from tests.domain.casework.sharing import (
    ASKING,
    NAME,
    WAITING,
    agree,
    sharing,
    take_back,
    taken_down,
)


def asking_of(place: Bureau, token: str) -> Asking:
    seen = look(place.office, token)
    assert isinstance(seen, Open)
    return seen.asking


def test_until_the_person_agrees_the_page_says_that_something_is_to_come(here: Bureau) -> None:
    journey = taken_down(here, ASKING)
    token = here.token(here.waiting(journey)[0])
    before = asking_of(here, token)
    agree(here, journey)

    after = asking_of(here, token)

    assert (before.untold, before.readable) == (True, None)
    assert (after.untold, after.readable is None) == (False, False)


def test_a_step_that_needs_nothing_of_the_person_promises_nothing(here: Bureau) -> None:
    journey = taken_down(here, sharing())

    assert not asking_of(here, here.token(here.waiting(journey)[0])).untold


def test_a_locked_code_is_said_before_another_is_typed(here: Bureau) -> None:
    journey = taken_down(here, ASKING)
    agree(here, journey)
    (request,) = here.waiting(journey)
    token, code = here.token(request), make_code(here.office, request, "police_1", "lan").code
    wrong = f"{(int(code) + 1) % 10**6:06}"

    tried = [read_person(here.office, token, wrong).outcome for _ in range(MOST_TRIES)]
    after = asking_of(here, token).readable
    make_code(here.office, request, "police_1", "lan")
    afresh = asking_of(here, token).readable

    assert tried[-1] == WrongCode(0)
    assert after
    assert after.locked
    assert afresh
    assert not afresh.locked


def test_what_is_not_shown_is_named_with_whether_the_person_agreed(here: Bureau) -> None:
    journey = taken_down(here, sharing("full_name", "phone", "address"))
    agree(here, journey, fields=("full_name", "address"))
    (request,) = here.waiting(journey)
    token, code = here.token(request), make_code(here.office, request, "police_1", "lan").code

    offered, shown = asking_of(here, token).readable, read_person(here.office, token, code).outcome

    assert offered
    assert isinstance(shown, Shown)
    assert [each.field for each in offered.fields] == ["full_name"]
    assert [(each.field, text) for each, text in shown.fields] == [("full_name", NAME)]
    unshown = Unshown(not_agreed=(PERSON_FIELDS["phone"],), not_known=(PERSON_FIELDS["address"],))
    assert offered.unshown == shown.unshown == unshown


def read_by_police(place: Bureau, shared: Pathway = ASKING) -> tuple[str, str]:
    """A journey, and its request that the first of two officers has read about."""
    journey = taken_down(place, shared)
    agree(place, journey)
    (request,) = place.waiting(journey)
    code = make_code(place.office, request, "police_1", "lan").code
    assert isinstance(read_person(place.office, place.token(request), code).outcome, Shown)
    return journey, request


@pytest.mark.parametrize("answered", [False, True], ids=["it waits", "it was answered"])
def test_who_has_read_what_was_taken_back_is_told_on_the_page_of_their_link(
    anywhere: Bureau, *, answered: bool
) -> None:
    journey, request = read_by_police(anywhere)
    mine, colleagues = anywhere.token(request), anywhere.token(request, contact=2)
    before = look(anywhere.office, mine)
    if answered:
        answer(anywhere.office, mine, Submission("done", {}))

    take_back(anywhere, journey)

    assert isinstance(before, Open)
    assert not before.asking.taken_back
    shown = [look(anywhere.office, token) for token in (mine, colleagues)]
    assert [type(each) for each in shown] == [Settled if answered else Open] * 2
    assert [isinstance(e, Open | Settled) and e.asking.taken_back for e in shown] == [True, False]


def test_who_has_read_what_was_taken_back_gets_a_letter_that_says_nothing_of_it(
    here: Bureau,
) -> None:
    journey, _ = read_by_police(here)
    here.send()
    before = len(here.pile)

    take_back(here, journey)
    here.send()

    assert len(here.pile) == before + 1
    letter = here.pile[-1].letter
    assert letter.subject.endswith("Xin mở lại đường dẫn của yêu cầu")
    assert "đồng ý" not in letter.text
    assert "/a/" not in letter.text


def test_a_link_that_ended_with_the_consent_says_it_too(here: Bureau) -> None:
    journey, request = read_by_police(here, WAITING)
    token = here.token(request)

    take_back(here, journey)
    here.carry(journey)

    gone = look(here.office, token)
    assert isinstance(gone, Dead)
    assert (gone.fate, gone.taken_back) == ("no_consent", True)


def test_what_is_agreed_to_once_more_may_be_used_again(here: Bureau) -> None:
    journey, request = read_by_police(here)
    take_back(here, journey)
    agree(here, journey)

    assert not asking_of(here, here.token(request)).taken_back
