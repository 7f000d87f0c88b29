"""Where it is not plain who has something now, or a coordinator wants it elsewhere."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from domain.casework.answers.answering import look
from domain.casework.answers.views import Dead, Open
from domain.casework.desk import coordinating
from domain.casework.desk.coordinating import CannotDo
from domain.casework.journeys.passing_on import pass_on_to
from tests.domain.casework.bureau import Bureau
from tests.domain.casework.reorganising import (
    JULY,
    LAW,
    MARCH,
    NEW,
    NEW_UNTIL_JULY,
    NEWER,
    OLD,
    REQUEST,
    TO_NEW,
    TO_NEWER,
    VERIFY_THEN_PAPERS,
    asked,
    moves,
    on_the_list,
    pass_all_on,
    reorganise,
    told,
)
from tests.domain.small import pathway, step

SPLIT = (
    "The agency has passed on what it had, and who has this now is not plain."
    " Please choose whom to pass it to. To choose from: {}."
)


@pytest.mark.parametrize(
    ("holders", "choices"),
    [
        # two of those who succeed hold the role
        (("new", "other"), ("new", "other")),
        # none of them does
        (("newer",), ("new", "other")),
    ],
)
def test_what_is_not_plain_waits_for_a_person(
    anywhere: Bureau, holders: Sequence[str], choices: tuple[str, ...]
) -> None:
    ranked = enumerate(holders, start=1)
    after = [NEW.replace("agency: new", f"agency: {name}, rank: {n}") for n, name in ranked]
    journey, request = asked(anywhere, assignments=(OLD, *after))
    anywhere.pile.clear()
    anywhere.clock.moment = MARCH

    looked_at = [pass_all_on(anywhere) for _ in range(3)]

    [line] = on_the_list(anywhere)
    assert looked_at == [1, 0, 0]
    assert moves(anywhere, journey) == []
    assert (line.reference, line.choices) == (f"{journey}:verify", choices)
    assert line.why == SPLIT.format(", ".join(choices))
    assert [who for who, _ in told(anywhere)] == ["labour"]
    assert "Xin chọn cơ quan để chuyển." in anywhere.pile[0].letter.text
    assert isinstance(look(anywhere.office, anywhere.token(request)), Open)


def test_the_person_decides_and_the_line_goes(anywhere: Bureau) -> None:
    both = (OLD, NEW, NEW.replace("agency: new", "agency: other, rank: 2"))
    journey, request = asked(anywhere, assignments=both)
    anywhere.clock.moment = MARCH
    pass_all_on(anywhere)
    anywhere.pile.clear()

    pass_on_to(anywhere.office, f"{journey}:verify", "other", "lan")
    anywhere.carry(journey)

    assert moves(anywhere, journey) == [("old", "other", LAW, "user:lan")]
    assert told(anywhere) == [("other", REQUEST)]
    assert on_the_list(anywhere) == []
    assert isinstance(look(anywhere.office, anywhere.token(request)), Open)


def test_a_directory_that_makes_it_plain_is_enough(here: Bureau) -> None:
    journey, _ = asked(here, assignments=(OLD,))
    here.clock.moment = MARCH
    pass_all_on(here)
    reorganise(here)

    here.later(hours=1)
    here.sweep()

    assert moves(here, journey) == [("old", "new", LAW, "plan")]
    assert on_the_list(here) == []


def test_half_a_chain_waits_where_it_is_not_plain_any_more(here: Bureau) -> None:
    successions = (TO_NEW, TO_NEWER.replace("[newer]", "[newer, other]"))
    also = NEWER.replace("newer", "other, rank: 2")
    chain = (OLD, NEW_UNTIL_JULY, NEWER, also)
    journey, _ = asked(here, assignments=chain, successions=successions)
    here.pile.clear()
    here.clock.moment = JULY

    pass_all_on(here)

    assert moves(here, journey) == [("old", "new", LAW, "plan")]
    assert [line.choices for line in on_the_list(here)] == [("newer", "other")]
    assert {who for who, _ in told(here)} == {"labour"}


def test_what_comes_back_is_told_again_and_its_link_works_again(here: Bureau) -> None:
    journey, request = asked(here)
    first = here.token(request)
    pass_on_to(here.office, request, "other", "lan")
    here.carry(journey)
    here.pile.clear()

    here.later(hours=1)
    pass_on_to(here.office, request, "old", "lan")
    here.carry(journey)

    assert sorted(told(here)) == [("old", REQUEST), ("other", "Yêu cầu đã chuyển cho cơ quan khác")]
    assert isinstance(look(here.office, first), Open)
    assert any(first in one.letter.text for one in here.pile)


def test_who_has_it_back_is_not_told_to_leave_it_alone(here: Bureau) -> None:
    small = pathway(step("verify"))
    here.publish(small)
    journey = here.open(small)
    (request,) = here.waiting(journey)
    here.pile.clear()

    pass_on_to(here.office, request, "shelter", "lan")
    here.later(minutes=5)
    pass_on_to(here.office, request, "police", "lan")
    here.send()

    told = [one.letter.subject for one in here.pile if one.target.startswith("police")]
    assert told
    assert not any("đã chuyển" in each for each in told), told


def test_where_a_person_passes_it_on_the_old_link_does_not_say_to_whom(here: Bureau) -> None:
    _, request = asked(here)
    token = here.token(request)

    pass_on_to(here.office, request, "other", "lan")

    seen = look(here.office, token)
    assert isinstance(seen, Dead)
    assert (seen.fate, seen.now_with) == ("moved", None)


@pytest.mark.parametrize(
    ("agency", "said"),
    [
        # nobody of this id
        ("nobody", "has no agency “nobody” today"),
        # who has it
        ("new", "has the request already"),
        # who has passed on what it had
        ("old", "has no agency “old” today"),
    ],
)
def test_it_passes_to_nobody_who_cannot_have_it(here: Bureau, agency: str, said: str) -> None:
    journey, request = asked(here)
    here.clock.moment = MARCH
    pass_all_on(here)
    before = moves(here, journey)

    with pytest.raises(CannotDo, match=said):
        pass_on_to(here.office, request, agency, "lan")

    assert moves(here, journey) == before


def test_what_is_answered_does_not_pass_on(here: Bureau) -> None:
    _, request = asked(here, VERIFY_THEN_PAPERS)
    here.answer(request, {})

    with pytest.raises(CannotDo, match="not waiting for an answer"):
        pass_on_to(here.office, request, "other", "lan")


def test_who_is_succeeded_is_not_asked_again(here: Bureau) -> None:
    journey, request = asked(here)
    here.decline(request)
    here.carry(journey)
    here.clock.moment = MARCH

    coordinating.ask_again(here.office, request, "lan")

    assert here.requests(journey)[-1].agency == "Cơ quan new"
