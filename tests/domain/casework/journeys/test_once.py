"""Whatever is retried or replayed leaves the books as they are."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from domain.casework.answers.answering import look
from domain.casework.journeys.advancing import advance, look_at, mark_told
from domain.casework.journeys.opening import open_case
from domain.casework.journeys.running import bind_run, give_up_run, let_go, run_of, take_up
from domain.casework.letters.delivering import claim, handed_over, refused
from domain.journey.reaching import Refusal
from domain.pathway.template import Pathway
from tests.domain.casework.bureau import Bureau
from tests.domain.db.dump import dump_of
from tests.domain.small import ENTRY, pathway, step

RUN = "run-1"


@pytest.fixture
def small() -> Pathway:
    return pathway(
        step("verify"), step("shelter", role="shelter"), step("home", "verify", "shelter")
    )


@pytest.fixture
def journey(here: Bureau, small: Pathway) -> str:
    """Opened from the Run form; one of two has answered; the other was reminded."""
    here.publish(small)
    opened = _taken_up(here, {"pathway": "small", "entry": ENTRY})
    here.carry(opened)
    here.answer(here.waiting(opened)[0], {})
    here.carry(opened)
    here.later(days=8)
    here.sweep()
    return opened


def _taken_up(here: Bureau, given: dict[str, object]) -> str:
    taken = take_up(here.office, RUN, given)
    assert taken is not None
    let_go(here.office, taken)
    return taken.journey


def advance_again(here: Bureau, journey: str) -> None:
    advance(here.office, journey)


def look_again(here: Bureau, journey: str) -> None:
    look_at(here.office, journey)


def sweep_again(here: Bureau, journey: str) -> None:
    here.sweep()


def claim_again(here: Bureau, journey: str) -> None:
    for sent in here.pile:
        for notice in sent.notices:
            assert claim(here.office, notice.notice_id) is None


def settle_again(here: Bureau, journey: str) -> None:
    for sent in here.pile:
        handed_over(here.office, sent)
        refused(here.office, sent, Refusal("550"))


def take_up_again(here: Bureau, journey: str) -> None:
    assert _taken_up(here, {"pathway": "small", "entry": ENTRY}) == journey


def take_up_with_other_words(here: Bureau, journey: str) -> None:
    assert _taken_up(here, {"pathway": "gone", "entry": "other"}) == journey


def open_again(here: Bureau, journey: str) -> None:
    assert open_case(here.office, "small", ENTRY, None, by="lan", flow_run=RUN) == journey


def bind_another_run(here: Bureau, journey: str) -> None:
    run = run_of(here.office, journey)
    assert run is not None
    assert not bind_run(here.office, run, "run-2")


def take_up_as_a_run_of_another_generation(here: Bureau, journey: str) -> None:
    assert take_up(here.office, "run-0", {"journey": journey, "generation": 7}) is None


def take_up_as_a_second_run_of_this_generation(here: Bureau, journey: str) -> None:
    assert take_up(here.office, "run-2", {"journey": journey, "generation": 1}) is None


def tell_again(here: Bureau, journey: str) -> None:
    mark_told(here.office, journey, 0)


def open_links_again(here: Bureau, journey: str) -> None:
    for request in here.requests(journey):
        look(here.office, here.token(request.id))


@pytest.mark.parametrize(
    "again",
    [
        # a flow that runs once more from its first line
        advance_again,
        # two sweeps in a minute
        look_again,
        sweep_again,
        # a process that comes late with a notice
        claim_again,
        # or with what became of it
        settle_again,
        # Retry, pressed on a run of the Run form
        take_up_again,
        take_up_with_other_words,
        open_again,
        # runs that carry the journey no more, or never did
        bind_another_run,
        take_up_as_a_run_of_another_generation,
        take_up_as_a_second_run_of_this_generation,
        # a confirmation that the graph shows already
        tell_again,
        # an official who opens each link once more
        open_links_again,
    ],
)
def test_repeating_writes_nothing(
    here: Bureau, journey: str, again: Callable[[Bureau, str], None]
) -> None:
    before = dump_of(here.office.store)

    again(here, journey)

    assert dump_of(here.office.store) == before


def test_a_run_that_was_replaced_is_not_replaced_again(here: Bureau, journey: str) -> None:
    run = run_of(here.office, journey)
    assert run is not None

    first, second = (give_up_run(here.office, run) for _ in range(2))

    assert first is not None
    assert (first.generation, second) == (2, None)


def test_each_contact_was_written_to_once_for_each_thing(here: Bureau, journey: str) -> None:
    told = [(each.letter.subject.partition("] ")[2], each.target) for each in here.pile]

    asked, reminded = "Có yêu cầu đang chờ cơ quan trả lời", "Nhắc lần 1: có yêu cầu"
    assert sorted(told) == [
        (asked, "police_1@example.vn"),
        (asked, "police_2@example.vn"),
        (asked, "shelter_1@example.vn"),
        (asked, "shelter_2@example.vn"),
        (f"{reminded} đang chờ cơ quan trả lời", "shelter_1@example.vn"),
        (f"{reminded} đang chờ cơ quan trả lời", "shelter_2@example.vn"),
    ]
