"""What is taken from an agency is named in the words in which it was asked, after moves too."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from domain.casework.desk import coordinating
from domain.casework.journeys.halting import stop
from domain.casework.journeys.passing_on import pass_on_to
from domain.casework.versions.moving import move_journey
from domain.casework.versions.naming import Names
from tests.domain.casework.bureau import Bureau
from tests.domain.casework.versions.test_moved_journeys import (
    PAPERS,
    move,
    publish,
    under_way,
    undo,
)
from tests.domain.small import choices, step
from tests.strategies import label

NEEDS = step("needs", "papers", role="shelter", ask=label("See to what is needed"))
HELP = step("help", role="shelter", ask=label("Give first help"))


def told(here: Bureau, subject: str = "rút lại") -> str:
    """The letter in the agency's mailbox with that subject, since the last look."""
    texts = [claimed.letter.text for claimed in here.pile if subject in claimed.letter.subject]
    here.pile.clear()
    assert len(set(texts)) == 1
    return texts[0]


def _stop(here: Bureau, journey: str) -> None:
    stop(here.office, journey, "Có người tìm đến", "lan", unsafe=True)


def test_a_move_back_withdraws_in_the_words_in_which_it_was_asked(anywhere: Bureau) -> None:
    journey = under_way(anywhere, PAPERS, NEEDS)
    move(anywhere, journey, PAPERS, HELP, names=Names({"needs": "help"}))
    anywhere.later(minutes=1)

    undo(anywhere, journey)

    letter = told(anywhere)
    assert "Give first help" in letter
    assert "See to what is needed" not in letter


def test_so_is_an_item(here: Bureau) -> None:
    wanted = choices("wanted", "room")
    renamed = wanted | {"options": [{"id": "room", "label": label("A bed for the night")}]}
    journey = under_way(here, step("papers", form=[wanted]), step("plan"))
    here.answer(here.waiting(journey)[0], {"wanted": ["room"]})
    of_each = HELP | {"after": ["papers"], "foreach": "papers.wanted"}
    move(here, journey, step("papers", form=[renamed]), step("plan"), of_each)
    here.later(minutes=1)

    undo(here, journey)

    assert "Give first help\nNội dung: A bed for the night" in told(here)


@pytest.mark.parametrize(
    ("taken", "subject"),
    [
        (lambda here, request: coordinating.withdraw(here.office, request, "lan"), "rút lại"),
        (lambda here, request: pass_on_to(here.office, request, "labour", "lan"), "cơ quan khác"),
        (lambda here, request: _stop(here, request.rpartition("/")[0]), "DỪNG"),
    ],
    ids=["withdrawn", "passed on", "unsafe"],
)
def test_whom_no_letter_told_of_a_move_is_told_in_the_words_before(
    here: Bureau, taken: Callable[[Bureau, str], object], subject: str
) -> None:
    journey = under_way(here, HELP)
    publish(here, HELP | {"id": "aid", "ask": label("Give aid")})
    here.later(minutes=1)
    move_journey(here.office, journey, 2, Names({"help": "aid"}), "lan")

    taken(here, here.waiting(journey)[0])
    here.carry(journey)

    assert "Give first help" in told(here, subject)


def test_whom_a_letter_told_of_a_move_is_told_in_the_words_since(here: Bureau) -> None:
    journey = under_way(here, HELP)
    publish(here, HELP | {"id": "aid", "ask": label("Give aid")})
    here.later(minutes=1)
    move_journey(here.office, journey, 2, Names({"help": "aid"}), "lan")
    here.later(minutes=1)
    here.carry(journey)

    coordinating.withdraw(here.office, here.waiting(journey)[0], "lan")
    here.carry(journey)

    assert "Give aid" in told(here)
