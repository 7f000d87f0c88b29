"""What a request's page says of the person before any code is typed."""

from __future__ import annotations

from domain.casework.answering import look
from domain.casework.reading import make_code, read_person
from domain.casework.reading_views import WrongCode
from domain.casework.views import Asking, Open
from domain.reading_codes import MOST_TRIES
from tests.domain.casework.bureau import Bureau
from tests.domain.casework.sharing import ASKING, agree, sharing, taken_down


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
